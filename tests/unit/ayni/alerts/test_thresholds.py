"""Thresholds: the group's numbers, with who changed them, why and when."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.thresholds import RANGES, ThresholdChange, Thresholds, threshold_keys
from argentum.ayni.council_decisions import checked_decision
from argentum.errors import UsageError


def change(value: float, *, key: str = "care_deficit_ratio", at_ms: int = 5) -> ThresholdChange:
    return ThresholdChange(key=key, value=value, by="the council", why="harvest", at_ms=at_ms)


def test_every_threshold_has_a_range_that_its_default_lies_in() -> None:
    assert list(RANGES) == threshold_keys()
    for key, allowed in RANGES.items():
        assert allowed.low <= Thresholds().value(key) <= allowed.high


def test_the_latest_decision_counts_and_is_told_with_who_why_and_when() -> None:
    decided = Thresholds().with_changes([change(0.3), change(0.2, at_ms=9)])

    assert decided.care_deficit_ratio == 0.2
    [used] = decided.used("care_deficit_ratio")
    assert (used.value, used.since_ms, used.by, used.why) == (0.2, 9, "the council", "harvest")


def test_at_a_moment_only_what_was_decided_by_then_counts() -> None:
    assert Thresholds().with_changes([change(0.3), change(0.2, at_ms=9)], at_ms=8).care_deficit_ratio == 0.3


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("care_deficit_rato", 0.3, "did you mean 'care_deficit_ratio'"),
        ("care_deficit_ratio", 7.0, "allowed: 0.01 to 1"),
        ("care_deficit_ratio", float("nan"), "found nan"),
    ],
)
def test_an_unknown_key_and_a_number_out_of_range_are_refused(key: str, value: float, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Thresholds().with_changes([change(value, key=key)])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"minimum_entries": 2.5}, "minimum_entries: found 2.5, allowed: a whole number"),
        ({"recent_days": 90.0}, "recent_days: found 90, allowed: at most window_days, which is 42"),
        ({"window_days": 7.0}, "recent_days: found 14, allowed: at most window_days, which is 7"),
        ({"ring_least_part": 0.9}, "ring_least_part: found 0.9, allowed: at most ring_part, which is 0.58"),
    ],
)
def test_numbers_that_contradict_each_other_are_not_decided(changes: dict[str, float], said: str) -> None:
    checked_decision(Thresholds(), {"recent_days": 90.0, "window_days": 90.0})

    with pytest.raises(UsageError, match=said):
        checked_decision(Thresholds(), changes)
