"""The page of ayni in the server: drawn here, put into a shell that holds the reader's key."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from argentum.ayni.groups import groups_in
from argentum.ayni.panorama import Panorama
from argentum.reports.ayni.page.page import ayni_page, ayni_panel, page_policy, page_script, page_style
from argentum.server.ayni.asked import Groups, MinimumSample, Period
from argentum.server.ayni.books_route import books_router
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.keys import AyniKeys

_MOST_LOOKED_AT = 100_000
"""Interactions in which a served page looks for alerts: some seconds, in which live rooms of the process go slowly."""

_HTML: dict[int | str, dict[str, object]] = {200: {"content": {"text/html": {}}}}
"""Errors are JSON, also where a page is asked for."""
_STATIC = Path(__file__).parent / "static"


def panel_router(desk: AyniDesk, keys: AyniKeys) -> APIRouter:
    """Give the page as a file, and what stands on it for the shell."""
    router = books_router(keys)

    @router.get("/page", response_class=Response, responses=_HTML)
    def page(
        request: Request, asked: Period, group: Groups = None, minimum_sample: MinimumSample = None
    ) -> HTMLResponse:
        """Give the page as one file that needs nothing else; as `argentum ayni page`."""
        keys.require(request, "reader", "council")
        panorama = _panorama(desk, asked, group, minimum_sample)
        return HTMLResponse(ayni_page(panorama), headers={"Content-Security-Policy": page_policy()})

    @router.get("/panel", response_class=Response, responses={**_HTML, 304: {"description": "As it was."}})
    def panel(request: Request, asked: Period, group: Groups = None, minimum_sample: MinimumSample = None) -> Response:
        """Give what stands on the page, for a page that has its styles; with `If-None-Match` only when it changed."""
        keys.require(request, "reader", "council")
        scorer = desk.scorer(asked.zone)
        selection = asked.selection(scorer)
        # "The last 30 days" begin a little later each time: a minute is near enough to call it the same.
        moments = [each // 60_000 if each is not None else None for each in (selection.since_ms, selection.until_ms)]
        circle = desk.circle_to_look_by()
        decided = circle.book_fault or len(circle.book.notes())
        basis = (
            scorer.ledger.head().digest,
            decided,
            selection.participant,
            moments,
            str(scorer.zone),
            group,
            minimum_sample,
        )
        tag = f'"{sha256(repr(basis).encode()).hexdigest()[:32]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        panorama = _panorama(desk, asked, group, minimum_sample)
        return HTMLResponse(ayni_panel(panorama), headers={"ETag": tag})

    return router


def shell_router() -> APIRouter:
    """Give what a browser loads before it has a key; there is nothing of the ledger in it."""
    router = APIRouter(prefix="/ayni", include_in_schema=False)

    @router.get("")
    def shell() -> FileResponse:
        return FileResponse(_STATIC / "shell.html", media_type="text/html")

    @router.get("/panel.js")
    def shell_script() -> FileResponse:
        return FileResponse(_STATIC / "panel.js", media_type="text/javascript")

    @router.get("/place.js")
    def shell_place() -> FileResponse:
        return FileResponse(_STATIC / "place.js", media_type="text/javascript")

    @router.get("/shell.css")
    def shell_style() -> FileResponse:
        return FileResponse(_STATIC / "shell.css", media_type="text/css")

    @router.get("/page.js")
    def script() -> Response:
        return Response(page_script(), media_type="text/javascript")

    @router.get("/page.css")
    def style() -> Response:
        return Response(page_style(), media_type="text/css")

    return router


def _panorama(desk: AyniDesk, asked: Period, group: list[str] | None, minimum_sample: int | None) -> Panorama:
    scorer = desk.scorer(asked.zone)
    with desk.one_at_a_time():
        return desk.circle_to_look_by().panorama(
            asked.selection(scorer),
            zone=scorer.zone,
            minimum_sample=minimum_sample,
            group_of=groups_in(scorer.ledger, group or (), what="group"),
            most_looked_at=_MOST_LOOKED_AT,
        )
