"""The application: everything it needs is handed in, so that a test runs the same server as a user."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse

from argentum import __version__
from argentum.ports.room_store import RoomStore
from argentum.server.answers import add_answers
from argentum.server.guard import Guard
from argentum.server.rooms import Rooms
from argentum.server.routes.backup import backup_router
from argentum.server.routes.events import events_router
from argentum.server.routes.intake import intake_router
from argentum.server.routes.live import live_router
from argentum.server.routes.pages import pages_router, static_files
from argentum.server.routes.records import records_router
from argentum.server.routes.rooms import rooms_router
from argentum.server.settings import ServerSettings

log = logging.getLogger("argentum.server")


async def _watched(work: Coroutine[object, object, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("what runs beside the rooms has failed")


def create_app(
    *,
    settings: ServerSettings,
    store: RoomStore,
    clock: Callable[[], int],
    new_key: Callable[[], str],
    routers: Sequence[APIRouter] = (),
    beside: Callable[[Rooms], Coroutine[object, object, None]] | None = None,
) -> FastAPI:
    """Put the server together; `app.state.rooms` are its rooms.

    `clock` gives milliseconds since 1970, `new_key` a key that nobody can guess. `routers` are further concerns that
    live beside the rooms; `beside` runs as long as the server does.
    """
    rooms = Rooms(settings=settings, store=store, clock=clock, new_key=new_key)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await rooms.start()
        running = None if beside is None else asyncio.create_task(_watched(beside(rooms)))
        try:
            yield
        finally:
            if running is not None:
                running.cancel()
            await rooms.stop()

    app = FastAPI(
        title="argentum",
        version=__version__,
        summary="Live rooms: who has how much of a meeting.",
        lifespan=life,
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    app.state.rooms = rooms
    add_answers(app)
    app.add_middleware(Guard, settings=settings)

    @app.get("/healthz", include_in_schema=False)
    async def health() -> JSONResponse:
        if await rooms.commits.can_write():
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "nothing can be stored"}, 503)

    for router in (
        rooms_router(rooms),
        events_router(rooms),
        live_router(rooms),
        records_router(rooms),
        intake_router(rooms),
        backup_router(rooms),
        *routers,
        pages_router(settings),
    ):
        app.include_router(router)
    app.mount("/static", static_files())
    return app
