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
from argentum.server.rate_limit import Asked
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


def require_operator(rooms: Rooms, request: Request, what: Asked | None, room: str | None = None) -> None:
    """Raise an `AnswerError` for anybody else, for more than a key may ask for, and for a room that is not there."""
    if not is_operator(bearer(request), rooms.settings.operator_digest):
        raise no_key()
    require_rate(rooms, rooms.settings.operator_digest, what)
    if room is not None and (not is_safe_name(room) or room not in rooms.stored):
        raise AnswerError(404, "no such room", where=request.url.path, expected="one of GET /api/rooms")


def require_rate(rooms: Rooms, digest: bytes, what: Role | Asked | None, count: int = 1) -> None:
    """Raise an `AnswerError` when a key has asked for more than it may."""
    if what is not None and not rooms.limits.allows(digest, what, rooms.clock_ms(), count):
        raise AnswerError(429, "too much at once for one key", where=what, expected="less, or a moment later")


async def asking(rooms: Rooms, request: Request, room: str, what: Asked | None) -> Asking:
    """Find who asks about a room. Without a key for it nobody learns whether it exists.

    `what`: `None` for whoever counts what is asked for otherwise.
    """
    key = bearer(request)
    if is_operator(key, rooms.settings.operator_digest):
        require_operator(rooms, request, what, room)
        return Asking(await rooms.host(room), None, rooms.settings.operator_digest)
    found = rooms.keys.find(key, room)
    if found is None:
        raise no_key()
    viewer, digest = found
    require_rate(rooms, digest, what)
    return Asking(await rooms.host(room), viewer, digest)
