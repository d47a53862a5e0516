"""What a rule did, as tables and lines."""

from __future__ import annotations

from typing import Any

import msgspec
from rich.console import Console

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import (
    ControlEvent,
    EnforcementChosen,
    MeetingPaused,
    ParticipantBypassed,
    ParticipantJoined,
    ReactionModesChosen,
    ReactionSent,
    RulesetChosen,
    TimeGranted,
    TimeReallocated,
)
from argentum.airtime.outcome import outcome_of
from argentum.airtime.ruleset import EQUAL_SHARE_HARD, RulesetConfig
from argentum.reports.meeting_outcome import (
    course,
    headline,
    people_rows,
    plain_table,
    rich_table,
    rule_rows,
    trade_lines,
)
from argentum.reports.symbols import ASCII
from tests.airtime_room import FACILITATOR, Room


def _muted_room() -> Room:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)
    room.speak("p1", 0, 130)
    room.speak("p2", 130, 160)
    room.close(200)
    return room


def test_each_person_has_a_row_with_share_time_and_what_was_blocked() -> None:
    rows = people_rows(outcome_of(_muted_room().meeting.state), ASCII)

    assert rows[0][:2] == ("participant", "share of what was heard")
    assert rows[1] == ("p1", "############....  76.9 %", "1:40", "0:30", "1:40", "0:00", "3", "1")
    assert rows[2] == ("p2", "####............  23.1 %", "0:30", "-", "1:40", "1:10", "0", "0")


def test_the_headline_has_rule_level_and_figures_of_the_whole() -> None:
    line = headline(outcome_of(_muted_room().meeting.state), ASCII)

    assert line.startswith("equal-share, hard, default policy, 3:20 min: Jain 0.775, Gini 0.269, blocked 0:30")
    assert "unspent 1:10" in line
    assert "mutes 1 (1 in full flow)" in line


def test_somebody_without_a_limit_and_a_meeting_without_a_word_have_no_figures() -> None:
    room = Room(1, planned_s=None)
    room.close(10)

    rows = people_rows(outcome_of(room.meeting.state), ASCII)

    assert rows[1][1:6] == ("-", "0:00", "-", "-", "-")


def test_the_course_tells_what_happened_to_whom_in_order() -> None:
    room = Room(2, planned_s=200, ruleset=RulesetConfig(enforcement=EnforcementLevel.HYBRID))
    room.speak("p1", 0, 140)
    room.take(MeetingPaused(id="p", at_ms=150_000, by=FACILITATOR, why="coffee"))

    assert course(room.meeting.state.decisions) == [
        "00:50  p1: yellow warning, 50.0 s left",
        "01:15  p1: orange warning, 25.0 s left",
        "01:35  p1: red warning, 5.0 s left",
        "01:40  p1: asked in private to come to an end",
        "01:55  p1: asked before all to come to an end",
        "02:10  p1: muted (time exhausted)",
        "02:30  fac1: meeting paused (coffee)",
    ]


def test_the_course_calls_people_by_their_names() -> None:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)
    room.speak("p1", 0, 60)
    room.take(MeetingPaused(id="p", at_ms=60_000, by=FACILITATOR))

    assert course(room.meeting.state.decisions, names={"p1": "Ann", FACILITATOR: "Fay"}) == [
        "00:50  Ann: yellow warning, 50.0 s left",
        "01:00  Fay: meeting paused",
    ]


def test_the_course_tells_whom_a_control_was_for_how_much_it_was_and_why() -> None:
    room = Room(2, planned_s=1200)
    by: dict[str, Any] = {"at_ms": 1000, "by": FACILITATOR}
    controls: tuple[ControlEvent, ...] = (
        TimeGranted(**by, id="a", participant="p1", granted_ms=60_000, why="guest"),
        TimeGranted(**by, id="b", participant="p1", granted_ms=-30_000),
        TimeReallocated(**by, id="c", participant="p2", remaining_ms=90_000),
        ParticipantBypassed(**by, id="d", participant="p2"),
        EnforcementChosen(**by, id="e", enforcement=EnforcementLevel.HARD),
        RulesetChosen(**by, id="f", ruleset=RulesetConfig(rule="token")),
        ReactionModesChosen(**by, id="g", code="boring"),
    )
    for control in controls:
        room.take(control)

    lines = [line for line in course(room.meeting.state.decisions) if FACILITATOR in line]

    assert lines == [
        "00:01  fac1: time granted, p1, +60.0 s (guest)",
        "00:01  fac1: time granted, p1, -30.0 s",
        "00:01  fac1: time reallocated, p2, 90.0 s left",
        "00:01  fac1: participant bypassed, p2, no rule holds",
        "00:01  fac1: enforcement chosen, hard",
        "00:01  fac1: ruleset chosen, token soft",
        "00:01  fac1: reaction modes chosen, boring, switched off",
    ]


def test_a_name_cannot_break_out_of_its_line() -> None:
    room = Room(1)
    room.take(ParticipantJoined(id="evil", at_ms=0, participant="p9", name="\x1b[31mEve\nroot: all is well"))

    rows = people_rows(outcome_of(room.meeting.state), ASCII)

    assert rows[2][0] == "[31mEve root: all is well"


def test_people_who_praise_each_other_are_named() -> None:
    room = Room(3)
    for second in range(0, 60, 20):
        for sender, target in (("p1", "p2"), ("p2", "p1")):
            room.take(
                ReactionSent(id=room.next_id(), at_ms=second * 1000, participant=sender, code="like", target=target)
            )

    assert trade_lines(outcome_of(room.meeting.state)) == ["p1 and p2 praised mostly each other: 3 and 3 times"]


def test_plain_tables_align_and_rich_ones_have_the_same_cells() -> None:
    rows = [("rule", "mutes"), ("equal-share", "2"), ("token", "11")]

    assert plain_table(rows) == ["rule         mutes", "equal-share      2", "token           11"]
    assert rich_table(rows).row_count == 2


def test_tables_for_a_terminal_of_80_columns_cut_no_figure() -> None:
    room = Room(3, planned_s=7200, ruleset=EQUAL_SHARE_HARD)
    room.speak("p1", 0, 6000)
    room.close(7200)
    outcome = outcome_of(room.meeting.state)
    stack = msgspec.structs.replace(outcome, rule="progressive-stack")

    tables = [rich_table(rule_rows([stack])), rich_table(people_rows(outcome, bar_cells=12))]

    for table in tables:
        console = Console(width=80, no_color=True)
        with console.capture() as captured:
            console.print(table)
        assert "…" not in captured.get()
        assert len(captured.get().splitlines()) == 3 + table.row_count


def test_a_narrow_terminal_has_shares_without_bars() -> None:
    rows = people_rows(outcome_of(_muted_room().meeting.state), bar_cells=0)

    assert (rows[0][1], rows[1][1], rows[2][1]) == ("share", "76.9 %", "23.1 %")
