"""TextGrid in both text forms, beside praatio."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from praatio import textgrid

from argentum.airtime.formats.recordings import read_recording
from argentum.airtime.formats.textgrid import read_textgrid, write_textgrid
from argentum.airtime.timeline import Segment, Timeline, timeline_of
from argentum.errors import TimelineFormatError

LONG = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 9.5
tiers? <exists>
size = 3
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ann ""A"" Lee"
        xmin = 0
        xmax = 9.5
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1.25
            text = ""
        intervals [2]:
            xmin = 1.25
            xmax = 4
            text = "it is
two lines"
        intervals [3]:
            xmin = 4
            xmax = 9.5
            text = " "
    item [2]:
        class = "TextTier"
        name = "beats"
        xmin = 0
        xmax = 9.5
        points: size = 1
        points [1]:
            number = 3
            mark = "beat"
    item [3]:
        class = "IntervalTier"
        name = "bob"
        xmin = 0
        xmax = 9.5
        intervals: size = 1
        intervals [1]:
            xmin = 0
            xmax = 9.5
            text = "<sil>"
"""
SHORT = """File type = "ooTextFile"
"TextGrid"

0
9.5
<exists>
1
"IntervalTier"
"ann"
0
9.5
2
0
2
"hm"
2
9.5
""
"""
TIMELINES = st.lists(
    st.builds(
        lambda start, length, who: Segment(start, start + length, who),
        st.integers(0, 1_000_000),
        st.integers(1, 60_000),
        st.sampled_from(["ann", 'bob "B"', "zoë"]),
    ),
    min_size=1,
    max_size=15,
).map(lambda segments: timeline_of("talk", segments, present=["dee"]))


def test_the_long_form_is_read_and_points_and_silences_are_no_speech() -> None:
    (meeting,) = read_textgrid(LONG, "m.TextGrid")

    assert meeting.speech == {'Ann "A" Lee': ((1_250, 4_000),), "bob": ()}


def test_the_short_form_is_read() -> None:
    (meeting,) = read_textgrid(SHORT, "m.TextGrid")

    assert meeting.speech == {"ann": ((0, 2_000),)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_every_encoding_of_praat_is_read(encoding: str) -> None:
    text = SHORT.replace("ann", "zoë").replace("\n", "\r\n")
    data = ("\ufeff" + text if encoding == "utf-16-be" else text).encode(encoding)

    (meeting,) = read_recording(data, "m.TextGrid")

    assert meeting.participants == ("zoë",)


def test_a_grid_without_tiers_is_an_empty_meeting() -> None:
    (meeting,) = read_textgrid('File type = "ooTextFile"\nObject class = "TextGrid"\n0\n1\n<absent>\n', "m.TextGrid")

    assert meeting.participants == ()


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("hello\n", 2, '"ooTextFile" as the file type'),
        (SHORT.replace('"TextGrid"', '"Sound"'), 2, '"TextGrid" as the object class'),
        (SHORT.replace("\n2\n0\n2\n", "\n2.5\n0\n2\n"), 12, "the number of intervals"),
        (SHORT.replace('2\n9.5\n""\n', "2\n9.5\n"), 18, "the label of an interval"),
        (SHORT.replace('2\n9.5\n""', '2\n1.5\n""'), 16, "an interval that ends after it starts"),
        (SHORT.replace('2\n9.5\n""', '2\n1e999\n""'), 17, "the end of an interval in seconds"),
        (SHORT.replace("IntervalTier", "PitchTier"), 8, '"IntervalTier" or "TextTier"'),
    ],
)
def test_a_broken_file_names_its_line_and_what_was_expected(text: str, line: int, expected: str) -> None:
    with pytest.raises(TimelineFormatError) as caught:
        read_textgrid(text, "m.TextGrid")

    assert str(caught.value).startswith(f"m.TextGrid:{line}: expected {expected}")


@given(TIMELINES)
def test_what_is_written_is_read_again(timeline: Timeline) -> None:
    (again,) = read_textgrid(write_textgrid(timeline), "talk.TextGrid")

    assert again.speech == timeline.speech
    assert again.span == timeline.span


@given(TIMELINES)
def test_praatio_reads_what_is_written_and_we_read_what_praatio_writes(tmp_path: Path, timeline: Timeline) -> None:
    ours, theirs = tmp_path / "ours.TextGrid", tmp_path / "theirs.TextGrid"
    ours.write_text(write_textgrid(timeline), encoding="utf-8")

    grid = textgrid.openTextgrid(str(ours), includeEmptyIntervals=False)
    grid.save(str(theirs), format="short_textgrid", includeBlankSpaces=True)

    for person in timeline.participants:
        heard = [(round(1_000 * entry.start), round(1_000 * entry.end)) for entry in grid.getTier(person).entries]
        assert tuple(heard) == timeline.speech[person]
    (again,) = read_recording(theirs.read_bytes(), "talk.TextGrid")
    assert again.speech == timeline.speech


def test_an_empty_meeting_gets_a_grid_that_praat_can_open(tmp_path: Path) -> None:
    path = tmp_path / "empty.TextGrid"
    path.write_text(write_textgrid(timeline_of("m", [], present=["ann"])), encoding="utf-8")

    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)

    assert grid.tierNames == ("ann",)
    assert grid.getTier("ann").entries == ()
