"""A running meeting on the screen."""

from __future__ import annotations

import pytest
from rich.console import Console

from argentum.airtime.ruleset import EQUAL_SHARE_HARD
from argentum.reports.meeting_tracking import tracking_view
from argentum.reports.symbols import ASCII, UNICODE, Symbols
from tests.airtime_room import Room


def _shown(room: Room, *, width: int = 110, symbols: Symbols = ASCII) -> list[str]:
    console = Console(width=width, no_color=True)
    with console.capture() as captured:
        console.print(tracking_view(room.meeting.state, symbols=symbols, width=width))
    return captured.get().splitlines()


def test_the_screen_has_the_clock_the_speaker_the_hourglasses_and_what_was_told() -> None:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)
    room.start("p1", 0)
    room.wait(60)

    lines = _shown(room)

    assert lines[0] == "r1: 01:00, 02:20 left, equal-share, hard"
    row = next(line for line in lines if "> p1" in line)
    assert "######.........." in row
    assert "100 %" in row
    assert "00:40" in row
    assert lines[-2] == "00:50  p1: yellow warning, 50.0 s left"
    assert lines[-1] == "1-2: speaks, stops   +: as well   space: nobody   p: pause   q: end"


@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_screen_has_shorter_hourglasses_and_whole_figures(width: int) -> None:
    room = Room(3, planned_s=7200)
    room.speak("p1", 0, 6000)

    lines = _shown(room, width=width, symbols=UNICODE)

    assert lines[1].split() == ["key", "who", "hourglass", "talk", "share", "left", "turns"]
    assert any("-60:00" in line for line in lines)
    assert max(map(len, lines[:7])) <= width
    assert not any("…" in line for line in lines)


def test_overtime_is_told_with_its_sign() -> None:
    room = Room(1, planned_s=60)
    room.speak("p1", 0, 75)

    assert any("-00:15" in line for line in _shown(room))


def test_whom_nothing_limits_has_no_hourglass() -> None:
    room = Room(1, planned_s=None)

    row = next(line for line in _shown(room) if " p1" in line)

    assert "#" not in row
    assert [cell.strip() for cell in row.split("|")][-2] == "-"
