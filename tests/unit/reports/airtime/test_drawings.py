"""The drawings of the page: the score of speech and the course of shares."""

from __future__ import annotations

import pytest

from argentum.airtime.timeline import Segment, timeline_of
from argentum.reports.airtime.course import course
from argentum.reports.airtime.score import GUTTER, WIDTH, score

MINUTE_MS = 60_000


def test_a_short_meeting_fills_one_row_from_edge_to_edge() -> None:
    drawn = score(timeline_of("m", [Segment(5_000, 35_000, "ann"), Segment(35_000, 65_000, "bob")]))

    assert drawn is not None
    (row,) = drawn.rows
    assert [(mark.x, mark.place) for mark in row.marks] == [(GUTTER, 0), (GUTTER + (WIDTH - 4 - GUTTER) / 2, 1)]
    assert row.ticks[0].label == "0:00"


def test_a_long_meeting_has_at_most_eight_rows_and_a_stretch_may_cross_them() -> None:
    drawn = score(timeline_of("m", [Segment(0, 100 * MINUTE_MS, "ann")]))

    assert drawn is not None
    assert len(drawn.rows) <= 8
    assert all(len(row.marks) == 1 for row in drawn.rows)


def test_a_crumb_of_time_gets_no_row_of_its_own() -> None:
    drawn = score(timeline_of("m", [Segment(0, 35 * MINUTE_MS + 1_000, "ann")]))

    assert drawn is not None
    assert len(drawn.rows) == 7


def test_silences_too_narrow_to_see_do_not_make_more_marks() -> None:
    stutter = [Segment(at, at + 90, "ann") for at in range(0, 60 * MINUTE_MS, 100)]

    drawn = score(timeline_of("m", stutter))

    assert drawn is not None
    assert sum(len(row.marks) for row in drawn.rows) == len(drawn.rows)


def test_nobody_speaking_draws_nothing() -> None:
    assert score(timeline_of("m", [], present=["ann"])) is None
    assert course(timeline_of("m", [])) is None


@pytest.mark.parametrize(("minutes", "window_min"), [(3, 1), (8, 2), (49, 2), (50, 5), (200, 10), (6_000, 250)])
def test_windows_grow_with_the_meeting(minutes: int, window_min: int) -> None:
    drawn = course(timeline_of("m", [Segment(0, minutes * MINUTE_MS, "ann")]))

    assert drawn is not None
    assert drawn.window_min == window_min
    assert len(drawn.columns) <= 24


def test_the_parts_of_a_window_have_the_heights_of_their_shares() -> None:
    drawn = course(
        timeline_of(
            "m",
            [Segment(0, 45_000, "ann"), Segment(45_000, MINUTE_MS, "bob"), Segment(MINUTE_MS, 2 * MINUTE_MS, "bob")],
        )
    )

    assert drawn is not None
    first, second, alone = drawn.parts
    assert first.height == pytest.approx(3 * second.height)
    assert alone.height == pytest.approx(first.height + second.height)
    assert [(column.gini, column.jain) for column in drawn.columns] == [("0.25", "0.80"), ("0.50", "0.50")]
