"""The timing that a listener notices, measured on whole sessions: remarks, cuts, silence, and what they cost."""

from __future__ import annotations

import pytest

from argentum.metrics.dead_air import dead_air_ms
from argentum.metrics.floor_intervals import heard_clips
from argentum.smoothing import quantile
from tests.sessions import PRESETS, Session, a_header, run

SEEDS = range(5)
SLOW: dict[str, object] = {"simulation.llm": {"median_ms": 4000, "log_sd": 0.25}}


def sessions(preset: str, changes: dict[str, object] | None = None, *, segments: int = 120) -> list[Session]:
    return [run(a_header(preset, seed=seed, segments=segments, changes=changes)) for seed in SEEDS]


@pytest.mark.parametrize("preset", PRESETS)
def test_interjections_land_near_their_beat_under_jitter_and_random_first_audio(preset: str) -> None:
    jitter: dict[str, object] = {
        "simulation.beat_jitter_ms": 150,
        "simulation.first_audio": {"median_ms": 200, "log_sd": 0.5},
    }

    errors_ms = [
        abs(timing.start_ms - timing.target_ms)
        for session in sessions(preset, jitter)
        for message in session.heard("interjection")
        if (timing := message.metadata.timing) is not None and timing.target_ms is not None
    ]

    assert len(errors_ms) >= 25
    assert sum(1 for error_ms in errors_ms if error_ms <= 250) >= 0.95 * len(errors_ms)


@pytest.mark.parametrize("preset", ["debate_snappy", "roundtable"])
def test_hard_interrupts_happen_and_every_kicker_is_heard_whole(preset: str) -> None:
    kickers = [message for session in sessions(preset) for message in session.heard("hard_interrupt")]

    assert len([kicker for kicker in kickers if kicker.metadata.style == "hard"]) >= 10
    for kicker in kickers:
        assert kicker.metadata.timing is not None
        assert kicker.metadata.timing.duration_ms == kicker.metadata.timing.planned_duration_ms
        assert kicker.metadata.cut_at_ms is None


@pytest.mark.parametrize("preset", ["debate_snappy", "roundtable"])
def test_for_every_cut_there_is_a_segment_that_was_heard_in_part(preset: str) -> None:
    for session in sessions(preset):
        cut = [message.metadata for message in session.heard("segment") if message.metadata.interrupted_by]
        hard = [message for message in session.heard("hard_interrupt") if message.metadata.style == "hard"]
        assert [metadata.interrupted_by for metadata in cut] == [kicker.metadata.agent_id for kicker in hard]
        for metadata in cut:
            assert metadata.timing is not None
            assert metadata.timing.planned_duration_ms is not None
            assert 0 < (metadata.cut_at_ms or 0) < metadata.timing.planned_duration_ms


@pytest.mark.parametrize("preset", PRESETS)
def test_there_is_hardly_any_dead_air_at_a_usual_latency(preset: str) -> None:
    for session in sessions(preset):
        assert session.summary["dead_air_ms_p50"] <= 20
        assert session.summary["dead_air_ms_p95"] <= 50


@pytest.mark.parametrize("preset", PRESETS)
def test_there_is_little_dead_air_at_a_slow_provider(preset: str) -> None:
    talks = [run(a_header(preset, seed=seed, segments=70, text_free=False, changes=SLOW)) for seed in SEEDS]

    silences_ms = [float(silence_ms) for talk in talks for silence_ms in dead_air_ms(heard_clips(talk.messages))]
    assert len(silences_ms) >= 150
    assert quantile(silences_ms, 0.95) <= 200


@pytest.mark.parametrize("preset", PRESETS)
def test_an_utterance_costs_little_more_than_one_call(preset: str) -> None:
    for session in sessions(preset):
        assert session.summary["llm_calls_per_utterance"] <= 1.3


@pytest.mark.parametrize("preset", ["debate_snappy", "roundtable"])
def test_an_interrupt_throws_away_at_most_one_segment(preset: str) -> None:
    for session in sessions(preset):
        interrupts = len(session.heard("hard_interrupt"))
        assert session.debate.chat.tally.segments_discarded <= max(1, interrupts)


def test_late_beats_are_not_used() -> None:
    """Beats that are 250, 500 and 1,000 ms late are in the plan of faults; every remark keeps the tolerance."""
    remarks = 0
    for seed in SEEDS:
        session = run(a_header("roundtable", seed=seed, segments=80, faults="stormy"))

        assert session.violations() == []
        for message in session.heard("interjection"):
            timing = message.metadata.timing
            assert timing is not None
            if timing.target_ms is not None:
                remarks += 1
                assert timing.start_ms - timing.target_ms <= session.debate.policy.timing.late_beat_ms
    assert remarks >= 5
