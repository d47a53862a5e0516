"""Equal share: the length of the meeting divided by the people who share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from argentum.airtime.rules.rule import (
    Allocated,
    Situation,
    equal_parts,
    make_room,
    newcomers_part,
    share_out,
    within_the_meeting,
)


@dataclass(frozen=True, slots=True)
class EqualShareRule:
    """Everybody gets the same part; the remainder of the division goes to the first ones, a millisecond each.

    In an ad-hoc meeting nothing is allocated: the share of the elapsed time is an expectation for the report (hole 16).
    """

    name: ClassVar[str] = "equal-share"
    description: ClassVar[str] = "everybody may speak for the same time"

    @property
    def adjust_every_ms(self) -> int | None:
        """Only joins and leaves change an equal share."""
        return None

    def calculate(self, situation: Situation) -> Allocated:
        """Divide the whole meeting equally; who has used more than a part has nothing left."""
        return within_the_meeting(situation, equal_parts(situation) or {})

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Give the newcomer an equal part of what is left, not of what has passed."""
        if situation.left_ms is None:
            return {}
        return make_room(situation, participant_id, newcomers_part(situation), returning_ms)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Divide the leaver's unused time equally (hole 21)."""
        return share_out(situation, freed_ms) if situation.left_ms is not None else {}
