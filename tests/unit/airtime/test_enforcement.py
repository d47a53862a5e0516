"""Levels, policies and the ladder between them."""

from __future__ import annotations

import pytest

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.enforcement import DEFAULT, LENIENT, STRICT, AirtimePolicy, EnforcementLevel
from argentum.airtime.meeting_context import MeetingType

ADVISORY, SOFT, HARD, HYBRID = EnforcementLevel


def _used(used_s: int, allocated_s: int = 600) -> TimeAllocation:
    return TimeAllocation(participant_id="p1", allocated_ms=allocated_s * 1000, used_ms=used_s * 1000)


def test_the_levels_and_the_meeting_types_exist() -> None:
    assert [level.value for level in EnforcementLevel] == ["advisory", "soft", "hard", "hybrid"]
    assert [kind.value for kind in MeetingType] == ["scheduled", "adhoc"]


@pytest.mark.parametrize(("used_s", "colour"), [(100, None), (300, "yellow"), (450, "orange"), (570, "red")])
def test_the_default_thresholds_are_half_a_quarter_and_a_twentieth_inclusive(used_s: int, colour: str | None) -> None:
    assert DEFAULT.should_warn(_used(used_s)) == colour


@pytest.mark.parametrize(
    ("policy", "first_warned_s"),
    [(LENIENT, (150, 300, 450)), (STRICT, (60, 150, 300))],
    ids=["lenient", "strict"],
)
def test_lenient_and_strict_warn_at_thresholds_of_their_own(
    policy: AirtimePolicy, first_warned_s: tuple[int, int, int]
) -> None:
    colours = [policy.should_warn(_used(used_s)) for used_s in first_warned_s]

    assert colours == ["yellow", "orange", "red"]
    assert policy.should_warn(_used(first_warned_s[0] - 1)) is None


def test_warnings_are_fractions_of_all_that_may_be_spent_not_of_the_allocation() -> None:
    borrowed = TimeAllocation(participant_id="p1", allocated_ms=600_000, used_ms=300_000, borrowed_ms=300_000)

    assert DEFAULT.should_warn(borrowed) is None


def test_an_hourglass_without_time_is_red_and_divides_by_nothing() -> None:
    assert DEFAULT.should_warn(_used(0, allocated_s=0)) == "red"


def test_hard_mutes_at_610_of_600() -> None:
    assert DEFAULT.should_mute(_used(610), HARD)
    assert not DEFAULT.should_mute(_used(590), HARD)


@pytest.mark.parametrize("policy", [DEFAULT, LENIENT, STRICT])
@pytest.mark.parametrize("level", [ADVISORY, SOFT])
def test_no_policy_mutes_anybody_below_hard(policy: AirtimePolicy, level: EnforcementLevel) -> None:
    assert not policy.should_mute(_used(100_000), level)


def test_lenient_mutes_at_one_and_a_half_times_the_allocation() -> None:
    assert not LENIENT.should_mute(_used(899), HARD)
    assert LENIENT.should_mute(_used(900), HARD)


def test_strict_mutes_at_once_in_hybrid_too() -> None:
    assert STRICT.should_mute(_used(600), HYBRID)
    assert not DEFAULT.should_mute(_used(600), HYBRID)
    assert DEFAULT.should_mute(_used(630), HYBRID)


def test_hybrid_prompts_twice_before_it_mutes() -> None:
    steps = [(rung.step, rung.remaining_ms) for rung in DEFAULT.ladder(600_000, HYBRID)]

    assert steps == [
        ("yellow", 300_000),
        ("orange", 150_000),
        ("red", 30_000),
        ("private_prompt", 0),
        ("public_prompt", -15_000),
        ("mute", -30_000),
    ]


def test_advisory_has_no_ladder() -> None:
    assert DEFAULT.ladder(600_000, ADVISORY) == ()
