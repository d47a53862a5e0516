"""From what the bridge reports to an event of the log: its clock and its people brought onto the room's.

A bridge knows people by the ids of the room, or by those of the meeting program with account and display name.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from argentum.airtime.events import AnyEvent, ParticipantJoined, ParticipantLeft, SpeakerChanged
from argentum.airtime.live.incoming import LONGEST_ID, converted, event_id, own_id, shortened
from argentum.airtime.live.live_room import LiveRoom
from argentum.airtime.live.permissions import check_role
from argentum.airtime.live.viewer import BRIDGE
from argentum.errors import PolicyViolationError

_OF_THE_BRIDGE = ("sent_ms", "sent_seq", "user_id")
_MOST_SEQ = 2**31
_MOST_MS = 2**53


def read_report(fields: dict[str, Any], room: LiveRoom, *, now_ms: int, offset_ms: int | None) -> AnyEvent | None:
    """Make the event; `None` when there is nothing to write down: somebody left with one of two devices.

    Raises `PolicyViolationError` for what a bridge cannot report, and for what is too old.
    """
    sent_ms = fields.get("sent_ms", now_ms - (offset_ms or 0))
    if not isinstance(sent_ms, (int, float)) or isinstance(sent_ms, bool) or not abs(sent_ms) < _MOST_MS:
        raise PolicyViolationError("event.sent_ms: expected milliseconds on the clock that was told in hello")
    happened_ms = round(sent_ms) + (offset_ms or 0)
    room.check_age(happened_ms, now_ms)
    # Never later than now: a clock that runs ahead must not write the future.
    at_ms = max(0, min(now_ms, happened_ms))
    # Without a number of the bridge's own, what comes first happened first: a socket keeps the order.
    seq = fields["sent_seq"] if "sent_seq" in fields else room.next_seq()
    if not isinstance(seq, int) or not 0 <= seq < _MOST_SEQ:
        raise PolicyViolationError(f"event.sent_seq: expected a whole number from 0 to {_MOST_SEQ - 1}")
    given = {key: value for key, value in fields.items() if key not in _OF_THE_BRIDGE}
    event = converted(given, event_id(BRIDGE.author, own_id(fields)), at_ms=at_ms, seq=seq)
    check_role(BRIDGE.role, event)
    return _with_person(event, room, user_id=fields.get("user_id"))


def _with_person(event: AnyEvent, room: LiveRoom, *, user_id: object) -> AnyEvent | None:
    endpoint = getattr(event, "participant", None)
    if endpoint is None:
        return event
    if not 1 <= len(endpoint) <= LONGEST_ID:
        raise PolicyViolationError(f"event.participant: expected 1 to {LONGEST_ID} characters")
    identity = room.bridge.identity
    if isinstance(event, ParticipantJoined):
        account = shortened(user_id) if isinstance(user_id, str) else ""
        person = identity.recognise(endpoint, user_id=account, name=event.name)
        room.check_place(person, coming=event.name or person)
        joined = replace(event, participant=person, endpoint=endpoint, name=room.names.get(person, event.name))
        identity.note(joined)
        return joined
    person = identity.person_of(endpoint) or identity.unannounced(endpoint)
    if isinstance(event, SpeakerChanged) and not room.has_place(person):
        # Nobody of ours speaks now: the turn of the one before ends, whoever has it next.
        return replace(event, participant=None)
    room.check_place(person)
    if isinstance(event, ParticipantLeft) and identity.drop(endpoint):
        return None
    return replace(event, participant=person)
