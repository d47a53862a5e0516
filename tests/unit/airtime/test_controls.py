"""What facilitators may do, and only they."""

from __future__ import annotations

from typing import Any

import pytest

from argentum.airtime.decisions import ControlRecorded, MuteCommand, Refused, SlotOpened
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import (
    ControlEvent,
    EnforcementChosen,
    MeetingPaused,
    MeetingResumed,
    ParticipantBypassed,
    ReactionModesChosen,
    RulesetChosen,
    SlotAdvanced,
    SpeechPermitted,
    TimeGranted,
    TimeReallocated,
)
from argentum.airtime.reactions.codes import Visibility
from argentum.airtime.ruleset import EQUAL_SHARE_HARD, RulesetConfig, round_robin
from tests.airtime_room import FACILITATOR, Room


def _by(who: str, at_s: float, number: int = 0) -> dict[str, Any]:
    return {"id": f"c{number}-{at_s}", "at_ms": round(at_s * 1000), "by": who, "why": "asked to"}


_ALL: tuple[ControlEvent, ...] = (
    RulesetChosen(**_by("p1", 1, 1), ruleset=RulesetConfig()),
    EnforcementChosen(**_by("p1", 1, 2), enforcement=EnforcementLevel.ADVISORY),
    MeetingPaused(**_by("p1", 1, 3)),
    MeetingResumed(**_by("p1", 1, 4)),
    ParticipantBypassed(**_by("p1", 1, 5), participant="p1"),
    TimeReallocated(**_by("p1", 1, 6), participant="p1", remaining_ms=10**6),
    TimeGranted(**_by("p1", 1, 7), participant="p1", granted_ms=10**6),
    SpeechPermitted(**_by("p1", 1, 8), participant="p1"),
    SlotAdvanced(**_by("p1", 1, 9)),
    ReactionModesChosen(**_by("p1", 1, 10), code="like"),
)


@pytest.mark.parametrize("control", _ALL, ids=lambda control: type(control).__name__)
def test_nobody_but_a_facilitator_may_use_a_control(control: ControlEvent) -> None:
    room = Room(2)
    before = room.remaining_s()

    decided = room.take(control)

    assert [type(each) for each in decided] == [Refused]
    assert room.remaining_s() == before
    assert room.of(ControlRecorded) == []


def test_each_use_is_recorded_with_who_when_what_and_why() -> None:
    room = Room(2)

    room.take(TimeGranted(**_by(FACILITATOR, 5), participant="p1", granted_ms=60_000))

    assert room.of(ControlRecorded) == [
        ControlRecorded(
            at_ms=5000,
            by=FACILITATOR,
            action="time_granted",
            target_id="p1",
            why="asked to",
            details={"granted_ms": 60_000},
        )
    ]


def test_a_bonus_comes_from_the_others_when_everything_is_allocated() -> None:
    room = Room(3, planned_s=900)

    room.take(TimeGranted(**_by(FACILITATOR, 0), participant="p1", granted_ms=100_000))

    assert room.remaining_s() == {"p1": 400, "p2": 250, "p3": 250}


def test_a_penalty_takes_time_and_gives_it_to_nobody() -> None:
    room = Room(3, planned_s=900)

    room.take(TimeGranted(**_by(FACILITATOR, 0), participant="p1", granted_ms=-100_000))

    assert room.remaining_s() == {"p1": 200, "p2": 300, "p3": 300}


def test_a_bonus_is_limited_to_what_the_meeting_has_left() -> None:
    room = Room(2, planned_s=600)

    room.take(TimeGranted(**_by(FACILITATOR, 300), participant="p1", granted_ms=10**7))

    assert room.remaining_s() == {"p1": 300, "p2": 0}


def test_a_reallocation_sets_what_is_left_and_the_others_make_room() -> None:
    room = Room(3, planned_s=900)

    room.take(TimeReallocated(**_by(FACILITATOR, 0), participant="p1", remaining_ms=500_000))

    assert room.remaining_s() == {"p1": 500, "p2": 200, "p3": 200}


def test_what_a_facilitator_has_set_outlasts_the_rules_next_adjustment() -> None:
    room = Room(3, planned_s=900, ruleset=RulesetConfig(rule="progressive-stack"))
    room.take(TimeReallocated(**_by(FACILITATOR, 0), participant="p1", remaining_ms=500_000))

    room.wait(61)

    remaining = room.remaining_s()
    assert remaining["p1"] > 2 * remaining["p2"]


def test_under_the_token_rule_a_bonus_is_tokens_and_lasts_until_spent() -> None:
    room = Room(2, ruleset=RulesetConfig(rule="token"))

    room.take(TimeGranted(**_by(FACILITATOR, 0), participant="p1", granted_ms=60_000))
    room.speak("p1", 1, 31)
    room.wait(61)

    purse = room.meeting.state.purses.balance("p1")
    assert (purse.granted_ms, purse.tokens) == (60_000, 11.5)
    assert room.seat("p1").remaining_ms == 345_000


