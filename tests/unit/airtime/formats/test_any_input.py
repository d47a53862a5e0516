"""Whatever a file holds, a reader gives a meeting that can be shown, or says what is wrong with which line."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.figures.meeting import measure
from argentum.airtime.formats.recordings import read_recording
from argentum.errors import TimelineFormatError
from argentum.reports.airtime.figures_json import report_json

NUMBERS = st.sampled_from(["0", "1.5", "-1", "1e999", "nan", "7" * 5_000, "99:99", "00:01.000", "3.25"])
WORDS = st.sampled_from(
    [
        "SPEAKER",
        "WEBVTT",
        "-->",
        '"ooTextFile"',
        '"TextGrid"',
        '"IntervalTier"',
        "<exists>",
        '"',
        "<v",
        "ann>",
        "ann:",
        "",
    ]
)
TEXTS = st.lists(st.lists(st.one_of(NUMBERS, WORDS, st.text(max_size=5)), max_size=11).map(" ".join), max_size=12).map(
    "\n".join
)
JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["id", "isMuted"]), inner)),
    max_leaves=4,
)
EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "event": st.sampled_from(
                [
                    "dominantSpeakerChanged",
                    "participantMuted",
                    "participantJoined",
                    "participantLeft",
                    "videoConferenceLeft",
                ]
            ),
            "at_ms": st.one_of(st.integers(0, 9_000), JSON_VALUES),
            "id": st.one_of(st.sampled_from(["e1", "e2", "\ud800"]), JSON_VALUES),
        },
        optional=dict.fromkeys(
            ("displayName", "userContext", "isMuted", "mediaType", "kicked", "data", "seq"), JSON_VALUES
        ),
    ),
    max_size=8,
).map(lambda events: "\n".join(map(json.dumps, events)) + "\n")


def _read(data: bytes, source: str) -> None:
    try:
        meetings = read_recording(data, source)
    except TimelineFormatError as error:
        refusal = str(error)
    else:
        refusal = f"{source}:0: expected nothing else"
        for meeting in meetings:
            report_json([measure(meeting)]).encode()
    assert re.match(rf"{re.escape(source)}:\d+: .*expected ", refusal)


@pytest.mark.parametrize("source", ["m.rttm", "m.vtt", "m.TextGrid", "m.jsonl"])
@given(TEXTS)
def test_any_text_is_read_or_refused_with_its_line(source: str, text: str) -> None:
    for start in ("", "WEBVTT\n\n", '"ooTextFile"\n"TextGrid"\n0 1 <exists> 1 "IntervalTier" "a" 0 1 2\n'):
        _read((start + text).encode("utf-8", "replace"), source)


@given(EVENTS)
def test_any_events_are_read_or_refused_with_their_line(text: str) -> None:
    _read(text.encode(), "m.jsonl")
