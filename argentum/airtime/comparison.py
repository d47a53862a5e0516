"""All rules side by side on the same recorded meeting."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.outcome import MeetingOutcome, outcome_of
from argentum.airtime.replay import replay
from argentum.airtime.ruleset import RULE_NAMES, RulesetConfig
from argentum.airtime.timeline import Timeline


def compare(
    timeline: Timeline,
    *,
    basis: RulesetConfig | None = None,
    enforcement: EnforcementLevel = EnforcementLevel.HARD,
) -> Sequence[MeetingOutcome]:
    """Replay a meeting under every rule at one level; the figures of `basis` (slots, allocations) go into each.

    A custom allocation that names nobody is an equal share and says nothing new: it is left out then.
    """
    figures = basis or RulesetConfig()
    return [
        outcome_of(replay(timeline, replace(figures, rule=rule, enforcement=enforcement)).state)
        for rule in RULE_NAMES
        if rule != "custom" or figures.custom_ms
    ]
