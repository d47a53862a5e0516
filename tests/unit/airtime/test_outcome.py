"""What a rule gave and cost, read off a meeting that is over."""

from __future__ import annotations

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import ReactionSent
from argentum.airtime.outcome import outcome_of
from argentum.airtime.ruleset import ADVISORY_ONLY, EQUAL_SHARE_HARD, RulesetConfig, round_robin
from argentum.reports.meeting_outcome import reaction_lines, token_rows
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


def test_under_the_token_rule_the_purses_are_there_and_add_up() -> None:
    room = Room(2, ruleset=RulesetConfig(rule="token"))
    room.take(ReactionSent(id="r", at_ms=0, participant="p1", code="love", target="p2"))
    room.speak("p1", 10, 40)
    room.close(50)

    outcome = outcome_of(room.meeting.state)

    assert [(each.participant_id, each.tokens) for each in outcome.tokens] == [("p1", 7), ("p2", 12)]
    assert outcome.reactions == {"love": 1}
    assert token_rows(outcome)[1:] == [
        ("p1", "7.0", "10.0", "0.0", "3.0", "0.0", "0.0"),
        ("p2", "12.0", "10.0", "2.0", "0.0", "0.0", "0.0"),
    ]
    assert reaction_lines(outcome) == ["reactions: 1 love"]


def test_other_rules_have_no_purses_and_a_meeting_without_reactions_says_nothing_of_them() -> None:
    room = Room(2)
    room.close(10)

    outcome = outcome_of(room.meeting.state)

    assert (outcome.tokens, reaction_lines(outcome)) == ((), [])


def test_a_meeting_without_people_has_no_sentences() -> None:
    room = Room(0, planned_s=None, ruleset=ADVISORY_ONLY)
    room.close(200)

    assert outcome_of(room.meeting.state).usage == ()


def test_the_slots_of_a_round_robin_add_up_to_what_somebody_was_allowed() -> None:
    room = Room(2, planned_s=400, ruleset=round_robin(100_000))
    for turn in range(4):
        room.speak(f"p{turn % 2 + 1}", turn * 100, turn * 100 + 80)
    room.close(400)

    first, second = outcome_of(room.meeting.state).participants

    assert [(each.allocated_ms, each.talk_ms) for each in (first, second)] == [(200_000, 160_000)] * 2
