"""What Prosody's `event_sync` module posts, as reports of a bridge: who came and who went, known by their account.

It tells of nobody's speech. Its times are whole seconds of another machine's clock, so the moment of arrival counts.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from argentum.airtime.live.incoming import LONGEST_NAME
from argentum.errors import PolicyViolationError

_MACHINES = ("focus@", "jibri", "recorder", "jigasi", "transcriber")
_Seconds = Annotated[int, Meta(ge=0, le=2**53)] | Annotated[float, Meta(ge=0, le=2**53)] | None
"""Since 1970; with a fraction in newer versions."""


class Occupant(Struct, frozen=True, kw_only=True):
    """Somebody in a room of Prosody's; fields beside these are passed over."""

    occupant_jid: str
    name: str | None = None
    id: str | None = None
    joined_at: _Seconds = None


class ProsodyEvent(Struct, frozen=True, kw_only=True):
    """One post."""

    event_name: Literal["muc-room-created", "muc-room-destroyed", "muc-occupant-joined", "muc-occupant-left"]
    occupant: Occupant | None = None
    is_breakout: bool = False
    created_at: _Seconds = None
    destroyed_at: _Seconds = None
    all_occupants: list[Occupant] = []


def read_prosody(body: bytes) -> ProsodyEvent:
    """Read a post. Raises `PolicyViolationError`."""
    try:
        event = msgspec.json.decode(body, type=ProsodyEvent)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise PolicyViolationError(f"body: {error}") from None
    if event.event_name.startswith("muc-occupant") and event.occupant is None:
        raise PolicyViolationError("body.occupant: missing")
    return event


def reports_of(event: ProsodyEvent, endpoints: tuple[str, ...]) -> list[dict[str, Any]]:
    """Give the reports that a post comes to; of a room that ends, the departure of all who came by Prosody's word."""
    if event.is_breakout:
        return []
    if event.event_name == "muc-room-destroyed":
        ours = [endpoint for endpoint in endpoints if endpoint.startswith(_PREFIX)]
        return [
            {
                "kind": "participant_left",
                "id": f"{endpoint}-destroyed-{_exactly(event.destroyed_at)}",
                "participant": endpoint,
            }
            for endpoint in ours
        ]
    occupant = event.occupant
    if occupant is None or occupant.occupant_jid.startswith("focus@"):
        return []
    endpoint = endpoint_of(occupant.occupant_jid)
    mark = f"{endpoint}-{_exactly(occupant.joined_at)}"
    if event.event_name == "muc-occupant-left":
        return [{"kind": "participant_left", "id": f"{mark}-left", "participant": endpoint}]
    machine = any(each in occupant.occupant_jid.partition("/")[0] for each in _MACHINES)
    report: dict[str, Any] = {
        "kind": "participant_joined",
        "id": f"{mark}-joined",
        "participant": endpoint,
        "name": (occupant.name or "")[:LONGEST_NAME],
        "role": "recorder" if machine else "participant",
    }
    if occupant.id:
        report["user_id"] = occupant.id
    return [report]


_PREFIX = "guest-xmpp-"


def _exactly(seconds: float | None) -> str:
    """Write an instant so that no two joins look the same; 7 and 7.0 are one instant."""
    return str(round((seconds or 0) * 1000))


def endpoint_of(jid: str) -> str:
    """Name a connection by its address, which is long and of any characters."""
    return f"{_PREFIX}{hashlib.sha256(jid.encode()).hexdigest()[:16]}"
