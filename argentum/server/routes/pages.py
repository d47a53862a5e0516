"""The pages, and the files that they are made of."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

from argentum.server.answers import AnswerError
from argentum.server.settings import ServerSettings

STATIC = Path(__file__).parents[1] / "static"
_PAGES = {
    "facilitator": "facilitator.html",
    "participant": "participant.html",
    "observer": "observer.html",
    "bridge": "bridge.html",
}


def pages_router(settings: ServerSettings) -> APIRouter:
    """Give the routes of the pages that there are."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def index() -> FileResponse:
        return _page("index.html")

    @router.get("/rooms/{room}/{page}")
    async def page(room: str, page: str) -> FileResponse:  # noqa: ARG001 - the page reads the room from its address
        answer = _page(_PAGES.get(page, ""))
        if page == "bridge" and settings.meeting_hosts:
            answer.headers["Content-Security-Policy"] = bridge_policy(settings.meeting_hosts)
            # The meeting asks for microphone and camera inside its frame.
            allowed = " ".join(f'"https://{host}"' for host in settings.meeting_hosts)
            answer.headers["Permissions-Policy"] = ", ".join(
                f"{what}=(self {allowed})" for what in ("camera", "microphone", "display-capture", "autoplay")
            )
        return answer

    return router


def static_files() -> StaticFiles:
    """Give the files that the pages are made of."""
    return StaticFiles(directory=STATIC, check_dir=False)


def bridge_policy(meeting_hosts: tuple[str, ...]) -> str:
    """Give the content policy of the bridge page: it may load and frame meetings of these hosts alone."""
    hosts = " ".join(f"https://{host}" for host in meeting_hosts)
    return (
        f"default-src 'none'; script-src 'self' {hosts}; frame-src {hosts}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _page(name: str) -> FileResponse:
    path = STATIC / name
    if not name or not path.is_file():
        raise AnswerError(404, "no such page", where="address", expected="facilitator, participant, observer or bridge")
    return FileResponse(path, media_type="text/html")
