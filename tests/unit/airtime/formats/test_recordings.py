"""Which reader a recording gets."""

from __future__ import annotations

import pytest

from argentum.airtime.formats.recordings import read_recording
from argentum.errors import TimelineFormatError


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.rttm", "SPEAKER m 1 1 2 <NA> <NA> ann <NA> <NA>\r\n"),
        ("m.VTT", "WEBVTT\r\n\r\n00:01.000 --> 00:03.000\r\n<v ann>hi</v>\r\n"),
        (
            "m.jsonl",
            (
                '{"event": "dominantSpeakerChanged", "at_ms": 1000, "id": "ann"}\r\n'
                '{"event": "dominantSpeakerChanged", "at_ms": 3000}\r\n'
            ),
        ),
        ("m.TextGrid", '"ooTextFile"\r"TextGrid"\r0\r4\r<exists>\r1\r"IntervalTier"\r"ann"\r0\r4\r1\r1\r3\r"hi"\r'),
    ],
)
def test_the_suffix_says_the_format_and_line_ends_do_not_matter(name: str, text: str) -> None:
    (meeting,) = read_recording(text.encode(), f"calls/{name}")

    assert meeting.talk_ms("ann") == 2_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    captions = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Émile>hi</v>\n"

    (meeting,) = read_recording(captions.encode(encoding), "m.vtt")

    assert meeting.participants == ("Émile",)


def test_an_unknown_suffix_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(TimelineFormatError, match=r"notes\.txt: not a kind of recording .* \.rttm, \.vtt"):
        read_recording(b"", "notes.txt")


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    with pytest.raises(TimelineFormatError, match=r"m\.rttm:2: expected text in UTF-8 or UTF-16"):
        read_recording(b";; fine\n;; \xff\n", "m.rttm")
