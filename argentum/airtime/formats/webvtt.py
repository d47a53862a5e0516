"""WebVTT, the caption format of meeting platforms: who speaks stands in a voice tag or before the text.

Teams and the standard write `<v Ann Lee>text</v>`, Zoom and Meet `Ann Lee: text`. As soon as a file has one voice tag,
a prefix is taken for text. A cue is speech from its start to its end, so pauses inside it count as talk.

What is attributed but not confirmed: a cue without a speaker goes on with the one before it (nobody before it: the
participant `unknown`), and a cue with several voices is divided by the lengths of their texts.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import pairwise
from pathlib import PurePath

from argentum.airtime.formats.expected import LONGEST_S, wrong_line
from argentum.airtime.timeline import Segment, Timeline, timeline_of

UNKNOWN = "unknown"
SPEECH_TEXT = "[speech]"
"""Stands for words that a timeline does not know."""

_TIME = r"(?:(\d{1,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_ATTRIBUTE = re.compile(r"\s[\w-]+=\"[^\"]*\"")
_TAG = re.compile(r"<[^>]*>")
_PREFIX = re.compile(r"\s*(?P<name>[^\W_][^:\N{FULLWIDTH COLON}?!;<>\"]{0,63}?)\s*(?::(?:\s+|$)|\N{FULLWIDTH COLON})")
_SKIPPED = ("NOTE", "STYLE", "REGION")


def read_webvtt(text: str, source: str) -> list[Timeline]:
    """Read one meeting, named after the file; raises `TimelineFormatError`."""
    lines = text.split("\n")
    if not lines or not re.match(r"WEBVTT(?:\s|$)", lines[0]):
        raise wrong_line(source, 1, lines[0] if lines else "", "WEBVTT as the first word")
    cues = list(_cues(lines, source))
    tagged = any(_VOICE.search(payload) for _, _, payload in cues)
    segments: list[Segment] = []
    speaker = UNKNOWN
    for start_ms, end_ms, payload in cues:
        voices = _tagged_voices(payload) if tagged else _prefixed_voices(payload)
        named = len(voices) == 1 and voices[0][0] is not None
        said = [max(1, len(spoken)) for _, spoken in voices]
        borders = [start_ms + (end_ms - start_ms) * sum(said[:place]) // sum(said) for place in range(len(said) + 1)]
        for (name, _), (from_ms, until_ms) in zip(voices, pairwise(borders), strict=True):
            speaker = name or speaker
            segments.append(Segment(from_ms, until_ms, speaker, named))
    return [timeline_of(PurePath(source).stem, segments)]


def _cues(lines: list[str], source: str) -> list[tuple[int, int, str]]:
    """Give start, end and payload of each cue; a payload's lines are kept apart."""
    found: list[tuple[int, int, list[str]]] = []
    place = 1
    while place < len(lines) and lines[place].strip():  # What stands under WEBVTT belongs to the header.
        if "-->" in lines[place]:
            raise wrong_line(source, place + 1, lines[place], "an empty line between the header and the first cue")
        place += 1
    identifier: int | None = None
    payload: list[str] | None = None
    is_skipped = False
    for number, line in enumerate(lines[place:], place + 1):
        is_skipped = is_skipped or (payload is None and identifier is None and line.startswith(_SKIPPED))
        if "-->" in line and not is_skipped:  # Begins a cue even where the empty line before it is missing.
            identifier, payload = None, []
            found.append((*_times(line, source, number), payload))
        elif not line or (payload is None and not line.strip()):
            if identifier is not None:
                break
            payload, is_skipped = None, False
        elif payload is not None:
            payload.append(line)
        elif identifier is not None:
            break
        elif not is_skipped:
            identifier = number
    if identifier is not None:
        raise wrong_line(
            source, identifier, lines[identifier - 1], "a cue with its times (00:00:01.000 --> 00:00:02.500)"
        )
    return [(start_ms, end_ms, "\n".join(payload)) for start_ms, end_ms, payload in found]


def _times(line: str, source: str, number: int) -> tuple[int, int]:
    match = _TIMING.match(line)
    if match is None:
        raise wrong_line(source, number, line, "times as 00:00:01.000 --> 00:00:02.500")
    parts = [int(part or 0) for part in match.groups()]
    start_ms, end_ms = (((h * 60 + m) * 60 + s) * 1_000 + ms for h, m, s, ms in (parts[:4], parts[4:]))
    if end_ms < start_ms:
        raise wrong_line(source, number, line, "a cue that ends after it starts")
    if end_ms > LONGEST_S * 1_000:
        raise wrong_line(source, number, line, f"a cue within {LONGEST_S:,} seconds")
    return start_ms, end_ms


def _tagged_voices(payload: str) -> list[tuple[str | None, str]]:
    """Give speaker and text of each voice tag; `None` for text before the first one."""
    pieces = _VOICE.split(payload)
    voices: list[tuple[str | None, str]] = [(None, _plain(pieces[0]))] if _plain(pieces[0]) else []
    voices += [
        (_plain(_ATTRIBUTE.sub("", name)), _plain(spoken))
        for name, spoken in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    return voices or [(None, "")]


def _prefixed_voices(payload: str) -> list[tuple[str | None, str]]:
    """Give speaker and text of each line that begins with a name; other lines go on with the one before."""
    voices: list[tuple[str | None, str]] = []
    for line in payload.split("\n"):
        match = _PREFIX.match(line)
        if match is not None and _may_be_a_name(match["name"]):
            voices.append((_plain(match["name"]), _plain(line[match.end() :])))
        elif voices:
            voices[-1] = (voices[-1][0], f"{voices[-1][1]} {_plain(line)}")
        else:
            voices.append((None, _plain(line)))
    return voices


def _may_be_a_name(words: str) -> bool:
    """Tell names from the beginning of a sentence: "and one more thing" is none, a lower-case "bob" is."""
    return not words[0].islower() or len(words.split()) == 1


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub("", text)).split())


def write_webvtt(timeline: Timeline) -> str:
    """Write a cue with a voice tag for each interval, by onset; people who never spoke cannot be said in captions."""
    cues = sorted(
        (start_ms, end_ms, place)
        for place, participant in enumerate(timeline.participants)
        for start_ms, end_ms in timeline.speech[participant]
    )
    voices = [escape(" ".join(timeline.name_of(each).split()), quote=False) for each in timeline.participants]
    blocks = [
        f"{_stamp(start_ms)} --> {_stamp(end_ms)}\n<v {voices[place]}>{SPEECH_TEXT}</v>\n"
        for start_ms, end_ms, place in cues
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _stamp(at_ms: int) -> str:
    seconds, ms = divmod(at_ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{ms:03d}"
