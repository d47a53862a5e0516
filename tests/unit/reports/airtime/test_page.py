"""The airtime report as a page."""

from __future__ import annotations

import dataclasses
import re

import pytest

from argentum.airtime.figures.meeting import measure
from argentum.airtime.intent import Intent
from argentum.airtime.timeline import Segment, Timeline, timeline_of
from argentum.reports.airtime.page import report_page
from tests.golden_files import GoldenFile
from tests.page_outline import outline

EVIL = '<script>alert("x")</script>'
STANDUP = timeline_of(
    "standup",
    [
        Segment(2_000, 62_000, "ann"),
        Segment(10_000, 10_500, "bob"),
        Segment(60_000, 130_000, "bob"),
        Segment(133_000, 180_000, "cy", confirmed=False),
        Segment(181_000, 250_000, "ann"),
    ],
    present=["dee"],
    names={"cy": "Cy O’Neil"},
)


CUT = dataclasses.replace(
    timeline_of("cut", [Segment(0, 5_000, "ann"), Segment(5_000, 9_000, "bob")]),
    intents=(Intent(5_000, "interruption", "bob", "ann"),),
)


def page_of(timeline: Timeline, allocated_ms: dict[str, int] | None = None) -> str:
    return report_page([measure(timeline, allocated_ms)])


def test_the_page_of_a_meeting(golden: GoldenFile) -> None:
    golden("reports/airtime_meeting.html", page_of(STANDUP, {"ann": 60_000, "dee": 60_000}))


def test_the_page_of_several_meetings(golden: GoldenFile) -> None:
    empty = timeline_of("empty", [])

    golden("reports/airtime_meetings.html", report_page([measure(STANDUP), measure(empty)]))


@pytest.mark.parametrize("timeline", [STANDUP, timeline_of("m", []), timeline_of("m", [Segment(0, 1, "ann")])])
def test_the_page_is_whole_and_asks_nobody_for_anything(timeline: Timeline) -> None:
    parsed = outline(page_of(timeline))

    assert parsed.addresses == []
    assert "script" not in parsed.tags
    assert "@import" not in page_of(timeline)
    assert "url(" not in page_of(timeline)


def test_names_never_become_markup() -> None:
    page = page_of(
        timeline_of(EVIL, [Segment(0, 1_000, EVIL), Segment(500, 3_000, '" onload="x')], present=[EVIL + "2"])
    )

    assert "script" not in outline(page).tags
    assert 'onload="x"' not in page


def test_every_person_has_a_lane_in_the_score_and_a_row_in_the_table() -> None:
    page = page_of(STANDUP)

    for name in ("ann", "bob", "Cy O’Neil", "dee"):
        assert f"</span>{name}</th>" in page
        assert f">{name}</text>" in page


def test_what_is_only_attributed_is_drawn_apart_and_explained() -> None:
    page = page_of(STANDUP)

    assert "Cy O’Neil, 2:11 to 2:58, attributed only" in page
    assert "only attributed" in page
    assert "attributed only." not in page_of(timeline_of("m", [Segment(0, 9_000, "ann")]))


def test_a_large_group_has_a_dense_matrix_and_marks_colours_that_come_again() -> None:
    spoken = [Segment(number * 1_000, number * 1_000 + 2_500, f"p{number:02}") for number in range(12)]

    large, small = page_of(timeline_of("m", spoken)), page_of(timeline_of("m", spoken[:8]))

    assert '<table class="matrix dense">' in large
    assert '<span class="dot c1 again"></span>p11</th>' in large
    assert '<table class="matrix">' in small
    assert ' again"' not in small


def test_a_break_is_drawn_and_explained() -> None:
    paused = timeline_of("m", [Segment(0, 60_000, "ann"), Segment(120_000, 200_000, "bob")], breaks=[(60_000, 120_000)])

    page = page_of(paused)

    assert "<title>paused for 1:00, from 1:00</title>" in page
    assert "the meeting was paused; a long break is drawn shorter than it was." in page
    assert "Breaks are in no window." in page
    assert "paused" not in page_of(STANDUP).split("</style>")[1].split("All figures")[0]


def test_who_does_not_share_the_time_comes_last_and_has_no_bar() -> None:
    hosted = dataclasses.replace(STANDUP, outside=frozenset({"ann"}))

    page = page_of(hosted)

    table = page.split('<table class="shares">')[1].split("</table>")[0]
    assert table.index("</span>dee</th>") < table.index("</span>ann</th>")
    assert table.count("does not share the time") == 1
    assert "an equal share, 33 %." in page
    assert "ann 2:09, outside the pool: in no share and in no fairness." in page


def test_nobody_speaking_is_said() -> None:
    assert "Nobody spoke." in page_of(timeline_of("m", [], present=["ann"]))


def test_logged_interruptions_are_shown_where_timing_shows_none() -> None:
    page = report_page([measure(CUT)])

    outline(page)
    assert "Logged: 1 interruption and 0 remarks from the side; timing alone shows 0 interruptions" in page
    assert 'title="bob cut in on ann: 1"' in page
    assert "2 turns, 1 interruption<" in page


def test_a_label_of_time_at_the_right_edge_stays_on_the_page() -> None:
    page = report_page([measure(timeline_of("m", [Segment(0, 1_801_000, "ann"), Segment(600_000, 900_000, "bob")]))])

    rows = re.findall(r'<svg class="timeline".*?</svg>', page, flags=re.DOTALL)
    labels = re.findall(r'<text class="(axis[^"]*)" x="([\d.]+)"', "".join(rows))
    assert {name for name, x in labels if float(x) > 976} == {"axis end"}
    assert {name for name, x in labels if float(x) <= 976} == {"axis"}
