"""Round robin: one slot after the other, the same for all; `Rotation` says whose slot it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from argentum.airtime.rules.rule import Allocated, Situation, unchanged


@dataclass(frozen=True, slots=True)
class RoundRobinRule:
    """The owner of the slot has its length, everybody else has nothing until their slot comes."""

    name: ClassVar[str] = "round-robin"
    description: ClassVar[str] = "fixed slots in turn"

    slot_ms: int = 120_000
    silence_ms: int = 20_000
    """A slot passes on when its owner has said nothing for so long; the silent are not made to speak (hole 22)."""

    @property
    def adjust_every_ms(self) -> int | None:
        """The rotation keeps its own time."""
        return None

    def get_speaking_order(self, participant_ids: Sequence[str]) -> tuple[str, ...]:
        """Give the order of the slots: as people came."""
        return tuple(participant_ids)

    def calculate(self, situation: Situation) -> Allocated:
        """Give nobody time; the rotation opens the first slot."""
        return {each.participant_id: 0 for each in situation.standings}

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Put newcomers, also returning ones, at the end of the round with nothing yet."""
        del participant_id, returning_ms
        return unchanged(situation)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Give nothing to the others: the rotation goes on to the next slot at once."""
        del freed_ms
        return unchanged(situation)
