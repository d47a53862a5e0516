"""The phases of a micro-turn, and the plan of its checkpoints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.errors import IllegalPhaseError
from argentum.orchestration.micro_turn import TRANSITIONS, MicroTurnPlan, Phase, Step, plan_micro_turn

ALLOWED: list[tuple[Phase, Step, Phase]] = [
    (Phase.SPEAKING, "auction_opened", Phase.BIDDING),
    (Phase.SPEAKING, "handover_checked", Phase.SEALED),
    (Phase.SPEAKING, "clip_ended", Phase.ENDED),
    (Phase.SPEAKING, "clip_cut", Phase.CUT),
    (Phase.BIDDING, "auction_resolved", Phase.DECIDED),
    (Phase.BIDDING, "clip_ended", Phase.ENDED),
    (Phase.BIDDING, "clip_cut", Phase.CUT),
    (Phase.DECIDED, "handover_checked", Phase.SEALED),
    (Phase.DECIDED, "clip_ended", Phase.ENDED),
    (Phase.DECIDED, "clip_cut", Phase.CUT),
    (Phase.SEALED, "clip_ended", Phase.ENDED),
    (Phase.SEALED, "clip_cut", Phase.CUT),
]
STEPS: list[Step] = ["auction_opened", "auction_resolved", "handover_checked", "clip_ended", "clip_cut"]
REFUSED = [
    (phase, step) for phase in Phase for step in STEPS if (phase, step) not in [(start, by) for start, by, _ in ALLOWED]
]


@pytest.mark.parametrize(("phase", "step", "after"), ALLOWED)
def test_a_step_leads_to_the_next_phase(phase: Phase, step: Step, after: Phase) -> None:
    assert phase.after(step) is after


@pytest.mark.parametrize(("phase", "step"), REFUSED)
def test_any_other_step_is_refused_with_what_would_be_allowed(phase: Phase, step: Step) -> None:
    with pytest.raises(IllegalPhaseError) as refusal:
        phase.after(step)

    allowed = ", ".join(TRANSITIONS[phase]) or "nothing"
    assert str(refusal.value) == (f"a micro-turn that is {phase.value} cannot take the step {step}; allowed: {allowed}")


def plan(duration_ms: int, *, beats_ms: tuple[int, ...] = (2000, 3750), lead_ms: int = 1000) -> MicroTurnPlan:
    return plan_micro_turn(
        index=3,
        start_ms=10_000,
        duration_ms=duration_ms,
        beats_ms=beats_ms,
        opens_after_ms=100,
        result_lead_ms=2250,
        soft_remaining_ms=1200,
        lead_ms=lead_ms,
    )


def test_a_usual_segment_has_every_checkpoint_at_its_instant() -> None:
    assert plan(5000) == MicroTurnPlan(
        index=3,
        start_ms=10_000,
        auction_ms=10_100,
        result_due_ms=12_750,
        beats_ms=(12_000, 13_750),
        cut_from_ms=12_000,
        cut_until_ms=13_800,
        handover_ms=14_000,
        end_ms=15_000,
    )


def test_a_clip_without_beats_cannot_be_cut() -> None:
    short = plan(600, beats_ms=())

    assert short.cut_from_ms == short.end_ms


@given(duration_ms=st.integers(0, 60_000), lead_ms=st.integers(0, 10_000))
def test_checkpoints_keep_their_order_however_short_the_segment(duration_ms: int, lead_ms: int) -> None:
    laid = plan(duration_ms, beats_ms=(), lead_ms=lead_ms)

    assert laid.start_ms <= laid.auction_ms <= laid.result_due_ms <= laid.end_ms
    assert laid.auction_ms <= laid.handover_ms <= laid.end_ms
