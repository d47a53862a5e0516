"""A meeting as a fold: sessions, warnings, mutes, coming and going, pauses."""

from __future__ import annotations

import pytest

from argentum.airtime.decisions import MuteCommand, MuteNotEffective, Nudge, Prompt, Refused, TimeWarning
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import (
    LONGEST_MS,
    EnforcementChosen,
    MeetingOpened,
    MeetingPaused,
    MeetingResumed,
    MicrophoneChanged,
    ParticipantJoined,
    SpeakerChanged,
    SpeechPermitted,
    SpeechStarted,
    TimeGranted,
)
from argentum.airtime.meeting import Meeting
from argentum.airtime.ruleset import EQUAL_SHARE_HARD, RulesetConfig
from tests.airtime_room import FACILITATOR, Room

HYBRID = RulesetConfig(enforcement=EnforcementLevel.HYBRID)


def _dominant(room: Room, who: str | None, at_s: float) -> None:
    room.take(SpeakerChanged(id=room.next_id(), at_ms=round(at_s * 1000), participant=who))


def test_a_change_of_speaker_saves_one_session_and_follows_the_next() -> None:
    room = Room()

    _dominant(room, "p1", 10)
    _dominant(room, "p2", 40)

    assert [(each.participant_id, each.duration_ms) for each in room.meeting.state.sessions] == [("p1", 30_000)]
    assert [seat.participant_id for seat in room.meeting.state.speaking] == ["p2"]


def test_the_first_speaker_is_followed_from_the_instant_of_the_change() -> None:
    room = Room()

    _dominant(room, "p1", 10)

    session = room.seat("p1").session
    assert session is not None
    assert session.started_ms == 10_000
    assert room.meeting.state.sessions == []


def test_a_monologue_is_warned_once_a_level_while_it_lasts() -> None:
    room = Room(1, planned_s=600)

    room.start("p1", 0)
    room.wait(700)

    warnings = [(each.at_ms, each.warning_level, each.remaining_ms) for each in room.of(TimeWarning)]
    assert warnings == [(300_000, "yellow", 300_000), (450_000, "orange", 150_000), (570_000, "red", 30_000)]


def test_a_level_that_was_told_is_not_told_again_in_the_next_turn() -> None:
    room = Room(1, planned_s=600)

    room.speak("p1", 0, 310)
    room.speak("p1", 320, 330)

    assert [each.warning_level for each in room.of(TimeWarning)] == ["yellow"]


def test_a_grant_that_lifts_the_time_above_a_threshold_arms_its_warning_again() -> None:
    room = Room(2, planned_s=600)
    room.speak("p1", 0, 160)

    room.take(TimeGranted(id="bonus", at_ms=170_000, by=FACILITATOR, why="guest", participant="p1", granted_ms=100_000))
    room.speak("p1", 180, 230)

    assert [each.warning_level for each in room.of(TimeWarning)] == ["yellow", "yellow"]


def test_speaking_with_610_of_600_used_gives_exactly_one_mute_command() -> None:
    room = Room(1, planned_s=600, ruleset=RulesetConfig(enforcement=EnforcementLevel.ADVISORY))
    room.speak("p1", 0, 610)
    room.take(EnforcementChosen(id="level", at_ms=615_000, by=FACILITATOR, enforcement=EnforcementLevel.HARD))
    room.start("p1", 620)
    room.wait(640)

    commands = room.of(MuteCommand)
    assert [(each.at_ms, each.should_mute, each.reason) for each in commands] == [(620_000, True, "time_exhausted")]


def test_speech_after_a_mute_is_blocked_and_not_charged() -> None:
    room = Room(2, planned_s=200, ruleset=EQUAL_SHARE_HARD)

    room.speak("p1", 0, 130)
    room.speak("p1", 140, 150)

    seat = room.seat("p1")
    assert (seat.charged_ms, seat.blocked_ms, seat.talk_ms) == (100_000, 40_000, 140_000)
    assert (seat.mutes, seat.mutes_in_flow, seat.blocked_attempts) == (1, 1, 1)


def test_soft_prompts_and_never_mutes() -> None:
    room = Room(1, planned_s=100)

    room.speak("p1", 0, 300)

    assert [(each.at_ms, each.audience) for each in room.of(Prompt)] == [(100_000, "participant")]
    assert room.of(MuteCommand) == []


def test_hybrid_prompts_in_private_then_before_all_then_mutes_who_goes_on() -> None:
    room = Room(1, planned_s=100, ruleset=HYBRID)

    room.speak("p1", 0, 200)

    assert [(each.at_ms, each.audience) for each in room.of(Prompt)] == [(100_000, "participant"), (115_000, "all")]
    assert [each.at_ms for each in room.of(MuteCommand)] == [130_000]


