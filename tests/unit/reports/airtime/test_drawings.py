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


def test_a_break_is_a_band_to_scale_and_a_long_one_a_twenty_fifth_of_the_meeting() -> None:
    spoken = [Segment(0, 2 * MINUTE_MS, "ann"), Segment(62 * MINUTE_MS, 64 * MINUTE_MS, "bob")]
    coffee = timeline_of("m", spoken, breaks=[(2 * MINUTE_MS, 62 * MINUTE_MS)])

    drawn = score(coffee)

    assert drawn is not None
    (row,) = drawn.rows
    (band,) = row.bands
    ann, bob = row.marks
    room = WIDTH - 4 - GUTTER
    assert band.x == pytest.approx(ann.x + ann.width)
    assert bob.x == pytest.approx(band.x + band.width)
    assert band.width == pytest.approx(room / 26, abs=0.02)
    assert (bob.title, band.title) == ("bob, 1:02:00 to 1:04:00", "paused for 1:00:00, from 2:00")
    assert [tick.label for tick in row.ticks] == [
        "0:00",
        "0:30",
        "1:00",
        "1:30",
        "2:00",
        "1:02:00",
        "1:02:30",
        "1:03:00",
        "1:03:30",
    ]


def test_a_short_break_is_drawn_as_long_as_it_was() -> None:
    spoken = [Segment(0, 50 * MINUTE_MS, "ann"), Segment(51 * MINUTE_MS, 101 * MINUTE_MS, "ann")]
    drawn = score(timeline_of("m", spoken, breaks=[(50 * MINUTE_MS, 51 * MINUTE_MS)]))

    assert drawn is not None
    (band,) = [band for row in drawn.rows for band in row.bands]
    row = next(row for row in drawn.rows if row.bands)
    minute = row.ticks[1].x - row.ticks[0].x
    assert band.width == pytest.approx(minute * (1 if row.ticks[1].label == "41:00" else 0.5), abs=0.02)
    assert band.label == ""


def test_a_break_at_the_edge_of_two_rows_is_in_both_and_told_once_each() -> None:
    spoken = [Segment(0, 9 * MINUTE_MS + 50_000, "ann"), Segment(10 * MINUTE_MS + 10_000, 60 * MINUTE_MS, "ann")]

    drawn = score(timeline_of("m", spoken, breaks=[(9 * MINUTE_MS + 50_000, 10 * MINUTE_MS + 10_000)]))

    assert drawn is not None
    assert [len(row.bands) for row in drawn.rows][:3] == [1, 1, 0]
    assert drawn.rows[0].bands[0].title == drawn.rows[1].bands[0].title


def test_many_people_get_fewer_and_longer_rows() -> None:
    spoken = [Segment(0, 60 * MINUTE_MS, "p0")]

    few = score(timeline_of("m", spoken, present=["p1"]))
    many = score(timeline_of("m", spoken, present=[f"p{number}" for number in range(1, 30)]))

    assert few is not None
    assert many is not None
    assert (len(few.rows), len(many.rows)) == (6, 2)


def test_a_long_name_is_cut_to_its_room_and_wide_signs_take_two() -> None:
    names = {"a": "Maximilian von und zu", "b": "小林さくらと友人たち"}

    drawn = score(timeline_of("m", [Segment(0, 9_000, "a"), Segment(0, 9_000, "b")], names=names))

    assert drawn is not None
    assert drawn.names == ["Maximilian vo…", "小林さくらと…"]


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
