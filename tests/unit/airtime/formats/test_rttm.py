"""RTTM, read by us and by pyannote."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyannote.core import Annotation
from pyannote.core import Segment as PyannoteSegment

from argentum.airtime.formats.rttm import read_rttm, write_rttm
from argentum.airtime.timeline import Segment, Timeline, timeline_of
from argentum.errors import TimelineFormatError

TIMELINES = st.lists(
    st.builds(
        lambda start, length, who: Segment(start, start + length, who),
        st.integers(0, 10_000_000),
        st.integers(1, 100_000),
        st.sampled_from(["ann", "bob", "zoë"]),
    ),
    min_size=1,
    max_size=20,
).map(lambda segments: timeline_of("talk", segments))


def _line(fields: str) -> str:
    return f"SPEAKER {fields}\n"


def test_ten_and_nine_fields_are_read() -> None:
    text = _line("m 1 1.25 2.5 <NA> <NA> ann <NA> <NA>") + _line("m 1 3.0 1 <NA> <NA> bob <NA>")

    (meeting,) = read_rttm(text, "m.rttm")

    assert meeting == timeline_of("m", [Segment(1_250, 3_750, "ann"), Segment(3_000, 4_000, "bob")])


def test_the_offset_is_rounded_and_not_the_duration() -> None:
    (meeting,) = read_rttm(_line("m 1 0.0004 0.0009 <NA> <NA> ann <NA> <NA>"), "m.rttm")

    assert meeting.speech["ann"] == ((0, 1),)


def test_each_name_in_the_second_field_is_a_meeting() -> None:
    text = _line("b 1 0 1 <NA> <NA> ann <NA> <NA>") + _line("a 1 0 2 <NA> <NA> ann <NA> <NA>")

    assert [meeting.meeting_id for meeting in read_rttm(text, "x.rttm")] == ["b", "a"]


def test_other_lines_and_comments_say_nothing_about_speech() -> None:
    text = (
        ";; made by hand\n\nSPKR-INFO m 1 <NA> <NA> <NA> unknown ann <NA> <NA>\n"
        + _line("m 1 0 1 <NA> <NA> ann <NA> <NA>")
        + "LEXEME m 1 0.1 0.2 hello lex ann <NA> <NA>\n"
    )

    (meeting,) = read_rttm(text, "m.rttm")

    assert meeting.speech == {"ann": ((0, 1_000),)}


def test_a_file_without_segments_is_one_empty_meeting() -> None:
    (meeting,) = read_rttm("", "folder/standup.rttm")

    assert (meeting.meeting_id, meeting.participants) == ("standup", ())


def test_a_person_whose_segments_have_no_length_was_there() -> None:
    (meeting,) = read_rttm(_line("m 1 5 0 <NA> <NA> ann <NA> <NA>"), "m.rttm")

    assert (meeting.participants, meeting.duration_ms) == (("ann",), 0)


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("SPEAKER m 1 0 1 <NA> <NA> ann", "9 or 10 fields by blanks (a name has none), not 8"),
        ("SPEAKER m 1 zero 1 <NA> <NA> ann <NA> <NA>", "onset and duration in seconds as fields 4 and 5"),
        ("SPEAKER m 1 0 -1 <NA> <NA> ann <NA> <NA>", "an onset and a duration of 0 to 10,000,000 seconds"),
        ("SPEAKER m 1 nan 1 <NA> <NA> ann <NA> <NA>", "an onset and a duration of 0 to 10,000,000 seconds"),
        ("SPEAKER m 1 0 inf <NA> <NA> ann <NA> <NA>", "an onset and a duration of 0 to 10,000,000 seconds"),
        ("speaker m 1 0 1 <NA> <NA> ann <NA> <NA>", "a SPEAKER line"),
    ],
)
def test_a_broken_line_is_named_with_what_was_expected(broken: str, expected: str) -> None:
    text = _line("m 1 0 1 <NA> <NA> ann <NA> <NA>") + broken + "\n"

    with pytest.raises(TimelineFormatError) as caught:
        read_rttm(text, "m.rttm")

    assert str(caught.value).startswith("m.rttm:2: expected ")
    assert expected in str(caught.value)


def test_blanks_in_names_do_not_make_more_fields() -> None:
    text = write_rttm(timeline_of("all hands", [Segment(0, 1_500, "a1")], names={"a1": "Ann  Lee"}))

    assert text == "SPEAKER all_hands 1 0.000 1.500 <NA> <NA> Ann_Lee <NA> <NA>\n"


@given(TIMELINES)
@example(timeline_of("talk", [Segment(0, 1, "ann"), Segment(0, 1, "bob"), Segment(0, 2, "ann")]))
def test_what_is_written_is_read_again(timeline: Timeline) -> None:
    assert read_rttm(write_rttm(timeline), "x.rttm") == [timeline]


@given(TIMELINES)
def test_pyannote_finds_the_same_talk_time_and_overlap(timeline: Timeline) -> None:
    annotation = Annotation(uri="talk")
    for place, line in enumerate(write_rttm(timeline).splitlines()):
        _, _, _, onset, duration, _, _, who, _, _ = line.split(" ")
        annotation[PyannoteSegment(float(onset), float(onset) + float(duration)), place] = who

    for person in timeline.participants:
        assert round(1_000 * annotation.label_duration(person)) == timeline.talk_ms(person)


@given(TIMELINES)
def test_what_pyannote_writes_is_read(timeline: Timeline) -> None:
    annotation = Annotation(uri="talk")
    for person in timeline.participants:
        for start_ms, end_ms in timeline.speech[person]:
            annotation[PyannoteSegment(start_ms / 1_000, end_ms / 1_000), person] = person

    assert read_rttm(annotation.to_rttm(), "x.rttm") == [timeline]
