"""Decisions as they are written down."""

from __future__ import annotations

import json

from argentum.airtime.decisions import ControlRecorded, MuteCommand, TimeWarning
from argentum.airtime.events import TimeGranted
from argentum.airtime.ruleset import EQUAL_SHARE_HARD
from tests.airtime_room import FACILITATOR, Room


def test_a_warning_tells_whom_what_level_and_how_much_is_left() -> None:
    warning = TimeWarning(at_ms=5, participant_id="p1", remaining_ms=300_000, warning_level="yellow")

    assert warning.to_dict() == {
        "kind": "time_warning",
        "at_ms": 5,
        "participant_id": "p1",
        "remaining_ms": 300_000,
        "warning_level": "yellow",
    }


def test_a_mute_command_tells_its_reason() -> None:
    command = MuteCommand(at_ms=5, participant_id="p1", should_mute=True, reason="time_exhausted")

    assert command.to_dict() == {
        "kind": "mute_command",
        "at_ms": 5,
        "participant_id": "p1",
        "should_mute": True,
        "reason": "time_exhausted",
    }


def test_everything_that_a_meeting_decides_can_be_written_as_json() -> None:
    room = Room(2, planned_s=60, ruleset=EQUAL_SHARE_HARD)
    room.speak("p1", 0, 50)
    room.take(TimeGranted(id="b", at_ms=51_000, by=FACILITATOR, why="last word", participant="p1", granted_ms=5000))

    written = json.loads(json.dumps([each.to_dict() for each in room.meeting.state.decisions]))

    assert {each["kind"] for each in written} >= {"allocations_changed", "time_warning", "mute_command"}
    assert [each["why"] for each in written if each["kind"] == "control_recorded"] == ["last word"]
    assert len(room.of(ControlRecorded)) == 1
