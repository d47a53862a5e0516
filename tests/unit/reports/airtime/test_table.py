"""The airtime report for a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from argentum.airtime.figures.meeting import measure
from argentum.airtime.timeline import Segment, timeline_of
from argentum.reports.airtime.table import meeting_table, meetings_table
from argentum.reports.symbols import ASCII, UNICODE, Symbols
from tests.golden_files import GoldenFile

STANDUP = timeline_of(
    "standup",
    [Segment(0, 200_000, "ann"), Segment(199_000, 330_000, "bob"), Segment(340_000, 400_000, "ann", confirmed=False)],
    present=["dee"],
)


def printed(shown: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, color_system=None, legacy_windows=False).print(shown)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def test_the_table_of_a_meeting(golden: GoldenFile) -> None:
    golden("reports/airtime_meeting.txt", printed(meeting_table(measure(STANDUP, {"ann": 120_000, "dee": 90_000}))))


def test_the_table_of_several_meetings(golden: GoldenFile) -> None:
    golden("reports/airtime_meetings.txt", printed(meetings_table([measure(STANDUP), measure(timeline_of("no", []))])))


@pytest.mark.parametrize("symbols", [UNICODE, ASCII])
def test_nothing_is_cut_at_eighty_columns(symbols: Symbols) -> None:
    text = printed(meeting_table(measure(STANDUP), symbols=symbols))

    assert "…" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_control_characters_in_names_do_not_reach_the_terminal() -> None:
    text = printed(meeting_table(measure(timeline_of("m\x1b[31m", [Segment(0, 1_000, "a\x1b[2Jnn")]))))

    assert "\x1b" not in text
