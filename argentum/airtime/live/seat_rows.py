"""One person as a page shows them: the hourglass, and what is happening to it."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from argentum.airtime.enforcement import WarningLevel
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.seat import Seat

RowRole = Literal["participant", "facilitator", "observer", "recorder"]
Colour = Literal["green"] | WarningLevel


class PersonRow(Struct, frozen=True, kw_only=True):
    """One person as of the instant of the message; a page lets the figures of who speaks run on by itself."""

    id: str
    name: str
    role: RowRole = "participant"
    present: bool = False
    in_pool: bool = True
    speaking_since_ms: int | None = None
    talk_ms: int = 0
    """All time attributed to this person."""
    confirmed_ms: int = 0
    """The part of it with two observed ends."""
    uncounted_ms: int = 0
    """The part of it that no rule charges: all of it outside the pool."""
    turns: int = 0
    allocated_ms: int | None = None
    """`None` when nothing limits this person, or when it is not for this viewer to see."""
    available_ms: int | None = None
    used_ms: int = 0
    remaining_ms: int | None = None
    level: Colour | None = "green"
    """`None` when the hourglass is not for this viewer to see."""
    muted: bool = False
    """By a command of the rule that still stands."""
    microphone_muted: bool = False
    hand: bool = False
    permitted: bool = False
    bypassed: bool = False
    tokens: float | UnsetType = UNSET


def row_of(seat: Seat, state: MeetingState, *, role: RowRole, confirmed_ms: int) -> PersonRow:
    """Give everything there is to see, without tokens."""
    limited = seat.allocated_ms is not None
    return PersonRow(
        id=seat.participant_id,
        name=seat.name,
        role=role,
        present=seat.present,
        in_pool=seat.in_pool,
        speaking_since_ms=None if seat.session is None else seat.session.started_ms,
        talk_ms=seat.talk_ms,
        confirmed_ms=confirmed_ms,
        uncounted_ms=seat.uncounted_ms,
        turns=seat.turns + (seat.session is not None),
        allocated_ms=seat.allocated_ms,
        available_ms=seat.remaining_ms + seat.used_ms if limited else None,
        used_ms=seat.used_ms,
        remaining_ms=seat.remaining_ms if limited else None,
        level=(state.policy.should_warn(seat.allocation()) or "green") if limited else "green",
        muted=seat.muted,
        microphone_muted=seat.microphone_muted,
        hand=seat.participant_id in state.queue_order,
        permitted=seat.permitted,
        bypassed=seat.bypassed,
    )


def without_hourglass(row: PersonRow) -> PersonRow:
    """Leave out what tells a balance: under the token rule an hourglass shows who paid for a reaction (hole 27)."""
    return msgspec.structs.replace(row, allocated_ms=None, available_ms=None, remaining_ms=None, level=None)


def at_rest(row: PersonRow, *, running: bool) -> tuple[object, ...]:
    """Give what of a row does not change by time alone; equal for two rows between which nothing has happened."""
    if row.speaking_since_ms is None or not running:
        return msgspec.structs.astuple(row)
    still = msgspec.structs.replace(
        row,
        talk_ms=0,
        uncounted_ms=0,
        # What was used but not by talking, so that a charge that differs from talk shows.
        used_ms=0,
        remaining_ms=None if row.remaining_ms is None else 0,
        # Else whoever speaks would be told of their balance whenever something happens that they are not to see.
        tokens=UNSET,
    )
    return msgspec.structs.astuple(still)
