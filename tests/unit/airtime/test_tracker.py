"""The tracker: a fold that does not mind repetition, order or a crash."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.decisions import Refused
from argentum.airtime.events import (
    AnyEvent,
    MeetingClosed,
    MeetingOpened,
    MeetingPaused,
    MeetingResumed,
    ParticipantJoined,
    ParticipantLeft,
    SpeakerChanged,
    SpeechEnded,
    SpeechStarted,
    TimeGranted,
)
from argentum.airtime.meeting import Meeting
from argentum.airtime.outcome import outcome_of
from argentum.airtime.ruleset import EQUAL_SHARE_HARD, RulesetConfig
from argentum.airtime.simulation.behaviours import usual_cast
from argentum.airtime.simulation.meeting_run import MeetingRun
from argentum.airtime.tracker import MeetingTracker, follow
from argentum.rng import Streams


@cache
def _log(seed: int = 1) -> list[AnyEvent]:
    run = MeetingRun(usual_cast(7), RulesetConfig(rule="progressive-stack"), planned_ms=600_000, seed=seed)
    run.run()
    return run.log


def _figures(meeting: Meeting) -> tuple[object, ...]:
    return outcome_of(meeting.state), tuple(meeting.state.decisions), tuple(meeting.state.sessions)


@settings(max_examples=30)
@given(st.integers(0, 2), st.integers(0, 1000))
def test_no_order_within_the_window_and_no_repetition_changes_anything(seed: int, shuffle: int) -> None:
    log = _log(seed)
    chance = Streams(shuffle).named("delays")
    expected = MeetingTracker()
    for event in log:
        expected.feed(event)
    expected.finish()

    tracker = MeetingTracker()
    arrivals = sorted((*log, *log), key=lambda event: event.at_ms + chance.randrange(2000))
    for event in arrivals:
        tracker.feed(event)
    tracker.finish()

    assert _figures(tracker.meeting) == _figures(expected.meeting)
    assert tracker.repeated == len(log)
    assert tracker.too_late == ()


def test_an_event_after_its_window_has_no_effect_and_is_named() -> None:
    tracker = MeetingTracker(window_ms=2000)
    tracker.feed(MeetingOpened(id="o", at_ms=0, room="r", planned_ms=60_000))
    tracker.feed(ParticipantJoined(id="j", at_ms=0, participant="p1"))
    tracker.feed(SpeechStarted(id="s", at_ms=10_000, participant="p1"))
    tracker.feed(SpeechEnded(id="e", at_ms=20_000, participant="p1"))
    tracker.feed(ParticipantJoined(id="k", at_ms=30_000, participant="p2"))

    tracker.feed(SpeechEnded(id="late", at_ms=15_000, participant="p1"))
    tracker.finish()

    assert tracker.too_late == ("late",)
    assert tracker.meeting.state.seats["p1"].talk_ms == 10_000


def test_a_tracker_that_is_fed_the_log_again_goes_on_where_the_crash_was() -> None:
    log = _log()
    whole = follow(log)
    resumed = MeetingTracker(window_ms=1 << 60)

    for event in (*log[:200], *log[100:]):
        resumed.feed(event)
    resumed.finish()

    assert _figures(resumed.meeting) == _figures(whole.meeting)


def test_a_lost_end_of_speech_is_made_up_for_by_the_next_one_of_its_speaker_only_in_part() -> None:
    events: list[AnyEvent] = [
        MeetingOpened(id="o", at_ms=0, room="r", planned_ms=60_000),
        ParticipantJoined(id="j", at_ms=0, participant="p1"),
        SpeechStarted(id="s1", at_ms=1000, participant="p1"),
        SpeechStarted(id="s2", at_ms=5000, participant="p1"),
        SpeechEnded(id="e2", at_ms=6000, participant="p1"),
        MeetingClosed(id="c", at_ms=9000),
    ]

    timeline = follow(events).timeline()

    assert timeline.speech["p1"] == ((1000, 6000),)


def test_speech_without_an_end_is_attributed_until_the_close_and_not_confirmed() -> None:
    events: list[AnyEvent] = [
        MeetingOpened(id="o", at_ms=0, room="r"),
        ParticipantJoined(id="j", at_ms=0, participant="p1", name="Ann"),
        ParticipantJoined(id="k", at_ms=0, participant="p2"),
        SpeechStarted(id="s1", at_ms=1000, participant="p1"),
        MeetingClosed(id="c", at_ms=9000),
    ]

    timeline = follow(events).timeline()

    assert timeline.speech["p1"] == ((1000, 9000),)
    assert timeline.confirmed["p1"] == ()
    assert (timeline.participants, timeline.names) == (("p1", "p2"), {"p1": "Ann"})


def test_a_live_tracker_decides_by_the_clock_when_nothing_comes() -> None:
    tracker = MeetingTracker(window_ms=2000, mute_effect="echoed")
    tracker.feed(MeetingOpened(id="o", at_ms=0, room="r", planned_ms=100_000, ruleset=EQUAL_SHARE_HARD))
    tracker.feed(ParticipantJoined(id="j", at_ms=0, participant="p1"))
    tracker.feed(SpeechStarted(id="s", at_ms=1000, participant="p1"))

    kinds = [type(decision).__name__ for decision in tracker.advance(104_000)]

    assert kinds[-1] == "MuteCommand"
    assert tracker.meeting.state.now_ms == 102_000
    assert tracker.allocations()[0].remaining_ms == -1000


def test_a_dominant_speaker_is_attributed_and_an_observed_one_confirmed() -> None:
    events: list[AnyEvent] = [
        MeetingOpened(id="o", at_ms=0, room="r"),
        ParticipantJoined(id="j", at_ms=0, participant="p1"),
        ParticipantJoined(id="k", at_ms=0, participant="p2"),
        SpeakerChanged(id="d", at_ms=1000, participant="p1"),
        SpeakerChanged(id="n", at_ms=4000),
        SpeechStarted(id="s", at_ms=5000, participant="p2"),
        ParticipantLeft(id="l", at_ms=7000, participant="p2"),
    ]

    timeline = follow(events).timeline()

    assert (timeline.confirmed["p1"], timeline.confirmed["p2"]) == ((), ((5000, 7000),))


def test_a_log_gives_the_meeting_that_wrote_it() -> None:
    run = MeetingRun(usual_cast(7), EQUAL_SHARE_HARD, planned_ms=900_000, seed=4)
    meeting = run.run()

    assert _figures(follow(run.log, mute_effect="assumed").meeting) == _figures(meeting)


def test_an_event_of_a_mistaken_clock_is_refused_and_holds_nothing_up() -> None:
    events: list[AnyEvent] = [
        MeetingOpened(id="o", at_ms=0, room="r", planned_ms=60_000),
        ParticipantJoined(id="j", at_ms=0, participant="p1"),
        SpeechStarted(id="s", at_ms=1_700_000_000_000, participant="p1"),
    ]

    state = follow(events).meeting.state

    assert state.now_ms == 0
    assert isinstance(state.decisions[-1], Refused)


def test_a_control_counts_once_however_often_it_arrives() -> None:
    bonus = TimeGranted(id="b", at_ms=5000, by="fac", participant="p1", granted_ms=10_000)
    events: list[AnyEvent] = [
        MeetingOpened(id="o", at_ms=0, room="r", planned_ms=60_000, facilitators=("fac",)),
        ParticipantJoined(id="j", at_ms=0, participant="p1"),
        ParticipantJoined(id="k", at_ms=0, participant="p2"),
        bonus,
        bonus,
        bonus,
    ]

    tracker = follow(events)

    assert [each.remaining_ms for each in tracker.allocations()] == [40_000, 15_000]


def test_a_timeline_knows_what_the_rule_granted_and_what_it_charged_without_the_pause() -> None:
    by: dict[str, Any] = {"by": "fac"}
    events: list[AnyEvent] = [
        MeetingOpened(id="o", at_ms=0, room="r", planned_ms=60_000, facilitators=("fac",)),
        ParticipantJoined(id="j", at_ms=0, participant="p1"),
        ParticipantJoined(id="k", at_ms=0, participant="p2"),
        SpeechStarted(id="s", at_ms=0, participant="p1"),
        MeetingPaused(id="pause", at_ms=10_000, **by),
        MeetingResumed(id="resume", at_ms=50_000, **by),
        SpeechEnded(id="e", at_ms=55_000, participant="p1"),
    ]

    timeline = follow(events).timeline()

    assert timeline.speech["p1"] == timeline.confirmed["p1"] == ((0, 10_000), (50_000, 55_000))
    assert (timeline.granted_ms, timeline.charged_ms) == ({"p1": 30_000, "p2": 30_000}, {"p1": 15_000, "p2": 0})
