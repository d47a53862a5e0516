"""All rules side by side on the same recorded meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.meeting import Meeting
from argentum.airtime.outcome import MeetingOutcome, outcome_of
from argentum.airtime.ruleset import RULE_NAMES, RulesetConfig


def compare(
    replay: Callable[[RulesetConfig], Meeting],
    *,
    basis: RulesetConfig | None = None,
    enforcement: EnforcementLevel = EnforcementLevel.HARD,
) -> Sequence[MeetingOutcome]:
    """Let `replay` hold every rule at one level against the same meeting.

    The figures of `basis` (slots, allocations, policy) go into each.

    A custom allocation that names nobody is an equal share and says nothing new: it is left out then.
    """
    figures = basis or RulesetConfig()
    return [
        outcome_of(replay(replace(figures, rule=rule, enforcement=enforcement)).state)
        for rule in RULE_NAMES
        if rule != "custom" or figures.custom_ms
    ]
