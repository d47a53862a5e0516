"""Advisory only: measure against an equal share and tell, enforce nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.rules.equal_share import EqualShareRule
from argentum.airtime.rules.rule import Allocated, Situation

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class AdvisoryOnlyRule:
    """Allocates like equal share, to have something to compare with; its level is always advisory (hole 20)."""

    name: ClassVar[str] = "advisory"
    description: ClassVar[str] = "tell who has spoken how much, enforce nothing"

    @property
    def adjust_every_ms(self) -> int | None:
        """Only joins and leaves change it."""
        return None

    def calculate(self, situation: Situation) -> Allocated:
        """Expect the same of everybody."""
        return EqualShareRule().calculate(situation)

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Expect an equal part of what is left from the newcomer."""
        return EqualShareRule().on_join(situation, participant_id, returning_ms)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Expect the leaver's part from the others."""
        return EqualShareRule().on_leave(situation, freed_ms)

    def get_usage_report(self, standings: Sequence[TimeAllocation]) -> tuple[str, ...]:
        """Tell each person's use against what is expected, and against the mean when it is a minute or more away."""
        if not standings:
            return ()
        mean_ms = sum(each.used_ms for each in standings) / len(standings)
        sentences = []
        for each in standings:
            if each.available_ms > 0:
                percent = round(100 * each.used_ms / each.available_ms)
                sentences.append(f"{each.participant_id} has used {percent}% of expected share")
            away_ms = each.used_ms - mean_ms
            if abs(away_ms) >= _MINUTE_MS:
                minutes = round(abs(away_ms) / _MINUTE_MS)
                unit = "minute" if minutes == 1 else "minutes"
                direction = "more" if away_ms > 0 else "less"
                sentences.append(f"{each.participant_id} has spoken {minutes} {unit} {direction} than average")
        return tuple(sentences)
