"""What the budget and the provider's health allow."""

from __future__ import annotations

from itertools import pairwise

import pytest

from argentum.coordination.quality_governor import QualityGovernor
from argentum.policy import Policy

MINUTE_MS = 60_000


def _governor(**quality: object) -> QualityGovernor:
    return QualityGovernor(Policy.model_validate({"quality": quality}))


def _codes(governor: QualityGovernor, rounds: int, *, failures: int, start_ms: int = 0) -> list[str]:
    codes: list[str] = []
    for turn in range(rounds):
        reasons = governor.observe(now_ms=start_ms + turn * 5_000, beat_miss_rate=0.0, failures=failures)
        codes += [reason.code for reason in reasons[:1]]
    return codes


@pytest.mark.parametrize(("priority", "allowed"), [(0, 10), (1, 8), (2, 7)])
def test_low_priorities_are_refused_first(priority: int, allowed: int) -> None:
    governor = _governor(llm_calls_per_min=10)

    made = 0
    while governor.allows(1_000, priority) and made < 50:
        governor.note_request(1_000)
        made += 1

    assert made == allowed


def test_requests_are_counted_in_a_sliding_minute() -> None:
    governor = _governor(llm_calls_per_min=1)
    governor.note_request(1_000)

    assert not governor.allows(60_999, 0)
    assert governor.allows(61_000, 0)


def test_money_is_a_budget_too() -> None:
    governor = _governor(budget_per_min=0.10)
    governor.note_request(0, cost_usd=0.08)

    assert [governor.allows(1_000, priority) for priority in (0, 1, 2)] == [True, True, False]
    governor.note_request(1_000, cost_usd=0.02)
    assert not governor.allows(2_000, 0)


def test_speculation_stops_when_too_much_audio_was_thrown_away() -> None:
    governor = _governor()
    governor.note_discarded_audio(0, 5_000)

    assert not governor.allows(1_000, 2)
    assert governor.allows(1_000, 1)
    assert governor.allows(MINUTE_MS, 2)


def test_it_degrades_in_order_and_gives_up_the_least_audible_first() -> None:
    steps = _codes(_governor(), 20, failures=1)

    assert list(dict.fromkeys(steps)) == [
        "speculation_stopped",
        "concurrency_reduced",
        "tier_lowered",
        "interrupts_stopped",
        "interjections_stopped",
    ]


def test_it_recovers_in_the_opposite_order_and_slowly() -> None:
    governor = _governor()
    _codes(governor, 20, failures=1)

    steps = _codes(governor, 200, failures=0, start_ms=100_000)

    assert list(dict.fromkeys(steps)) == [
        "interjections_resumed",
        "interrupts_resumed",
        "concurrency_raised",
        "speculation_resumed",
        "tier_raised",
    ]
    assert governor.tier == "premium"


def test_two_steps_up_lie_apart_by_the_dwell() -> None:
    governor = _governor()

    changes = [
        now_ms for now_ms in range(0, 200_000, 1_000) if governor.observe(now_ms=now_ms, beat_miss_rate=0.0, failures=0)
    ]

    assert governor.tier == "premium"
    assert all(later - earlier >= 20_000 for earlier, later in pairwise(changes))


def test_missed_beats_are_trouble() -> None:
    reasons = _governor().observe(now_ms=0, beat_miss_rate=0.5, failures=0)

    assert [reason.code for reason in reasons] == ["speculation_stopped", "beats_missed"]


def test_a_lively_audience_shortens_the_calm_before_a_step_up() -> None:
    plain, lively = _governor(), _governor()

    for now_ms in (0, 5_000):
        plain_steps = plain.observe(now_ms=now_ms, beat_miss_rate=0.0, failures=0)
        lively_steps = lively.observe(now_ms=now_ms, beat_miss_rate=0.0, failures=0, audience_energy=0.9)

    assert plain_steps == ()
    assert [reason.code for reason in lively_steps] == ["tier_raised"]


def test_a_fixed_mode_keeps_its_tier_and_its_budgets() -> None:
    governor = _governor(mode="premium", llm_calls_per_min=2)

    assert _codes(governor, 20, failures=3) == []
    assert governor.tier == "premium"
    governor.note_request(0)
    governor.note_request(0)
    assert not governor.allows(0, 0)


def test_a_tier_narrows_the_policy_and_never_widens_it() -> None:
    policy = Policy.model_validate(
        {"quality": {"mode": "premium"}, "concurrency": {"global_limit": 3}, "interjections": {"max_per_segment": 0}}
    )

    limits = QualityGovernor(policy).limits

    assert (limits.global_limit, limits.interjections_per_segment, limits.prebuffer_top) == (3, 0, 1)
