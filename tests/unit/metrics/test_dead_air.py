"""Unplanned silence between speakers."""

from __future__ import annotations

from argentum.metrics.dead_air import dead_air_ms
from argentum.metrics.floor_intervals import heard_clips
from argentum.transcript.message import ClipTiming, Event, Message, Metadata
from tests.sample_session import sample_messages


def _clip(agent: str, start_ms: int, end_ms: int, *, event: Event = "segment", pause_ms: int | None = None) -> Message:
    timing = ClipTiming(start_ms=start_ms, duration_ms=end_ms - start_ms, planned_offset_ms=pause_ms)
    metadata = Metadata(event=event, agent_id=agent, timing=timing)
    return Message(id=f"{agent}{start_ms}", type="assistant", sender=agent, content="", metadata=metadata)


def _dead_air(*messages: Message) -> list[int]:
    return dead_air_ms(heard_clips(messages))


def test_silence_at_a_change_of_speakers_is_dead_air() -> None:
    assert _dead_air(_clip("ada", 0, 1000), _clip("ben", 1300, 2000)) == [300]


def test_a_seamless_or_overlapped_change_counts_as_none() -> None:
    assert _dead_air(_clip("ada", 0, 1000), _clip("ben", 1000, 2000), _clip("ada", 1800, 3000)) == [0, 0]


def test_a_planned_pause_is_taken_off() -> None:
    assert _dead_air(_clip("ada", 0, 1000), _clip("ben", 1300, 2000, pause_ms=200)) == [100]


def test_a_planned_overlap_is_no_pause() -> None:
    assert _dead_air(_clip("ada", 0, 1000), _clip("ben", 1300, 2000, pause_ms=-200)) == [300]


def test_a_speaker_that_pauses_and_goes_on_makes_no_dead_air() -> None:
    assert _dead_air(_clip("ada", 0, 1000), _clip("ada", 1300, 2000)) == []


def test_an_interjection_inside_a_segment_is_not_a_change_of_speakers() -> None:
    aside = _clip("ben", 200, 500, event="interjection")

    assert _dead_air(_clip("ada", 0, 1000), aside, _clip("ada", 1000, 2000)) == []


def test_silence_is_measured_from_whoever_was_heard_last() -> None:
    aside = _clip("chloe", 800, 1200, event="interjection")

    assert _dead_air(_clip("ada", 0, 1000), aside, _clip("ben", 1300, 2000)) == [100]


def test_the_sample_has_one_unplanned_silence() -> None:
    assert sorted(dead_air_ms(heard_clips(sample_messages()))) == [0, 0, 0, 0, 100]
