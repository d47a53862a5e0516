"""A copy of all rooms, while they are in use."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from argentum.server.answers import refusals
from argentum.server.rooms import Rooms
from argentum.server.routes.access import BEARER, require_operator

_PIECE_BYTES = 65_536


def backup_router(rooms: Rooms) -> APIRouter:
    """Give the route of the copy."""
    router = APIRouter(prefix="/api", dependencies=[BEARER], tags=["rooms"], responses=refusals())

    @router.get(
        "/backup",
        response_class=Response,
        responses={200: {"description": "An SQLite file.", "content": {"application/vnd.sqlite3": {}}}},
    )
    async def backup(request: Request) -> Response:
        """Give all rooms as a file that `argentum serve --data` takes for its own; with the operator's key."""
        require_operator(rooms, request, "records")
        file = await asyncio.to_thread(_copied, rooms)
        name = 'attachment; filename="rooms.sqlite3"'
        return StreamingResponse(
            _pieces(file), media_type="application/vnd.sqlite3", headers={"Content-Disposition": name}
        )

    return router


def _copied(rooms: Rooms) -> BinaryIO:
    """Copy the rooms into a file that has no name any more when this returns, whatever becomes of the request."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rooms.sqlite3"
        rooms.copy_to(path)
        return path.open("rb")


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, _PIECE_BYTES):
            yield piece