def test_advisory_counts_and_tells_nobody() -> None:
    room = Room(2, planned_s=100, ruleset=RulesetConfig(enforcement=EnforcementLevel.ADVISORY))

    room.speak("p1", 0, 600)

    assert room.seat("p1").charged_ms == 600_000
    assert [*room.of(TimeWarning), *room.of(Prompt), *room.of(MuteCommand), *room.of(Nudge)] == []


def test_a_facilitator_who_shares_the_time_is_prompted_and_never_muted() -> None:
    room = Room(1, planned_s=100, ruleset=EQUAL_SHARE_HARD, facilitator_in_pool=True)
    room.join(FACILITATOR)

    room.speak(FACILITATOR, 0, 90)

    assert room.of(MuteCommand) == []
    assert [each.participant_id for each in room.of(Prompt)] == [FACILITATOR]


def test_a_facilitator_outside_the_pool_has_no_hourglass_and_takes_no_share() -> None:
    room = Room(3)
    room.join(FACILITATOR)

    room.speak(FACILITATOR, 0, 60)

    assert room.seat(FACILITATOR).uncounted_ms == 60_000
    assert room.remaining_s() == {"p1": 1200.0, "p2": 1200.0, "p3": 1200.0}


def test_a_recorder_never_gets_an_allocation() -> None:
    room = Room(2)

    room.take(ParticipantJoined(id="jibri", at_ms=0, participant="jibri", role="recorder"))

    assert list(room.remaining_s()) == ["p1", "p2"]


def test_speech_in_whole_short_turns_loses_no_millisecond() -> None:
    room = Room(2)

    for turn in range(100):
        room.speak("p1", turn * 2, turn * 2 + 0.999)

    assert room.seat("p1").charged_ms == 99_900


def test_leaving_closes_the_session_and_coming_back_is_the_same_person() -> None:
    room = Room(2)
    room.start("p1", 0)

    room.leave("p1", 60)
    room.join("p1", 120)
    room.speak("p1", 130, 140)

    assert [(each.participant_id, each.closing) for each in room.meeting.state.sessions] == [
        ("p1", "left"),
        ("p1", "observed"),
    ]
    assert room.seat("p1").charged_ms == 70_000


def test_leaving_and_coming_back_gains_no_time() -> None:
    room = Room(2, planned_s=600)
    room.speak("p1", 0, 250)

    room.leave("p1", 260)
    room.join("p1", 261)

    assert room.remaining_s()["p1"] <= 50


def test_a_pause_charges_nobody_and_warns_nobody() -> None:
    room = Room(1, planned_s=100)
    room.start("p1", 0)

    room.take(MeetingPaused(id="pause", at_ms=40_000, by=FACILITATOR, why="fire drill"))
    room.take(MeetingResumed(id="resume", at_ms=400_000, by=FACILITATOR))
    room.stop("p1", 405)

    seat = room.seat("p1")
    assert (seat.charged_ms, seat.talk_ms, seat.turns) == (45_000, 45_000, 1)
    assert room.of(TimeWarning) == []
    assert room.meeting.state.elapsed_ms == 45_000


def test_speech_that_ends_or_begins_in_a_pause_counts_from_its_end() -> None:
    room = Room(2)
    room.start("p1", 0)
    room.take(MeetingPaused(id="pause", at_ms=10_000, by=FACILITATOR))

    room.stop("p1", 20)
    room.start("p2", 30)
    room.take(MeetingResumed(id="resume", at_ms=100_000, by=FACILITATOR))
    room.stop("p2", 105)

    assert [(each.participant_id, each.started_ms, each.ended_ms) for each in room.meeting.state.sessions] == [
        ("p1", 0, 10_000),
        ("p2", 100_000, 105_000),
    ]


def test_a_turn_that_goes_on_after_pauses_is_as_long_as_all_its_parts() -> None:
    room = Room(2)
    room.start("p1", 5)
    for number, at_ms in enumerate((10_000, 30_000)):
        room.take(MeetingPaused(id=f"pause{number}", at_ms=at_ms, by=FACILITATOR))
        room.take(MeetingResumed(id=f"go{number}", at_ms=at_ms + 15_000, by=FACILITATOR))
    room.stop("p1", 50)
    room.speak("p1", 60, 70)

    seat = room.meeting.state.seats["p1"]
    assert (seat.turns, seat.longest_ms, seat.talk_ms) == (2, 15_000, 25_000)


def test_the_dominant_speaker_can_change_in_a_pause() -> None:
    room = Room(2)
    _dominant(room, "p1", 0)
    room.take(MeetingPaused(id="pause", at_ms=10_000, by=FACILITATOR))

    _dominant(room, "p2", 20)
    room.take(MeetingResumed(id="resume", at_ms=100_000, by=FACILITATOR))
    room.wait(105)

    assert (room.seat("p1").talk_ms, room.seat("p2").talk_ms) == (10_000, 5_000)


