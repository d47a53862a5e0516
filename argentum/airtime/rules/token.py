"""Tokens: speaking time is what one's tokens buy, a token for 30 seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from argentum.airtime.rules.rule import Allocated, Situation, unchanged, within_the_meeting


@dataclass(frozen=True, slots=True)
class TokenAllocationRule:
    """Everybody may speak for as long as the balance lasts, and never longer than the meeting."""

    name: ClassVar[str] = "token"
    description: ClassVar[str] = "speaking costs tokens, reactions move them"

    @property
    def adjust_every_ms(self) -> int | None:
        """Every movement of a token adjusts it; there is no period beside."""
        return None

    def calculate(self, situation: Situation) -> Allocated:
        """Turn balances into time."""
        allocated: Allocated = {}
        for each in situation.standings:
            beside_ms = each.remaining_ms - each.allocated_ms
            allocated[each.participant_id] = situation.tokens_ms.get(each.participant_id, 0) - beside_ms
        return within_the_meeting(situation, allocated) if allocated else unchanged(situation)

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Do as always: a newcomer comes with the first tokens, a returning person with the old balance."""
        del participant_id, returning_ms
        return self.calculate(situation)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Do as always: the leaver's tokens wait for a return."""
        del freed_ms
        return self.calculate(situation)
