"""How firmly a rule is held: levels, policies, and the ladder of what happens as an hourglass runs out.

A ladder is a list of rungs, each at a level of remaining time. As the time of a speaker sinks, each rung is announced
once (hole 4); a grant, a loan or a new slot that lifts the time above a rung arms it again. This is the only place that
knows thresholds (hole 2), and the tracker gets it with policy and level (hole 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from argentum.airtime.allocation import LENDING_CAP_PERCENT, TimeAllocation
from argentum.errors import PolicyViolationError


class EnforcementLevel(StrEnum):
    """What a rule may do to a speaker."""

    ADVISORY = "advisory"
    """Figures only: nobody is warned, prompted or muted."""
    SOFT = "soft"
    """Warnings and a private prompt when the time is over."""
    HARD = "hard"
    """Warnings, and a mute when the time is over."""
    HYBRID = "hybrid"
    """Warnings, a private prompt, a prompt that all see, and a mute for those who go on regardless."""


WarningLevel = Literal["yellow", "orange", "red"]
Step = Literal["yellow", "orange", "red", "private_prompt", "public_prompt", "mute"]
PolicyName = Literal["default", "lenient", "strict"]


class Rung(NamedTuple):
    """One step of the ladder, reached when the remaining time is at most `remaining_ms`: thresholds are inclusive."""

    remaining_ms: int
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class AirtimePolicy:
    """Thresholds and patience; which of it applies depends on the level."""

    name: PolicyName
    warning_percents: tuple[int, int, int]
    """Percent of the available time that remains: yellow, orange, red."""
    mute_at_used_percent: int = 100
    """A speaker is muted when this much of the available time is used."""
    public_prompt_after_ms: int = 15_000
    """HYBRID: overtime until the prompt that all see."""
    mute_after_ms: int = 30_000
    """HYBRID: overtime until the mute."""
    out_of_turn_grace_ms: int = 3_000
    """Speech allowed to somebody who has no time at all, so that an "mm-hm" is not muted."""
    lending_cap_percent: int = LENDING_CAP_PERCENT

    def ladder(self, available_ms: int, level: EnforcementLevel) -> tuple[Rung, ...]:
        """Give the rungs for an amount of available time, the highest first."""
        if level is EnforcementLevel.ADVISORY:
            return ()
        if available_ms <= 0:
            return self._out_of_time(level)
        names: tuple[WarningLevel, ...] = ("yellow", "orange", "red")
        rungs = [
            Rung(percent * available_ms // 100, name)
            for percent, name in zip(self.warning_percents, names, strict=True)
        ]
        over_ms = -(available_ms * (self.mute_at_used_percent - 100) // 100)
        if level is EnforcementLevel.HARD:
            return (*rungs, Rung(over_ms, "mute"))
        return (*rungs, *self._prompts(level, over_ms))

    def _out_of_time(self, level: EnforcementLevel) -> tuple[Rung, ...]:
        """Give the rungs of somebody who has no time at all: no colours, for there is nothing to run out."""
        if level is EnforcementLevel.HARD:
            return (Rung(-self.out_of_turn_grace_ms, "mute"),)
        return self._prompts(level, -self.out_of_turn_grace_ms)

    def _prompts(self, level: EnforcementLevel, over_ms: int) -> tuple[Rung, ...]:
        private = Rung(min(0, over_ms), "private_prompt")
        if level is EnforcementLevel.SOFT:
            return (private,)
        return (
            private,
            Rung(over_ms - self.public_prompt_after_ms, "public_prompt"),
            Rung(over_ms - self.mute_after_ms, "mute"),
        )

    def should_warn(self, allocation: TimeAllocation) -> WarningLevel | None:
        """Give the colour of an hourglass, whatever the level: figures show it even where nobody is warned."""
        available_ms, remaining_ms = allocation.available_ms, allocation.remaining_ms
        yellow, orange, red = (percent * max(0, available_ms) // 100 for percent in self.warning_percents)
        if remaining_ms <= red:
            return "red"
        if remaining_ms <= orange:
            return "orange"
        return "yellow" if remaining_ms <= yellow else None

    def should_mute(self, allocation: TimeAllocation, level: EnforcementLevel) -> bool:
        """Whether a speaker with this hourglass is to be muted; never at ADVISORY and SOFT, in any policy (hole 18)."""
        return any(
            rung.step == "mute" and allocation.remaining_ms <= rung.remaining_ms
            for rung in self.ladder(allocation.available_ms, level)
        )

    def validate_time_transfer(self, lender: TimeAllocation, borrower: TimeAllocation, lent_ms: int) -> None:
        """Raise `PolicyViolationError` unless this much may go from one to the other (hole 5)."""
        if lender.participant_id == borrower.participant_id:
            raise PolicyViolationError(f"{lender.participant_id}: time cannot be lent to oneself")
        if lent_ms <= 0:
            raise PolicyViolationError(f"{lender.participant_id}: lend at least 1 ms, found {lent_ms} ms")
        lendable_ms = lender.lendable_ms(cap_percent=self.lending_cap_percent)
        if lent_ms > lendable_ms:
            raise PolicyViolationError(
                f"{lender.participant_id}: cannot lend {lent_ms} ms; at most {lendable_ms} ms of own time are left to "
                f"lend ({self.lending_cap_percent} % of the allocation over the whole meeting)"
            )


DEFAULT = AirtimePolicy(name="default", warning_percents=(50, 25, 5))
LENIENT = AirtimePolicy(
    name="lenient",
    warning_percents=(75, 50, 25),
    mute_at_used_percent=150,
    public_prompt_after_ms=30_000,
    mute_after_ms=60_000,
)
"""Warns earlier, so that there is more time to react, and mutes at one and a half times the allocation. "150 % over"
read as 2.5 times would let one person fill a meeting (hole 18)."""
STRICT = AirtimePolicy(
    name="strict",
    warning_percents=(90, 75, 50),
    public_prompt_after_ms=0,
    mute_after_ms=0,
    out_of_turn_grace_ms=0,
)
"""Mutes at once when the time is over, in HYBRID as in HARD; at SOFT and ADVISORY it mutes nobody."""

POLICIES: dict[PolicyName, AirtimePolicy] = {"default": DEFAULT, "lenient": LENIENT, "strict": STRICT}