def test_who_may_finish_may_do_so_after_a_pause() -> None:
    room = Room(1, planned_s=100, ruleset=EQUAL_SHARE_HARD)
    room.start("p1", 0)
    room.take(SpeechPermitted(id="permit", at_ms=9_000, by=FACILITATOR, participant="p1"))

    room.take(MeetingPaused(id="pause", at_ms=10_000, by=FACILITATOR))
    room.take(MeetingResumed(id="resume", at_ms=20_000, by=FACILITATOR))
    room.wait(200)

    assert room.of(MuteCommand) == []


def test_a_meeting_that_waits_is_begun_by_a_facilitator_and_has_its_whole_length_then() -> None:
    meeting = Meeting()
    meeting.apply(_waiting())
    meeting.apply(ParticipantJoined(id="j1", at_ms=1_000, participant="p1"))
    meeting.advance(LONGEST_MS + 10_000)
    waited = meeting.state.context

    meeting.apply(MeetingResumed(id="begin", at_ms=LONGEST_MS + 10_000, by=FACILITATOR))
    meeting.apply(ParticipantJoined(id="j2", at_ms=LONGEST_MS + 20_000, participant="p2"))

    assert (waited.begun, meeting.state.context.begun) == (False, True)
    assert (meeting.state.elapsed_ms, meeting.state.left_ms) == (10_000, 90_000)
    assert not any(isinstance(each, Refused) for each in meeting.state.decisions)


@pytest.mark.parametrize("kind", [SpeechStarted, SpeakerChanged])
def test_the_first_word_begins_a_meeting_that_waits(kind: type[SpeechStarted | SpeakerChanged]) -> None:
    meeting = Meeting()
    meeting.apply(_waiting())

    meeting.apply(kind(id="s", at_ms=60_000, participant="p1"))
    meeting.advance(70_000)

    assert meeting.state.seats["p1"].talk_ms == meeting.state.elapsed_ms == 10_000


def test_a_meeting_that_waits_cannot_be_paused() -> None:
    meeting = Meeting()
    meeting.apply(_waiting())

    (refused,) = meeting.apply(MeetingPaused(id="p", at_ms=1, by=FACILITATOR))

    assert isinstance(refused, Refused)
    assert refused.reason == "the meeting has not begun"


def _waiting() -> MeetingOpened:
    return MeetingOpened(id="o", at_ms=0, room="r", planned_ms=100_000, facilitators=(FACILITATOR,), waits=True)


def test_a_muted_microphone_ends_the_session_of_the_dominant_speaker() -> None:
    room = Room(2)
    _dominant(room, "p1", 0)

    room.take(MicrophoneChanged(id="mic", at_ms=30_000, participant="p1", muted=True))
    room.wait(90)

    assert room.seat("p1").charged_ms == 30_000


def test_a_silence_bound_ends_a_dominant_speaker_of_whom_nothing_more_is_heard() -> None:
    room = Room(2, silence_bound_ms=60_000)

    _dominant(room, "p1", 0)
    room.wait(300)

    assert room.seat("p1").talk_ms == 60_000
    assert room.meeting.state.sessions[0].closing == "silence_bound"


def test_a_mute_without_echo_is_not_effective_and_the_speech_counts() -> None:
    room = Room(1, planned_s=100, ruleset=EQUAL_SHARE_HARD, mute_effect="echoed")

    room.speak("p1", 0, 120)

    assert [(each.at_ms, each.asked_ms) for each in room.of(MuteNotEffective)] == [(105_000, 100_000)]
    assert [(each.at_ms, each.overtime_ms) for each in room.of(Prompt)] == [(105_000, 5_000)]
    assert (room.seat("p1").charged_ms, room.seat("p1").blocked_ms) == (120_000, 0)


def test_an_echo_in_time_confirms_a_mute() -> None:
    room = Room(1, planned_s=100, ruleset=EQUAL_SHARE_HARD, mute_effect="echoed")
    room.start("p1", 0)
    room.wait(102)

    room.take(MicrophoneChanged(id="echo", at_ms=103_000, participant="p1", muted=True))
    room.wait(200)

    assert room.of(MuteNotEffective) == []
    assert room.seat("p1").charged_ms == 103_000


def test_whoever_opens_the_microphone_again_is_asked_to_be_muted_again() -> None:
    room = Room(1, planned_s=100, ruleset=EQUAL_SHARE_HARD, mute_effect="echoed")
    room.start("p1", 0)
    room.take(MicrophoneChanged(id="echo", at_ms=101_000, participant="p1", muted=True))

    room.start("p1", 110)

    assert [each.at_ms for each in room.of(MuteCommand)] == [100_000, 110_000]


