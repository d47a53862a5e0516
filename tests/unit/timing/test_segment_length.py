"""Lengths follow the demand for the floor and the speed of the writer."""

from __future__ import annotations

import pytest

from argentum.policy.floor import SegmentSeconds
from argentum.timing.segment_length import SegmentLength


def lengths(*, adaptive: bool = True) -> SegmentLength:
    return SegmentLength(SegmentSeconds(adaptive=adaptive), words_per_minute=200)


@pytest.mark.parametrize(("demand", "target_ms"), [(0.0, 6000), (0.5, 5000), (1.0, 4000)])
def test_segments_are_shorter_when_many_want_the_floor(demand: float, target_ms: int) -> None:
    assert lengths().target_ms(demand=demand, writing_ms=800, first_audio_ms=200) == target_ms


def test_without_adaptation_the_target_is_the_policys() -> None:
    assert lengths(adaptive=False).target_ms(demand=1.0, writing_ms=800, first_audio_ms=200) == 5000


@pytest.mark.parametrize(("writing_ms", "target_ms"), [(4000, 5000), (5000, 5700), (6000, 6700), (60_000, 8000)])
def test_a_slow_writer_lengthens_segments_up_to_the_longest(writing_ms: int, target_ms: int) -> None:
    assert lengths().target_ms(demand=0.5, writing_ms=writing_ms, first_audio_ms=200) == target_ms


def test_a_shortened_segment_is_not_shorter_than_the_shortest() -> None:
    assert lengths().target_ms(demand=0.5, writing_ms=0, first_audio_ms=0, shortened=0.2) == 3000


def test_words_and_milliseconds_convert_at_the_measured_rate() -> None:
    measured = lengths()
    before = measured.words(6000)

    for _ in range(40):
        measured.observe(words=10, duration_ms=6000)

    assert (before, measured.words(6000), measured.spoken_ms(10)) == (20, 10, 5999)


def test_a_clip_without_words_teaches_nothing() -> None:
    measured = lengths()

    measured.observe(words=0, duration_ms=1000)
    measured.observe(words=10, duration_ms=0)

    assert measured.words(6000) == 20
    assert measured.words(0) == 1
