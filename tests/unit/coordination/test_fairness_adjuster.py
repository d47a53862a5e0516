"""Pacing by seconds heard against seconds due."""

from __future__ import annotations

from math import exp

import pytest

from argentum.coordination.fairness_adjuster import FairnessAdjuster
from argentum.coordination.seats import Seat
from argentum.policy.economy import Fairness

SEGMENT_MS = 5_000


def _adjuster(policy: Fairness | None = None, *, agents: int = 4, shares: tuple[float, ...] = ()) -> FairnessAdjuster:
    seats = [
        Seat(agent_id=f"a{place}", index=place, target_share=shares[place] if shares else None)
        for place in range(agents)
    ]
    return FairnessAdjuster(policy or Fairness(), seats, target_ms=SEGMENT_MS)


def test_lead_is_what_was_heard_minus_what_was_due_and_adds_up_to_nothing() -> None:
    adjuster = _adjuster()

    adjuster.heard(0, SEGMENT_MS)

    assert adjuster.lead == [0.75, -0.25, -0.25, -0.25]


def test_a_cut_segment_counts_for_what_was_heard_of_it() -> None:
    adjuster = _adjuster()

    adjuster.heard(0, 2_000)

    assert adjuster.lead[0] == pytest.approx(0.3)
    assert adjuster.talk_ms == [2_000, 0, 0, 0]


def test_an_agent_ahead_of_its_share_loses_weight_exponentially() -> None:
    adjuster = _adjuster(Fairness(pacing_rate=0.5))
    adjuster.heard(0, SEGMENT_MS)

    adjuster.settle(0)

    assert adjuster.pacing == [pytest.approx(exp(-0.5)), 1.0, 1.0, 1.0]


def test_pacing_never_falls_below_its_floor() -> None:
    adjuster = _adjuster(Fairness(pacing_rate=5.0, pacing_floor=0.05))
    adjuster.heard(0, 20 * SEGMENT_MS)

    adjuster.settle(0)

    assert adjuster.pacing[0] == 0.05


def test_the_rate_may_grow_with_the_table() -> None:
    adjuster = _adjuster(Fairness(pacing_rate=0.1, pacing_scales_with_agents=True), agents=8)
    adjuster.heard(0, SEGMENT_MS)

    adjuster.settle(0)

    assert adjuster.pacing[0] == pytest.approx(exp(-0.2))


def test_an_agent_that_never_bids_is_left_out_of_the_shares_and_of_the_minimum() -> None:
    adjuster = _adjuster(Fairness(bidding_window_segments=3))
    for segment in range(12):
        adjuster.note_bids(segment, [4, 4, 4, 0])
        adjuster.heard(segment % 3, SEGMENT_MS)
        adjuster.settle(segment % 3)

    assert max(adjuster.lead[:3]) - min(adjuster.lead[:3]) < 1.5
    assert max(adjuster.pacing[:3]) == 1.0
    lead_while_silent = adjuster.lead[3]
    adjuster.heard(0, SEGMENT_MS)
    assert adjuster.lead[3] == lead_while_silent


def test_an_agent_that_bids_again_starts_with_the_mean_lead_of_the_others() -> None:
    adjuster = _adjuster(Fairness(bidding_window_segments=3))
    for segment in range(12):
        adjuster.note_bids(segment, [4, 4, 4, 0])
        adjuster.heard(segment % 3, SEGMENT_MS)

    adjuster.note_bids(12, [4, 4, 4, 1])

    assert adjuster.lead[3] == pytest.approx(sum(adjuster.lead[:3]) / 3)


def test_stated_shares_are_due_and_the_others_divide_the_rest() -> None:
    seats = [Seat(agent_id="a", index=0, target_share=0.5), Seat(agent_id="b", index=1), Seat(agent_id="c", index=2)]
    adjuster = FairnessAdjuster(Fairness(), seats, target_ms=SEGMENT_MS)

    adjuster.heard(1, SEGMENT_MS)

    assert adjuster.lead == [-0.5, 0.75, -0.25]


def test_the_plans_mean_moves_its_multiplier_slowly_and_inside_its_bounds() -> None:
    adjuster = _adjuster(Fairness(pacing="ema", ema_alpha=0.1, pacing_floor=0.05))

    for _ in range(300):
        adjuster.heard(0, SEGMENT_MS)
        adjuster.settle(0)

    assert adjuster.pacing == [0.05, 1.0, 1.0, 1.0]


def test_the_tax_falls_on_those_above_their_share() -> None:
    adjuster = _adjuster(Fairness(tax_rate=0.25))
    adjuster.heard(0, SEGMENT_MS)

    assert adjuster.tax() == [0.8, 1.0, 1.0, 1.0]
    assert _adjuster().tax() is None


def test_the_guard_names_the_longest_wait_first() -> None:
    adjuster = _adjuster(Fairness(wait_guard_segments=16, wait_guard_per_agent=2.5))

    assert adjuster.guarded([15, 0, 1, 2]) == []
    assert adjuster.guarded([16, 0, 18, 2]) == [2, 0]


def test_the_guard_waits_longer_at_a_larger_table_and_can_be_off() -> None:
    assert _adjuster(agents=10).guarded([20] * 10) == []
    assert _adjuster(Fairness(wait_guard_segments=0)).guarded([900, 0, 0, 0]) == []
