"""Attempts to take the floor in overlap."""

from __future__ import annotations

from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.figures.overlap_attempts import OverlapAttempt, overlap_attempts


def test_an_attempt_wins_when_it_outlasts_the_holder() -> None:
    attempts = overlap_attempts([Ipu(0, 5_000, 0), Ipu(4_000, 8_000, 1)])

    assert attempts == [OverlapAttempt(4_000, by=1, against=0, yield_ms=1_000)]


def test_an_attempt_that_ends_with_the_holder_does_not_outlast_them() -> None:
    attempts = overlap_attempts([Ipu(0, 5_000, 0), Ipu(3_000, 5_000, 1)])

    assert attempts == [OverlapAttempt(3_000, by=1, against=0, yield_ms=None)]


def test_an_attempt_that_ends_first_has_no_yield_time() -> None:
    attempts = overlap_attempts([Ipu(0, 9_000, 0), Ipu(4_000, 5_500, 1)])

    assert attempts == [OverlapAttempt(4_000, by=1, against=0, yield_ms=None)]


def test_a_short_unit_and_one_at_the_very_end_are_no_attempts() -> None:
    assert overlap_attempts([Ipu(0, 9_000, 0), Ipu(4_000, 5_000, 1)]) == []
    assert overlap_attempts([Ipu(0, 5_000, 0), Ipu(4_801, 9_000, 1)]) == []
    assert len(overlap_attempts([Ipu(0, 5_000, 0), Ipu(4_800, 9_000, 1)])) == 1


def test_two_who_begin_together_make_no_attempt_on_each_other() -> None:
    assert overlap_attempts([Ipu(0, 5_000, 0), Ipu(0, 4_000, 1)]) == []


def test_of_several_speakers_the_one_who_goes_on_longest_holds_the_floor() -> None:
    attempts = overlap_attempts([Ipu(0, 5_000, 0), Ipu(100, 900, 1), Ipu(3_000, 4_000, 2), Ipu(3_500, 6_000, 1)])

    assert attempts == [OverlapAttempt(3_500, by=1, against=0, yield_ms=1_500)]
