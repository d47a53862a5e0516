"""Progressive stack: those who have spoken less get more time and, in the queue, the earlier place (hole 23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from argentum.airtime.rules.common_base import base_on_join, base_on_leave
from argentum.airtime.rules.rule import Allocated, Situation, equal_parts, within_the_meeting


@dataclass(frozen=True, slots=True)
class ProgressiveStackRule:
    """A base for all, and half of what one has spoken less than the mean on top; who spoke more loses as much.

    What some gain others lose, so the sum stays. The base is an equal part of the meeting unless it is given.
    """

    name: ClassVar[str] = "progressive-stack"
    description: ClassVar[str] = "who has spoken less gets more time and goes first in the queue"

    base_ms: int | None = None
    bonus_percent: int = 50
    """How much of the difference to the mean becomes time."""
    adjust_every_ms: int | None = 60_000

    def calculate(self, situation: Situation) -> Allocated:
        """Divide by what people have said so far."""
        return within_the_meeting(situation, self.adjust_based_on_usage(situation))

    def adjust_based_on_usage(self, situation: Situation) -> Allocated:
        """Give base and difference, before the meeting's end limits them; never less than nothing."""
        standings = situation.standings
        parts = equal_parts(situation)
        used_ms = sum(each.used_ms for each in standings)
        allocated: Allocated = {}
        for each in standings:
            base_ms = self.base_ms if self.base_ms is not None else (parts or {}).get(each.participant_id)
            if base_ms is None:
                continue
            under_mean_ms = (used_ms - each.used_ms * len(standings)) * self.bonus_percent // (100 * len(standings))
            allocated[each.participant_id] = max(0, base_ms + under_mean_ms)
        return allocated

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Give the newcomer the base, or an equal part of what is left; the next adjustment does the rest."""
        return base_on_join(situation, self.base_ms, participant_id, returning_ms)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Divide the leaver's unused time equally; the next adjustment does the rest."""
        return base_on_leave(situation, freed_ms)
