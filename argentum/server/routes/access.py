"""Who asks: the operator, or the holder of a key of a room."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Security
from fastapi.security import HTTPBearer
from starlette.requests import Request

from argentum.airtime.live.viewer import Role, Viewer
from argentum.ids import is_safe_name
from argentum.server.answers import AnswerError, no_key, not_allowed
from argentum.server.keys import is_operator
from argentum.server.room_host import RoomHost
from argentum.server.rooms import Rooms

BEARER = Security(HTTPBearer(auto_error=False, description="A key that was given to you."))
"""Tells /openapi.json how to show a key; whose it is and what it may do is looked at below."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody with a good key for a room."""

    host: RoomHost
    viewer: Viewer | None
    """`None`: the operator."""
    digest: bytes

    def require(self, *roles: Role, operator: bool = False) -> None:
        """Raise an `AnswerError` unless the key is of one of these roles."""
        if operator if self.viewer is None else self.viewer.role in roles:
            return
        wanted = [*roles, *(["operator"] if operator else [])]
        raise not_allowed(f"a key of: {', '.join(wanted)}")


def bearer(request: Request) -> str:
    """Read the key of a request."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise no_key()
    return key.strip()


def require_operator(rooms: Rooms, request: Request) -> None:
    """Raise an `AnswerError` for anybody else."""
    if not is_operator(bearer(request), rooms.settings.operator_digest):
        raise no_key()


def asking(rooms: Rooms, request: Request, room: str) -> Asking:
    """Find who asks about a room. Without a key for it nobody learns whether it exists."""
    key = bearer(request)
    if is_operator(key, rooms.settings.operator_digest):
        if not is_safe_name(room) or room not in rooms.stored:
            raise AnswerError(404, "no such room", where=request.url.path, expected="one of GET /api/rooms")
        return Asking(rooms.host(room), None, rooms.settings.operator_digest)
    found = rooms.keys.find(key, room)
    if found is None:
        raise no_key()
    viewer, digest = found
    return Asking(rooms.host(room), viewer, digest)
