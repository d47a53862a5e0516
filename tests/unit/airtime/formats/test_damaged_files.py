"""Files as programs write them, damaged as files get damaged: read, or refused with a line that the file has."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.event_log import encode_log
from argentum.airtime.figures.meeting import measure
from argentum.airtime.formats.recordings import read_recording
from argentum.airtime.formats.rttm import write_rttm
from argentum.airtime.formats.textgrid import write_textgrid
from argentum.airtime.formats.webvtt import write_webvtt
from argentum.airtime.replay import log_of
from argentum.airtime.timeline import Segment, Timeline, timeline_of
from argentum.errors import TimelineFormatError
from argentum.reports.airtime.figures_json import report_json
from argentum.reports.airtime.page import report_page

_MEETING = timeline_of(
    "standup",
    [Segment(0, 9_500, "Ann Lee"), Segment(4_000, 4_600, "bob"), Segment(39_000, 51_000, "cleo")],
    present=["dee"],
    breaks=[(10_000, 30_000)],
)
_TEAMS = (
    "\ufeffWEBVTT\r\n\r\n3f0d-11/13-0\r\n00:00:03.120 --> 00:00:06.240 align:start\r\n"
    "<v Müller, Jürgen>Ja.\r\nGut.</v>\r\n"
)
_ZOOM = "WEBVTT\n\n1\n00:00:16.239 --> 00:00:27.079\nAnn: 10:30.\n\nNOTE\nx\n\n2\n00:00:27.500 --> 00:00:29.079\nand\n"
_JITSI = "".join(
    json.dumps(event) + "\n"
    for event in (
        {"event": "videoConferenceJoined", "at_ms": 0, "roomName": "r", "id": "a", "displayName": "Ann"},
        {"event": "participantJoined", "timestamp": 1_000, "id": "b", "displayName": "Bob"},
        {"event": "dominantSpeakerChanged", "at_ms": 1_500, "data": {"id": "a"}},
        {"event": "participantMuted", "at_ms": 9_000, "id": "a", "isMuted": True, "mediaType": "audio"},
        {"event": "participantLeft", "at_ms": 12_000, "seq": 3, "id": "b"},
    )
)
_FILES = {
    "m.rttm": ";; by hand\n" + write_rttm(_MEETING),
    "teams.vtt": _TEAMS,
    "zoom.vtt": _ZOOM,
    "m.vtt": write_webvtt(_MEETING),
    "m.TextGrid": write_textgrid(_MEETING),
    "jitsi.jsonl": _JITSI,
    "own.jsonl": encode_log(log_of(_MEETING)),
}
_PIECES = st.sampled_from(
    (
        "",
        "\n",
        "\n\n",
        "\t",
        "-1",
        "1e308",
        "NaN",
        '"',
        "-->",
        "{",
        "}",
        "<v ",
        ":",
        "\0",
        "\u2028",
        "é",
        "9" * 40,
        "null",
    )
)


@st.composite
def _damages(draw: st.DrawFn, text: str) -> bytes:
    """Cut, repeat, move and overwrite pieces, then perhaps bytes."""
    for _ in range(draw(st.integers(1, 4))):
        since = draw(st.integers(0, len(text)))
        until = draw(st.integers(since, min(len(text), since + 40)))
        other = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(("cut", "repeat", "overwrite", "insert", "end"))):
            case "cut":
                text = text[:since] + text[until:]
            case "repeat":
                text = text[:other] + text[since:until] + text[other:]
            case "overwrite":
                text = text[:since] + draw(_PIECES) + text[until:]
            case "insert":
                text = text[:since] + draw(_PIECES) + text[since:]
            case _:
                text = text[:since]
    data = bytearray(text.encode(draw(st.sampled_from(("utf-8", "utf-8", "utf-16", "utf-16-be")))))
    for _ in range(draw(st.integers(0, 2)) if data else 0):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


def _read(data: bytes, source: str) -> tuple[list[Timeline], str]:
    try:
        return read_recording(data, source), ""
    except TimelineFormatError as error:
        return [], str(error)


@pytest.mark.parametrize("source", list(_FILES))
def test_the_files_are_sound_before_they_are_damaged(source: str) -> None:
    (meeting,) = read_recording(_FILES[source].encode(), source)

    assert meeting.duration_ms > 0


@pytest.mark.parametrize("source", list(_FILES))
@given(st.data())
def test_a_damaged_file_is_read_or_refused_with_a_line_that_it_has(source: str, data: st.DataObject) -> None:
    damaged = data.draw(_damages(_FILES[source]))

    meetings, refusal = _read(damaged, source)

    told = re.fullmatch(rf"{re.escape(source)}:(\d+): expected .+", refusal) if refusal else None
    # A return alone may end a line, too.
    assert not refusal or (told and 1 <= int(told[1]) <= 1 + damaged.count(b"\n") + damaged.count(b"\r"))
    measured = [measure(meeting) for meeting in meetings]
    assert all(each.speech_ms + each.silence_ms == each.duration_ms for each in measured)
    report_json(measured).encode()
    report_page(measured).encode()
