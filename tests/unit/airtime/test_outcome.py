"""What a rule gave and cost, read off a meeting that is over."""

from __future__ import annotations

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.outcome import outcome_of
from argentum.airtime.ruleset import ADVISORY_ONLY, EQUAL_SHARE_HARD, RulesetConfig
from tests.airtime_room import Room


def test_an_advisory_meeting_ends_with_what_each_used_of_the_expected_share() -> None:
    room = Room(2, planned_s=600, ruleset=ADVISORY_ONLY)
    room.speak("p1", 0, 360)
    room.close(600)

    assert outcome_of(room.meeting.state).usage == (
        "p1 has used 120% of expected share",
        "p1 has spoken 3 minutes more than average",
        "p2 has used 0% of expected share",
        "p2 has spoken 3 minutes less than average",
    )


def test_an_ad_hoc_meeting_is_divided_once_its_length_is_known() -> None:
    advisory = RulesetConfig(enforcement=EnforcementLevel.ADVISORY)
    room = Room(2, planned_s=None, ruleset=advisory)
    room.speak("p1", 0, 50)
    room.close(200)

    assert outcome_of(room.meeting.state).usage == (
        "p1 has used 50% of expected share",
        "p2 has used 0% of expected share",
    )


def test_at_other_levels_people_were_told_while_it_lasted() -> None:
    room = Room(2, ruleset=EQUAL_SHARE_HARD)
    room.close(200)

    assert outcome_of(room.meeting.state).usage == ()


def test_a_meeting_without_people_has_no_sentences() -> None:
    room = Room(0, planned_s=None, ruleset=ADVISORY_ONLY)
    room.close(200)

    assert outcome_of(room.meeting.state).usage == ()
