"""Whole sessions, whatever the seed, the table, the preset, the faults and the knobs: what must hold, holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.orchestration.session import SessionLimits
from tests.sessions import PRESETS, a_header, run


@pytest.mark.parametrize("faults", [None, "recoverable"])
@pytest.mark.parametrize("agents", [3, 4, 6, 10])
@pytest.mark.parametrize("preset", PRESETS)
def test_every_session_is_sound(preset: str, agents: int, faults: str | None) -> None:
    for seed in (1, 2):
        session = run(a_header(preset, agents=agents, seed=seed, segments=70, faults=faults))

        assert (session.reason, session.violations()) == ("completed", [])


@settings(max_examples=60)
@given(
    preset=st.sampled_from(PRESETS),
    agents=st.integers(1, 6),
    seed=st.integers(0, 10_000),
    faults=st.sampled_from([None, "recoverable", "stormy"]),
    changes=st.fixed_dictionaries(
        {},
        optional={
            "mode": st.sampled_from(["auction", "round-robin"]),
            "auction.bidding": st.sampled_from(["heuristic", "llm"]),
            "auction.unit": st.sampled_from(["segment", "turn"]),
            "auction.max_contiguous_segments": st.integers(1, 5),
            "auction.when_all_pass": st.sampled_from(["continue", "least_recent", "round_robin"]),
            "interrupt.floor_after": st.sampled_from(["keep", "auction"]),
            "interrupt.commit_guard_ms": st.sampled_from(["dynamic", 0, 800]),
            "interrupt.soft_remaining_ms": st.integers(0, 3000),
            "interrupt.wish_desire": st.floats(0, 6),
            "interjections.wanted_chance": st.floats(0, 1),
            "interjections.max_per_segment": st.integers(0, 3),
            "interjections.cooldown_segments": st.integers(0, 3),
            "simulation.beat_jitter_ms": st.integers(0, 400),
            "simulation.llm": st.builds(
                lambda median_ms, log_sd: {"median_ms": median_ms, "log_sd": log_sd},
                st.integers(0, 6000),
                st.floats(0, 1.5),
            ),
            "concurrency.prefetch.segments_top_k": st.integers(0, 1),
            "concurrency.global_limit": st.integers(1, 8),
            "segment_seconds": st.sampled_from(
                [{"min": 0.5, "target": 1.0, "max": 2.0}, {"min": 3.0, "target": 8.0, "max": 20.0}]
            ),
            "timing.beats": st.integers(1, 3),
            "timing.late_beat_ms": st.integers(0, 500),
        },
    ),
    interrupts=st.sampled_from(["cutoff", "beat_only", "yield", "off"]),
)
def test_no_combination_of_knobs_makes_a_session_unsound(
    *, preset: str, agents: int, seed: int, faults: str | None, changes: dict[str, object], interrupts: str
) -> None:
    modes: dict[str, object] = {
        "interrupt.mode": interrupts,
        "interrupt.prebuffer_top": 2,
        "interrupt.max_per_window": 3,
    }

    session = run(a_header(preset, agents=agents, seed=seed, segments=25, faults=faults, changes=changes | modes))

    assert session.violations() == []
    assert session.reason == "completed" or (faults == "stormy" and session.reason == "provider_gone")


@pytest.mark.parametrize("preset", PRESETS)
def test_a_provider_that_dies_ends_the_session_politely(preset: str) -> None:
    session = run(a_header(preset, faults="dying", segments=200))

    assert (session.reason, session.violations()) == ("provider_gone", [])
    assert len(session.heard("segment")) >= 3
    assert session.messages[-1].content == "provider_gone"


def test_a_session_of_the_plan_as_printed_is_sound_but_for_who_waits() -> None:
    changes = {"fairness.wait_guard_segments": 0}

    session = run(a_header(agents=4, segments=100, changes=changes))

    assert [line for line in session.violations() if "has not spoken" not in line] == []


def test_the_limit_of_minutes_ends_a_session_within_a_segment() -> None:
    session = run(a_header(limits=SessionLimits(duration_ms=60_000)))

    assert session.reason == "completed"
    assert 60_000 <= session.summary["duration_ms"] + session.summary["first_onset_ms"] <= 75_000


def test_the_limit_of_calls_ends_a_session_with_what_was_paid_for() -> None:
    session = run(a_header(limits=SessionLimits(segments=100, max_calls=12)))

    assert (session.reason, session.debate.chat.tally.llm_calls, session.violations()) == ("budget", 12, [])


def test_another_seed_is_another_debate() -> None:
    contents = {tuple(message.sender for message in run(a_header(seed=seed)).messages) for seed in range(10)}

    assert len(contents) == 10
