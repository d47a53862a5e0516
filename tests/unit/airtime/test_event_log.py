"""The log as text."""

from __future__ import annotations

import typing
from typing import Any

import pytest

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.event_log import LONGEST_LINE, decode_event, decode_log, encode_event, encode_log
from argentum.airtime.events import (
    AnyEvent,
    EnforcementChosen,
    HandLowered,
    HandRaised,
    KeyRenewed,
    MeetingClosed,
    MeetingOpened,
    MeetingPaused,
    MeetingResumed,
    MicrophoneChanged,
    ParticipantBypassed,
    ParticipantJoined,
    ParticipantLeft,
    ReactionModesChosen,
    ReactionSent,
    RulesetChosen,
    SlotAdvanced,
    SpeakerChanged,
    SpeechEnded,
    SpeechPermitted,
    SpeechStarted,
    Tick,
    TimeGranted,
    TimeLent,
    TimeReallocated,
)
from argentum.airtime.reactions.codes import Visibility
from argentum.airtime.recorded_log import is_event_log, read_event_log
from argentum.airtime.ruleset import RulesetConfig
from argentum.errors import ConfigurationError, TimelineFormatError

_EVENT = '{"kind":"speech_started","id":"s1","at_ms":1000,"participant":"p1"}'


_CONTROL: dict[str, Any] = {"id": "c", "at_ms": 1, "by": "fac", "why": "short of time"}
_ONE_OF_EACH: tuple[AnyEvent, ...] = (
    MeetingOpened(id="o", at_ms=0, room="r", planned_ms=60_000, facilitators=("fac",), facilitator_in_pool=True),
    MeetingClosed(id="x", at_ms=9),
    ParticipantJoined(id="j", at_ms=1, participant="p1", name="Zoë", role="observer"),
    ParticipantLeft(id="l", at_ms=1, participant="p1"),
    SpeechStarted(id="s", at_ms=1, seq=7, participant="p1"),
    SpeechEnded(id="e", at_ms=1, participant="p1"),
    SpeakerChanged(id="d", at_ms=1),
    MicrophoneChanged(id="m", at_ms=1, participant="p1", muted=True),
    HandRaised(id="h", at_ms=1, participant="p1", reply=True),
    HandLowered(id="w", at_ms=1, participant="p1"),
    ReactionSent(id="r", at_ms=1, participant="p1", code="hate", visibility=Visibility.SECRET, target="p2"),
    TimeLent(id="t", at_ms=1, participant="p1", borrower="p2", lent_ms=5),
    Tick(id="k", at_ms=1),
    RulesetChosen(**_CONTROL, ruleset=RulesetConfig(rule="token", warning_percents=(60, 30, 10))),
    EnforcementChosen(**_CONTROL, enforcement=EnforcementLevel.HYBRID),
    MeetingPaused(**_CONTROL),
    MeetingResumed(**_CONTROL),
    ParticipantBypassed(**_CONTROL, participant="p1", bypassed=False),
    TimeReallocated(**_CONTROL, participant="p1", remaining_ms=5),
    TimeGranted(**_CONTROL, participant="p1", granted_ms=-5),
    SpeechPermitted(**_CONTROL, participant="p1"),
    SlotAdvanced(**_CONTROL),
    ReactionModesChosen(**_CONTROL, code="like", modes=(Visibility.PUBLIC,)),
    KeyRenewed(**_CONTROL, participant="p1"),
)


@pytest.mark.parametrize("event", _ONE_OF_EACH, ids=lambda event: type(event).__name__)
def test_every_event_reads_back_what_it_wrote(event: AnyEvent) -> None:
    assert decode_event(encode_event(event), source="log") == event


def test_every_kind_of_event_is_among_the_examples_above() -> None:
    assert {type(event) for event in _ONE_OF_EACH} == set(typing.get_args(AnyEvent))


def test_an_event_is_one_flat_line_that_leaves_out_what_is_usual() -> None:
    assert encode_event(SpeechStarted(id="s1", at_ms=1000, participant="p1")) == _EVENT


@pytest.mark.parametrize(
    "line",
    [
        "nothing",
        "[]",
        '{"kind":"speech_started","id":"s1","at_ms":1000}',
        '{"kind":"speech_started","id":"s1","at_ms":"one","participant":"p1"}',
        '{"kind":"speech_started","id":"s1","at_ms":-1,"participant":"p1"}',
        '{"kind":"speech_started","id":"s1","at_ms":1000,"participant":"p1","colour":"red"}',
        '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"r","ruleset":{"slot_ms":0}}',
        '{"kind":"coffee","id":"s1","at_ms":1000}',
        '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"r","version":99}',
        '{"kind":"tick","id":"' + "x" * LONGEST_LINE + '","at_ms":0}',
    ],
)
def test_a_broken_line_names_itself_and_what_was_expected(line: str) -> None:
    text = f"{_EVENT}\n{line}\n{_EVENT}\n"

    with pytest.raises(ConfigurationError, match=r"meeting\.jsonl:2: .*allowed: one JSON object"):
        list(decode_log(text, source="meeting.jsonl"))


def test_a_last_line_that_was_broken_off_is_left_out() -> None:
    events = list(decode_log(f"{_EVENT}\n{_EVENT[:30]}", source="log"))

    assert len(events) == 1


def test_empty_lines_are_passed_over() -> None:
    assert len(list(decode_log(f"\n{_EVENT}\n\n", source="log"))) == 1


def test_a_ruleset_travels_with_the_opening() -> None:
    opened = MeetingOpened(id="o", at_ms=0, room="r", ruleset=RulesetConfig(rule="custom", custom_ms={"p1": 1}))

    assert decode_event(encode_event(opened), source="log") == opened


def test_an_event_log_is_told_from_jitsis() -> None:
    assert is_event_log(f"{_EVENT}\n")
    assert not is_event_log('{"event":"dominantSpeakerChanged","at_ms":1,"id":"a"}\n')
    assert not is_event_log("")


def test_a_broken_recording_names_its_line() -> None:
    with pytest.raises(TimelineFormatError, match=r"meeting\.jsonl:2"):
        read_event_log(f"{_EVENT}\nbroken\n{_EVENT}\n", "meeting.jsonl")


def test_a_log_that_opens_no_meeting_is_refused() -> None:
    with pytest.raises(TimelineFormatError, match="expected a meeting_opened event"):
        read_event_log(f"{_EVENT}\n", "meeting.jsonl")


def test_a_log_is_one_line_an_event() -> None:
    events = [SpeechStarted(id=f"s{number}", at_ms=number, participant="p\n1") for number in range(3)]

    assert encode_log(events).count("\n") == 3
