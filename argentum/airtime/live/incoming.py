"""From what a client sends to an event of the log: stamped, signed with its author, bounded, checked.

A client's own id is kept apart from those of others by the author before it, so that nobody can use up somebody else's
id and make an event of theirs a repetition.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from argentum.airtime.event_log import encode_event
from argentum.airtime.events import (
    LONGEST_MS,
    AnyEvent,
    Event,
    KeyRenewed,
    MeetingOpened,
    ParticipantJoined,
    ReactionSent,
    RulesetChosen,
    Tick,
    TimeGranted,
    TimeLent,
)
from argentum.airtime.live.permissions import CONTROLS, OWN_ACTS, check_role, kind_of
from argentum.airtime.live.viewer import Viewer
from argentum.errors import PolicyViolationError

LONGEST_ID = 80
LONGEST_NAME = 80
LONGEST_WHY = 500
"""Characters."""
_SERVERS_OWN = frozenset({"at_ms", "seq", "by", "endpoint"})


def event_id(author: str, own_id: str, renewals: int = 0) -> str:
    """Give the id under which a client's event stands in the log; after each renewal of the author's key another.

    Else who holds the new key could learn, by sending an id again, whether and when it was sent with the old one.
    """
    return f"{author}..{renewals}:{own_id}" if renewals else f"{author}:{own_id}"


def author_of(full_id: str) -> str:
    """Give whose event it is; in no person's id are there two dots in a row."""
    return full_id.partition(":")[0].partition("..")[0]


def own_id(fields: dict[str, Any]) -> str:
    """Read a client's id of an event. Raises `PolicyViolationError`."""
    found = fields.get("id")
    # Half a character is not printable, so nothing comes through that cannot be stored.
    if not isinstance(found, str) or not 1 <= len(found) <= LONGEST_ID or not found.isprintable():
        raise PolicyViolationError(f"event.id: expected 1 to {LONGEST_ID} printable characters")
    return found


def read_event(
    fields: dict[str, Any], viewer: Viewer, *, at_ms: int, seq: int, people: Mapping[str, str], renewals: int = 0
) -> AnyEvent:
    """Make the event of somebody with a page: `participant` and `by` are theirs, whatever they wrote.

    `renewals` is how often their key was renewed. Somebody who joins has the name under which they were invited
    (`people`: names by id), whatever was sent.
    Raises `PolicyViolationError` for unknown kinds and fields, for strangers, and for what the role cannot send.
    """
    given = {key: value for key, value in fields.items() if key not in _SERVERS_OWN}
    kind = given.get("kind")
    if not isinstance(kind, str):
        raise PolicyViolationError("event.kind: expected the name of a kind")
    who = viewer.participant
    if kind in _CONTROL_KINDS:
        given["by"] = who or viewer.role
    elif kind in _KINDS_WITH_PARTICIPANT and "participant" not in given and kind != "speaker_changed":
        given["participant"] = who or ""
    event = converted(given, event_id(viewer.author, own_id(fields), renewals), at_ms=at_ms, seq=seq)
    check_role(viewer.role, event)
    for named in _named(event):
        if named not in people:
            raise PolicyViolationError(f"{named[:LONGEST_ID]!r} is not known in this room")
    own_only = viewer.role == "participant" or isinstance(event, OWN_ACTS)
    if own_only and getattr(event, "participant", who) != who:
        raise PolicyViolationError(f"{kind_of(event)} can only be sent for oneself")
    if isinstance(event, ParticipantJoined):
        # Else anybody could sit there under somebody else's name.
        return replace(event, name=people[event.participant])
    return event


def converted(fields: dict[str, Any], full_id: str, *, at_ms: int, seq: int) -> AnyEvent:
    """Check kind, fields and lengths. Raises `PolicyViolationError` that says what is wrong."""
    try:
        event: AnyEvent = msgspec.convert({**fields, "id": full_id, "at_ms": at_ms, "seq": seq}, AnyEvent)
    except msgspec.ValidationError as error:
        raise PolicyViolationError(f"event: {error}") from None
    if isinstance(event, (MeetingOpened, KeyRenewed, Tick)):
        raise PolicyViolationError(f"{kind_of(event)} is written by the server alone")
    if isinstance(event, ParticipantJoined):
        event = replace(event, name=shortened(event.name))
    _check_bounds(event)
    return event


def _check_bounds(event: AnyEvent) -> None:
    """Raise `PolicyViolationError` for what is too long or too much, and for what no log could hold."""
    if len(getattr(event, "why", "")) > LONGEST_WHY:
        raise PolicyViolationError(f"event.why: at most {LONGEST_WHY} characters")
    if len(getattr(event, "code", "")) > LONGEST_ID:
        raise PolicyViolationError(f"event.code: at most {LONGEST_ID} characters")
    for text in ("why", "code"):
        if not getattr(event, text, "").isprintable():
            raise PolicyViolationError(f"event.{text}: expected printable characters, without line breaks")
    if isinstance(event, TimeGranted) and event.granted_ms == 0:
        raise PolicyViolationError("event.granted_ms: 0 would change nothing; expected more, or less, than 0")
    for amount in ("granted_ms", "remaining_ms", "lent_ms"):
        if abs(getattr(event, amount, 0)) > LONGEST_MS:
            raise PolicyViolationError(f"event.{amount}: at most a week")
    weights = event.ruleset.reaction_weights_ms if isinstance(event, RulesetChosen) else None
    if weights and max(abs(weight) for weight in weights.values()) > LONGEST_MS:
        raise PolicyViolationError("event.ruleset.reaction_weights_ms: at most a week")
    try:
        encode_event(event)
    except (UnicodeError, OverflowError):
        # Half a character: JSON can spell it, and nothing can store it.
        raise PolicyViolationError("event: holds text or a number that cannot be written down") from None


def shortened(name: str) -> str:
    """Give a display name without what cannot be shown, and no longer than a name is."""
    return "".join(each for each in name if each.isprintable()).strip()[:LONGEST_NAME]


def _named(event: AnyEvent) -> list[str]:
    """List everybody whom an event names."""
    named = [getattr(event, "participant", None)]
    if isinstance(event, ReactionSent):
        named.append(event.target)
    elif isinstance(event, TimeLent):
        named.append(event.borrower)
    return [each for each in named if each is not None]


_CONTROLS_AND_RENEWALS: tuple[type[Event], ...] = (*CONTROLS, KeyRenewed)
_CONTROL_KINDS = frozenset(str(each.__struct_config__.tag) for each in _CONTROLS_AND_RENEWALS)
_KINDS_WITH_PARTICIPANT = frozenset(
    str(each.__struct_config__.tag) for each in get_args(AnyEvent) if "participant" in each.__struct_fields__
)
