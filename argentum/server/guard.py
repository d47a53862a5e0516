"""What every request passes: the name that it asks for, its size, and the headers of every answer."""

from __future__ import annotations

import json

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from argentum.server.settings import ServerSettings

LARGEST_BODY = 262_144
"""Bytes of a REST request."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), payment=(), usb=()",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}


class Guard:
    """Outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        """Guard an application."""
        self._app = app
        self._hosts = frozenset(settings.hosts)
        self._origins = frozenset(settings.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            # Somebody else's name that points here: their page would have our pages' origin.
            what = f"no server of the name {host[:100]!r}"
            await _refuse(scope, send, 421, what, where="Host", expected="one of the names it was started with")
        elif scope["type"] == "websocket":
            origin = headers.get("origin")
            # No origin: no browser, and no page that a browser's user was lured to.
            if origin is not None and origin not in self._origins and origin.partition("://")[2] not in self._hosts:
                await _refuse(
                    scope, send, 403, "a page of another origin", where="Origin", expected="a page of this server"
                )
            else:
                await self._app(scope, receive, send)
        elif int(headers.get("content-length", "0") or 0) > LARGEST_BODY:
            await _refuse(scope, send, 413, "too large", where="body", expected=f"at most {LARGEST_BODY} bytes")
        else:
            await self._app(scope, _bounded(receive), _with_headers(send))


def _bounded(receive: Receive) -> Receive:
    """Let no body grow beyond the limit, also one that does not tell its length."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return {"type": "http.disconnect"} if read > LARGEST_BODY else message

    return limited


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send, status: int, what: str, *, where: str, expected: str) -> None:
    body = json.dumps({"error": {"what": what, "where": where, "expected": expected}}).encode()
    start, end = "http.response.start", "http.response.body"
    if scope["type"] == "websocket":
        start, end = f"websocket.{start}", f"websocket.{end}"
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await _with_headers(send)({"type": start, "status": status, "headers": headers})
    await send({"type": end, "body": body})