def test_a_bypassed_person_is_not_muted_and_the_time_counts() -> None:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)
    room.take(ParticipantBypassed(**_by(FACILITATOR, 0), participant="p1"))

    room.speak("p1", 0, 150)

    assert room.of(MuteCommand) == []
    assert room.seat("p1").charged_ms == 150_000


def test_a_permission_is_always_possible_and_no_promise_of_an_unmute() -> None:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)
    room.start("p1", 0)
    room.wait(110)

    room.take(SpeechPermitted(**_by(FACILITATOR, 110), participant="p1"))
    room.stop("p1", 130)

    commands = [(each.at_ms, each.should_mute, each.reason) for each in room.of(MuteCommand)]
    assert commands == [(100_000, True, "time_exhausted"), (110_000, False, "override")]
    assert room.seat("p1").blocked_ms == 10_000


def test_a_permission_ends_with_the_session() -> None:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)
    room.start("p1", 0)
    room.take(SpeechPermitted(**_by(FACILITATOR, 110), participant="p1"))
    room.stop("p1", 130)

    room.start("p1", 140)

    assert [each.should_mute for each in room.of(MuteCommand)] == [True, False, True]


def test_overrides_can_be_switched_off_by_the_ruleset() -> None:
    room = Room(2, ruleset=RulesetConfig(facilitator_override_enabled=False))

    decided = room.take(TimeGranted(**_by(FACILITATOR, 0), participant="p1", granted_ms=1000))

    assert isinstance(decided[-1], Refused)
    assert "overrides are switched off" in decided[-1].reason


def test_a_refused_control_leaves_no_record() -> None:
    room = Room(2)

    room.take(TimeGranted(**_by(FACILITATOR, 0), participant="ghost", granted_ms=1000))

    assert room.of(ControlRecorded) == []
    assert len(room.of(Refused)) == 1


def test_a_rule_chosen_live_divides_what_is_left_by_what_was_used() -> None:
    room = Room(2, planned_s=600, ruleset=RulesetConfig(rule="advisory"))
    room.speak("p1", 0, 200)

    room.take(RulesetChosen(**_by(FACILITATOR, 200), ruleset=EQUAL_SHARE_HARD))

    assert room.remaining_s() == {"p1": 100, "p2": 300}


def test_a_level_below_hard_lifts_all_mutes() -> None:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)
    room.speak("p1", 0, 120)

    room.take(EnforcementChosen(**_by(FACILITATOR, 120), enforcement=EnforcementLevel.SOFT))

    assert [each.should_mute for each in room.of(MuteCommand)] == [True, False]


def test_the_advisory_rule_stays_advisory_whatever_level_is_chosen() -> None:
    room = Room(1, planned_s=60, ruleset=RulesetConfig(rule="advisory", enforcement=EnforcementLevel.HARD))

    room.take(EnforcementChosen(**_by(FACILITATOR, 1), enforcement=EnforcementLevel.HARD))
    room.speak("p1", 2, 120)

    assert room.of(MuteCommand) == []


def test_a_facilitator_goes_on_to_the_next_slot() -> None:
    room = Room(3, ruleset=round_robin())

    room.take(SlotAdvanced(**_by(FACILITATOR, 10)))

    assert [each.participant_id for each in room.of(SlotOpened)] == ["p1", "p2"]


def test_slots_chosen_in_the_middle_of_a_meeting_begin_at_once() -> None:
    room = Room(3)

    room.take(RulesetChosen(**_by(FACILITATOR, 10), ruleset=round_robin()))

    assert [(each.participant_id, each.at_ms) for each in room.of(SlotOpened)] == [("p1", 10_000)]


def test_slots_chosen_in_a_pause_begin_with_its_end() -> None:
    room = Room(3)
    room.take(MeetingPaused(**_by(FACILITATOR, 5)))

    room.take(RulesetChosen(**_by(FACILITATOR, 10), ruleset=round_robin()))
    assert room.of(SlotOpened) == []
    room.take(MeetingResumed(**_by(FACILITATOR, 20)))

    assert [(each.participant_id, each.at_ms) for each in room.of(SlotOpened)] == [("p1", 20_000)]


def test_a_pause_twice_and_a_resumption_of_nothing_are_refused() -> None:
    room = Room(1)
    room.take(MeetingResumed(**_by(FACILITATOR, 1)))
    room.take(MeetingPaused(**_by(FACILITATOR, 2)))

    room.take(MeetingPaused(**_by(FACILITATOR, 3)))

    assert len(room.of(Refused)) == 2


def test_the_matrix_of_reactions_is_chosen_by_a_facilitator() -> None:
    room = Room(1)

    room.take(ReactionModesChosen(**_by(FACILITATOR, 1), code="like", modes=(Visibility.SECRET,)))
    room.take(ReactionModesChosen(**_by(FACILITATOR, 2), code="hate", modes=(Visibility.PUBLIC,)))

    assert room.meeting.state.desk.matrix.to_dict()["like"] == ("secret",)
    assert len(room.of(Refused)) == 1
