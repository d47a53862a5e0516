"""The keys to the ledger, given out and revoked by the operator."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from argentum.reports.ayni.documents import moment_text
from argentum.server.ayni.books_route import books_router
from argentum.server.ayni.forms import GivenAyniKey, ListedKey, NewKey
from argentum.server.ayni.keys import AyniKeys


def keys_router(keys: AyniKeys) -> APIRouter:
    """Give the routes of keys; for the operator alone."""
    router = books_router(keys, "/keys")

    @router.post("", status_code=201)
    def give(request: Request, wanted: NewKey) -> GivenAyniKey:
        """Give a key out. It is told here and never again; the server keeps its SHA-256."""
        keys.require_operator(request)
        key = keys.give(wanted.name, wanted.role)
        page = None if wanted.role == "writer" else f"/ayni#key={key}"
        return GivenAyniKey(name=wanted.name, role=wanted.role, key=key, page=page)

    @router.get("")
    def listed(request: Request) -> list[ListedKey]:
        """List who has a key."""
        keys.require_operator(request)
        return [
            ListedKey(name=each.name, role=each.role, made_at=moment_text(each.made_at_ms) or "")
            for each in keys.listed()
        ]

    @router.delete("/{name}", status_code=204, response_class=Response)
    def revoke(request: Request, name: str) -> Response:
        """Let a key be dead from now on."""
        keys.require_operator(request)
        keys.revoke(name)
        return Response(status_code=204)

    return router
