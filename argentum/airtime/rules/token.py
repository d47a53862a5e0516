"""Tokens: speaking time is what one's tokens buy, a token for 30 seconds.

When the meeting can no longer hold what all tokens together would buy, every hourglass shrinks by the same factor. It
counts all tokens there are, wherever they lie, and each part is rounded down for itself: were it computed from the
balances of those present, one's own hourglass would tell of theirs, and of who paid for an unsigned reaction (hole 27).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from argentum.airtime.rules.rule import Allocated, Situation


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
        held_ms = {each.participant_id: situation.tokens_ms.get(each.participant_id, 0) for each in situation.standings}
        in_all_ms = max(situation.tokens_issued_ms, sum(held_ms.values()))
        left_ms = situation.left_ms
        allocated: Allocated = {}
        for each in situation.standings:
            part_ms = held_ms[each.participant_id]
            if left_ms is not None and left_ms < in_all_ms:
                part_ms = left_ms * part_ms // in_all_ms
            allocated[each.participant_id] = part_ms - (each.remaining_ms - each.allocated_ms)
        return allocated

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Do as always: a newcomer comes with the first tokens, a returning person with the old balance."""
        del participant_id, returning_ms
        return self.calculate(situation)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Do as always: the leaver's tokens wait for a return."""
        del freed_ms
        return self.calculate(situation)
