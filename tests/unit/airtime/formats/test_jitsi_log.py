"""Logs of Jitsi events."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

from argentum.airtime.formats.jitsi_log import read_jitsi_log
from argentum.airtime.timeline import Timeline
from argentum.errors import TimelineFormatError

ANN = {"event": "videoConferenceJoined", "at_ms": 0, "id": "e1", "displayName": "Ann", "roomName": "standup"}
BOB = {"event": "participantJoined", "at_ms": 100, "id": "e2", "displayName": "Bob", "userContext": {"id": "u-bob"}}


def speaks(at_ms: int, endpoint: str | None) -> dict[str, object]:
    return {"event": "dominantSpeakerChanged", "at_ms": at_ms, "id": endpoint}


def muted(at_ms: int, endpoint: str, *, is_muted: bool) -> dict[str, object]:
    return {
        "event": "participantMuted",
        "at_ms": at_ms,
        "data": {"id": endpoint, "isMuted": is_muted, "mediaType": "audio"},
    }


def read(*events: dict[str, object], end: str = "\n") -> Timeline:
    (meeting,) = read_jitsi_log("\n".join(json.dumps(event) for event in events) + end, "log.jsonl")
    return meeting


def test_speech_runs_to_the_next_dominant_speaker_and_silence_ends_it() -> None:
    meeting = read(
        ANN,
        BOB,
        speaks(1_000, "e1"),
        speaks(4_000, "e2"),
        speaks(6_000, None),
        speaks(9_000, "e1"),
        speaks(9_500, "e2"),
        speaks(9_700, None),
    )

    assert meeting.meeting_id == "standup"
    assert meeting.speech == {"Ann": ((1_000, 4_000), (9_000, 9_500)), "u-bob": ((4_000, 6_000), (9_500, 9_700))}
    assert meeting.name_of("u-bob") == "Bob"
    assert meeting.confirmed == meeting.speech


def test_a_mute_ends_speech_and_an_unmute_takes_it_up_as_attributed_only() -> None:
    meeting = read(
        ANN,
        BOB,
        speaks(1_000, "e2"),
        muted(2_000, "e2", is_muted=True),
        muted(5_000, "e2", is_muted=False),
        speaks(7_000, "e1"),
        speaks(8_000, None),
    )

    assert meeting.speech["u-bob"] == ((1_000, 2_000), (5_000, 7_000))
    assert meeting.confirmed["u-bob"] == ((1_000, 2_000),)


def test_the_handbooks_spelling_and_the_local_mute_count_as_well() -> None:
    handbook = {
        "event": "participantMuted",
        "at_ms": 2_000,
        "participantId": "e2",
        "isMuted": True,
        "mediaType": "audio",
    }
    local = {"event": "audioMuteStatusChanged", "at_ms": 6_000, "muted": True}

    meeting = read(ANN, BOB, speaks(1_000, "e2"), handbook, speaks(5_000, "e1"), local)

    assert meeting.speech == {"u-bob": ((1_000, 2_000),), "Ann": ((5_000, 6_000),)}


def test_a_camera_that_goes_off_is_no_mute() -> None:
    camera = {"event": "participantMuted", "at_ms": 2_000, "id": "e2", "isMuted": True, "mediaType": "video"}

    assert read(ANN, BOB, speaks(1_000, "e2"), camera, speaks(3_000, "e1")).speech["u-bob"] == ((1_000, 3_000),)


@pytest.mark.parametrize(
    "leaving",
    [
        {"event": "participantLeft", "at_ms": 3_000, "id": "e2"},
        {"event": "participantKickedOut", "at_ms": 3_000, "kicked": {"id": "e2"}, "kicker": {"id": "e1"}},
        {"event": "videoConferenceLeft", "at_ms": 3_000, "roomName": "standup"},
    ],
)
def test_speech_ends_when_the_speaker_or_the_conference_goes(leaving: dict[str, object]) -> None:
    later = {"event": "conferenceCreatedTimestamp", "at_ms": 9_000, "timestamp": 1}

    meeting = read(ANN, BOB, speaks(1_000, "e2"), leaving, later)

    assert meeting.speech["u-bob"] == meeting.confirmed["u-bob"] == ((1_000, 3_000),)


def test_who_still_speaks_at_the_end_is_attributed_up_to_the_last_event() -> None:
    meeting = read(ANN, BOB, speaks(1_000, "e1"), {**BOB, "at_ms": 4_000, "id": "e9"})

    assert meeting.speech["Ann"] == ((1_000, 4_000),)
    assert meeting.confirmed["Ann"] == ()


def test_who_comes_back_is_the_same_person() -> None:
    left = {"event": "participantLeft", "at_ms": 2_000, "id": "e2"}
    back = {**BOB, "at_ms": 3_000, "id": "e7"}

    meeting = read(ANN, BOB, speaks(1_000, "e2"), left, back, speaks(4_000, "e7"), speaks(5_000, "e1"))

    assert meeting.speech["u-bob"] == ((1_000, 2_000), (4_000, 5_000))


def test_two_people_of_one_name_are_two_people() -> None:
    other = {"event": "participantJoined", "at_ms": 50, "id": "e5", "displayName": "Ann"}

    meeting = read(ANN, other, speaks(1_000, "e1"), speaks(2_000, "e5"), speaks(3_000, None))

    assert meeting.speech == {"Ann": ((1_000, 2_000),), "e5": ((2_000, 3_000),)}
    assert meeting.name_of("e5") == "Ann"


def test_a_recorder_is_nobody() -> None:
    recorder = {"event": "participantJoined", "at_ms": 60, "id": "e8", "displayName": "rec", "isJibri": True}

    meeting = read(ANN, recorder, speaks(1_000, "e1"), speaks(2_000, "e8"), speaks(3_000, None))

    assert meeting.speech == {"Ann": ((1_000, 3_000),)}


def test_a_new_display_name_is_shown_and_an_unknown_speaker_is_its_endpoint() -> None:
    renamed = {"event": "displayNameChange", "at_ms": 500, "id": "e2", "displayname": "Bobby"}

    meeting = read(ANN, BOB, renamed, speaks(1_000, "e2"), speaks(2_000, "ghost"), speaks(3_000, None))

    assert meeting.name_of("u-bob") == "Bobby"
    assert meeting.speech["ghost"] == ((2_000, 3_000),)


def test_the_order_of_lines_and_repeated_lines_do_not_matter() -> None:
    events = (ANN, BOB, speaks(1_000, "e1"), speaks(4_000, "e2"), muted(6_000, "e2", is_muted=True))
    expected = read(*events)

    assert all(read(*order, *order[:2]) == expected for order in permutations(events))


def test_times_may_be_dates_and_seconds_since_1970() -> None:
    dates = read(
        {"name": "dominantSpeakerChanged", "time": "2026-03-01T10:00:00.500+01:00", "payload": {"id": "e1"}},
        {"name": "dominantSpeakerChanged", "time": "2026-03-01T09:00:02Z", "payload": {"id": None}},
    )
    seconds = read(
        {**speaks(0, "e1"), "at_ms": None, "timestamp": 1_772_000_000.5},
        {**speaks(0, None), "at_ms": None, "timestamp": 1_772_000_002},
    )

    assert dates.speech == seconds.speech == {"e1": ((0, 1_500),)}


def test_a_last_line_that_was_broken_off_is_left_out() -> None:
    whole = read(ANN, speaks(1_000, "e1"), speaks(2_000, None))

    assert read(ANN, speaks(1_000, "e1"), speaks(2_000, None), end='\n{"event": "domin') == whole


@pytest.mark.parametrize("text", ['{"event": "domin', "\0\0\0", "\n\nnothing of the kind"])
def test_a_file_whose_only_line_is_broken_is_no_log(text: str) -> None:
    with pytest.raises(TimelineFormatError, match=r"log\.jsonl:\d: expected one JSON object"):
        read_jitsi_log(text, "log.jsonl")


def test_an_empty_log_is_an_empty_meeting() -> None:
    (meeting,) = read_jitsi_log("", "friday.jsonl")

    assert (meeting.meeting_id, meeting.participants) == ("friday", ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{broken}", "one JSON object"),
        ("[1]", "a JSON object"),
        ('{"at_ms": 5}', "the name of the event"),
        ('{"event": "participantLeft"}', "the time of the event in milliseconds"),
        ('{"event": "participantLeft", "time": "soon"}', "the time of the event in milliseconds"),
        ('{"event": "participantLeft", "at_ms": NaN}', "the time of the event in milliseconds"),
    ],
)
def test_a_broken_line_is_named_with_what_was_expected(line: str, expected: str) -> None:
    with pytest.raises(TimelineFormatError) as caught:
        read_jitsi_log(f"{json.dumps(ANN)}\n{line}\n{json.dumps(BOB)}\n", "log.jsonl")

    assert str(caught.value).startswith(f"log.jsonl:2: expected {expected}")


def test_two_clocks_in_one_log_are_refused() -> None:
    with pytest.raises(TimelineFormatError, match=r"log\.jsonl:2: expected a time within 10,000,000 s of the first"):
        read(speaks(1_772_000_000_000, "e1"), speaks(900_000_000_000_000, None))