def test_quiet_people_are_invited_and_talkative_ones_told_once_in_ten_minutes() -> None:
    room = Room(4, planned_s=3600)

    for turn in range(12):
        room.speak("p1", turn * 60, turn * 60 + 50)
        room.speak("p2", turn * 60 + 50, turn * 60 + 58)
        room.speak("p3", turn * 60 + 52, turn * 60 + 58)
    room.wait(720)

    nudges = [(each.participant_id, each.about) for each in room.of(Nudge)]
    assert nudges.count(("p4", "quiet")) == 1
    assert nudges.count(("p1", "talkative")) == 1


def test_twice_an_equal_share_is_talkative_and_just_below_it_is_not() -> None:
    def told(first_s: float) -> list[tuple[str, str]]:
        room = Room(3, planned_s=3600)
        room.speak("p1", 0, first_s)
        room.speak("p2", 200, 250)
        room.speak("p3", 250, 300)
        room.wait(301)
        return [(each.participant_id, each.about) for each in room.of(Nudge)]

    assert told(200) == [("p1", "talkative")]
    assert told(199) == []


def test_a_third_of_an_equal_share_is_not_quiet_and_just_below_it_is() -> None:
    def told(last_s: float) -> list[tuple[str, str]]:
        room = Room(3, planned_s=3600)
        room.speak("p1", 0, 130)
        room.speak("p2", 130, 260)
        room.speak("p3", 260, 260 + last_s)
        room.wait(301)
        return [(each.participant_id, each.about) for each in room.of(Nudge)]

    assert told(33) == []
    assert told(31) == [("p3", "quiet")]


def test_a_nudge_may_come_again_after_exactly_ten_minutes() -> None:
    room = Room(2, planned_s=3600)

    room.start("p1", 0)
    room.wait(899)
    before = [each.at_ms for each in room.of(Nudge) if each.about == "quiet"]
    room.wait(901)

    assert before == [300_000]
    assert [each.at_ms for each in room.of(Nudge) if each.about == "quiet"] == [300_000, 900_000]


@pytest.mark.parametrize(("start_s", "in_flow"), [(100, 1), (100.2, 0)])
def test_a_mute_a_second_into_speech_meets_somebody_in_full_flow(start_s: float, in_flow: int) -> None:
    room = Room(1, planned_s=100, ruleset=EQUAL_SHARE_HARD)
    room.speak("p1", 0, 99.5)

    room.start("p1", start_s)
    room.wait(103)

    assert [each.at_ms for each in room.of(MuteCommand)] == [101_000]
    assert room.seat("p1").mutes_in_flow == in_flow


def test_an_ad_hoc_meeting_limits_nobody_under_equal_share() -> None:
    room = Room(2, planned_s=None, ruleset=EQUAL_SHARE_HARD)

    room.speak("p1", 0, 10_000)

    assert room.seat("p1").allocated_ms is None
    assert room.of(MuteCommand) == []


def test_a_meeting_without_people_divides_nothing() -> None:
    room = Room(0)

    room.close(3600)

    assert room.remaining_s() == {}


def test_events_of_people_who_are_not_there_are_refused() -> None:
    room = Room(1)

    room.stop("ghost", 10)
    room.leave("ghost", 10)

    assert [each.reason for each in room.of(Refused)] == ["ghost is not in the meeting"] * 2
    assert list(room.meeting.state.seats) == ["p1"]


def test_who_is_heard_is_there_even_if_word_of_their_coming_was_lost() -> None:
    room = Room(1, planned_s=600)

    room.speak("p2", 10, 20)
    room.join("p2", 30)

    assert room.seat("p2").charged_ms == 10_000
    assert list(room.remaining_s()) == ["p1", "p2"]


def test_a_second_opening_and_what_comes_after_the_close_are_refused() -> None:
    room = Room(1)
    room.take(room.log[0])
    room.close(10)

    room.start("p1", 20)

    assert [each.reason for each in room.of(Refused)] == [
        "the meeting was opened already",
        "the meeting is not open",
    ]


def test_overlapping_reports_of_one_persons_speech_count_once() -> None:
    room = Room(2)

    room.start("p1", 0)
    room.start("p1", 5)
    room.stop("p1", 10)
    room.stop("p1", 12)

    assert room.seat("p1").talk_ms == 10_000
    assert len(room.meeting.state.sessions) == 1


def test_speech_of_no_length_leaves_nothing_open() -> None:
    room = Room(2)

    room.stop("p1", 10)
    room.start("p1", 10)

    assert room.meeting.state.speaking == []
    assert room.meeting.state.sessions[0].duration_ms == 0
