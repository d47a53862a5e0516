"""WebVTT with the conventions of Teams, Zoom and Meet, beside webvtt-py."""

from __future__ import annotations

import io

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.formats.webvtt import UNKNOWN, read_webvtt, write_webvtt
from argentum.airtime.timeline import Segment, Timeline, timeline_of
from argentum.errors import TimelineFormatError

TEAMS = """WEBVTT

9c1a-4c0e/12-0
00:00:01.000 --> 00:00:03.500
<v Ann Lee>Good morning.</v>

9c1a-4c0e/13-0
00:00:03.000 --> 00:00:05.000 align:start position:0%
<v Bob &amp; team>Hi, one remark: yes.</v>

NOTE
Ann: this is not speech

01:00:00.000 --> 01:00:01.000
<v.loud.calm Ann Lee>Bye.</v>
"""

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.500
Ann Lee: Good morning.

2
00:00:04.000 --> 00:00:05.000
Dr. Bob Ray: See https://example.org for it.

3
00:05.000 --> 00:06.000
and the rest of it: all.
"""


def read(text: str) -> Timeline:
    (meeting,) = read_webvtt(text, "calls/monday.vtt")
    return meeting


def test_voice_tags_name_the_speakers_and_overlap_survives() -> None:
    meeting = read(TEAMS)

    assert meeting.meeting_id == "monday"
    assert meeting.speech == {"Ann Lee": ((1_000, 3_500), (3_600_000, 3_601_000)), "Bob & team": ((3_000, 5_000),)}
    assert meeting.confirmed == meeting.speech


def test_prefixes_name_the_speakers_where_no_cue_has_a_voice_tag() -> None:
    meeting = read(ZOOM)

    assert meeting.participants == ("Ann Lee", "Dr. Bob Ray")
    assert meeting.confirmed["Ann Lee"] == ((1_000, 3_500),)


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("Lee, Ann (she/her): hello", "Lee, Ann (she/her)"),
        ("2nd floor room: hello", "2nd floor room"),
        ("bob: hello", "bob"),
        ("王芳\N{FULLWIDTH COLON}你好", "王芳"),
        ("O’Neil-Ødegård: 10:30 is fine", "O’Neil-Ødegård"),
        ("10:30 is fine", UNKNOWN),
        ("see https://example.org", UNKNOWN),
        ("Well! Then: no", UNKNOWN),
        ("and one more thing: no", UNKNOWN),
    ],
)
def test_a_prefix_is_a_name_unless_it_reads_like_a_sentence(said: str, speaker: str) -> None:
    assert read(f"WEBVTT\n\n0:00:01.000 --> 0:00:02.000\n{said}\n").participants == (speaker,)


def test_a_cue_without_a_speaker_goes_on_with_the_one_before_and_is_not_confirmed() -> None:
    meeting = read(ZOOM)

    assert meeting.speech["Dr. Bob Ray"] == ((4_000, 6_000),)
    assert meeting.confirmed["Dr. Bob Ray"] == ((4_000, 5_000),)


def test_speech_before_the_first_name_is_of_somebody_unknown() -> None:
    meeting = read("WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n\n00:02.000 --> 00:03.000\nAnn: hi\n")

    assert meeting.speech == {UNKNOWN: ((1_000, 2_000),), "Ann": ((2_000, 3_000),)}
    assert meeting.confirmed[UNKNOWN] == ()


def test_a_cue_of_two_voices_is_divided_by_their_texts() -> None:
    meeting = read("WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ann>abcdef</v>\n<v Bob>xy</v>\n")

    assert meeting.speech == {"Ann": ((0, 3_000),), "Bob": ((3_000, 4_000),)}
    assert meeting.confirmed == {"Ann": (), "Bob": ()}


def test_attributes_of_a_voice_are_no_part_of_the_name() -> None:
    meeting = read('WEBVTT\n\n00:00.000 --> 00:04.000\n<v.loud Ann Lee lang="en" id="7">hi</v>\n')

    assert meeting.participants == ("Ann Lee",)


def test_a_cue_begins_even_where_the_empty_line_before_it_is_missing() -> None:
    meeting = read("WEBVTT\n\n1\n00:00.000 --> 00:01.000\nAnn: hi\n2\n00:01.000 --> 00:02.000\nBob: hi\n")

    assert meeting.speech == {"Ann": ((0, 1_000),), "Bob": ((1_000, 2_000),)}


def test_a_line_of_blanks_is_text_within_a_cue_and_nothing_between_cues() -> None:
    meeting = read("WEBVTT\n\n00:00.000 --> 00:01.000\nAnn:\n \nhi\n\n  \n00:01.000 --> 00:02.000\nBob: hi\n")

    assert meeting.speech == {"Ann": ((0, 1_000),), "Bob": ((1_000, 2_000),)}


def test_notes_styles_and_regions_are_passed_over_whatever_they_hold() -> None:
    blocks = "STYLE\n::cue(v) { color: red }\n\nREGION\nid:fred\n\nNOTE Bob: a --> b\nand 00:00 --> more\n\n"

    meeting = read(f"WEBVTT\n\n{blocks}100:00:00.000 --> 100:00:01.000 region:fred\n<v Ann>hi\n\nNOTE\n")

    assert meeting.speech == {"Ann": ((360_000_000, 360_001_000),)}


def test_a_file_without_cues_is_an_empty_meeting() -> None:
    assert read("WEBVTT - a recording\nKind: captions\n").participants == ()


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", 1, "WEBVTT as the first word"),
        ("1\n00:01.000 --> 00:02.000\nhi\n", 1, "WEBVTT as the first word"),
        ("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nhi\n", 4, "times as 00:00:01.000"),
        ("WEBVTT\n\n9999:00:03.000 --> 9999:00:04.000\nhi\n", 3, "a cue within 10,000,000 seconds"),
        ("WEBVTT\n\n1\n\n00:01.000 --> 00:02.000\nhi\n", 3, "a cue with its times"),
        ("WEBVTT\n\n1\n2\n00:01.000 --> 00:02.000\nhi\n", 3, "a cue with its times"),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\nhi\n", 3, "a cue that ends after it starts"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n\nlost words\n", 6, "a cue with its times"),
        ("WEBVTT\n00:01.000 --> 00:02.000\nhi\n", 2, "an empty line between the header"),
    ],
)
def test_a_broken_file_names_its_line_and_what_was_expected(text: str, line: int, expected: str) -> None:
    with pytest.raises(TimelineFormatError) as caught:
        read_webvtt(text, "m.vtt")

    assert str(caught.value).startswith(f"m.vtt:{line}: expected {expected}")


def test_webvtt_py_reads_the_same_cues() -> None:
    captions = webvtt.from_buffer(io.StringIO(TEAMS))

    heard = [(caption.voice, round(1_000 * caption.start_in_seconds)) for caption in captions.captions if caption.voice]
    assert [start_ms for _, start_ms in heard] == [1_000, 3_000, 3_600_000]
    assert sorted({start_ms for own in read(TEAMS).speech.values() for start_ms, _ in own}) == [1_000, 3_000, 3_600_000]


_names = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=6)
_segments = st.lists(
    st.builds(
        lambda start, length, who: Segment(start, start + length, who),
        st.integers(0, 90_000_000),
        st.integers(1, 90_000),
        _names,
    ),
    max_size=12,
)


@given(_segments)
def test_what_is_written_is_read_again_whatever_the_names(segments: list[Segment]) -> None:
    timeline = timeline_of("monday", segments)

    again = read(write_webvtt(timeline))

    assert (again.speech, again.confirmed, again.span) == (timeline.speech, timeline.speech, timeline.span)


@given(_segments)
def test_webvtt_py_finds_the_same_cues_and_voices(segments: list[Segment]) -> None:
    timeline = timeline_of("monday", [segment._replace(participant_id="Ann Lee") for segment in segments])

    cues = webvtt.from_buffer(io.StringIO(write_webvtt(timeline))).captions

    assert [(cue.voice, round(1_000 * cue.start_in_seconds), cue.text) for cue in cues] == [
        ("Ann Lee", start_ms // 1_000 * 1_000, "[speech]") for start_ms, _ in timeline.speech.get("Ann Lee", ())
    ]
