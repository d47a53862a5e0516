"""What Prosody's `event_sync` module posts, as reports of a bridge: who came and who went, known by their account.

It tells of nobody's speech. Its times are seconds, in older versions whole ones, of another machine's clock: what is
on time counts as of its arrival. A post that was refused or lost is sent again, seconds later and behind others: what
is clearly late counts as of its own time, and a departure brings its arrival along, in case that comes last.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from argentum.airtime.live.incoming import LONGEST_NAME
from argentum.airtime.live.live_fold import LATE_BOUND_MS
from argentum.errors import PolicyViolationError

_MACHINES = ("focus@", "jibri", "recorder", "jigasi", "transcriber")
_Seconds = Annotated[int, Meta(ge=0, le=2**53)] | Annotated[float, Meta(ge=0, le=2**53)] | None
"""Since 1970; with a fraction in newer versions."""


ON_TIME_MS = 2_000
"""What is no later than this is not late: a whole second, clocks that differ a little, and the way here."""


class Occupant(Struct, frozen=True, kw_only=True):
    """Somebody in a room of Prosody's; fields beside these are passed over."""

    occupant_jid: str
    name: str | None = None
    id: str | None = None
    joined_at: _Seconds = None
    left_at: _Seconds = None


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


def reports_of(
    event: ProsodyEvent, endpoints: tuple[str, ...], *, opened_at_ms: int, now_ms: int
) -> list[dict[str, Any]]:
    """Give the reports that a post comes to; of a room that ends, the departure of all who came by Prosody's word.

    `opened_at_ms` is when the room was opened, since 1970, `now_ms` the room's time.
    """
    if event.is_breakout:
        return []

    def report(kind: str, own_id: str, endpoint: str, seconds: float | None) -> dict[str, Any]:
        sent_ms = _happened_ms(seconds, opened_at_ms=opened_at_ms, now_ms=now_ms)
        return {"kind": kind, "id": own_id, "participant": endpoint, "sent_ms": sent_ms}

    if event.event_name == "muc-room-destroyed":
        destroyed = _exactly(event.destroyed_at)
        return [
            report("participant_left", f"{endpoint}-destroyed-{destroyed}", endpoint, event.destroyed_at)
            for endpoint in endpoints
            if endpoint.startswith(_PREFIX)
        ]
    occupant = event.occupant
    if occupant is None or occupant.occupant_jid.startswith("focus@"):
        return []
    endpoint = endpoint_of(occupant.occupant_jid)
    mark = f"{endpoint}-{_exactly(occupant.joined_at)}"
    machine = any(each in occupant.occupant_jid.partition("/")[0] for each in _MACHINES)
    joined = report("participant_joined", f"{mark}-joined", endpoint, occupant.joined_at)
    joined["name"] = (occupant.name or "")[:LONGEST_NAME]
    joined["role"] = "recorder" if machine else "participant"
    if occupant.id:
        joined["user_id"] = occupant.id
    if event.event_name == "muc-occupant-joined":
        return [joined]
    left = report("participant_left", f"{mark}-left", endpoint, occupant.left_at)
    if endpoint in endpoints:
        return [left]
    # The arrival may be on its way still, and comes to nothing then, for it has the same id.
    since_ms = now_ms + opened_at_ms - round((occupant.joined_at or 0) * 1000)
    return [joined, left] if since_ms <= LATE_BOUND_MS else []


_PREFIX = "guest-xmpp-"


def _happened_ms(seconds: float | None, *, opened_at_ms: int, now_ms: int) -> int:
    """Give when something happened, on the room's axis; what nobody can place there happens as it arrives."""
    if seconds is None:
        return now_ms
    told_ms = round(seconds * 1000) - opened_at_ms
    return told_ms if ON_TIME_MS < now_ms - told_ms <= LATE_BOUND_MS else now_ms


def _exactly(seconds: float | None) -> str:
    """Write an instant so that no two joins look the same; 7 and 7.0 are one instant."""
    return str(round((seconds or 0) * 1000))


def endpoint_of(jid: str) -> str:
    """Name a connection by its address, which is long and of any characters."""
    return f"{_PREFIX}{hashlib.sha256(jid.encode()).hexdigest()[:16]}"
