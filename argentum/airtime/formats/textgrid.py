"""Praat's TextGrid: one interval tier a person, labelled where the person speaks and empty where not.

Both text forms, long and short, hold the same values in the same order; as Praat does, the reader takes quoted texts,
free-standing numbers and flags, and passes over everything else. Point tiers are not about speech: left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from argentum.airtime.formats.expected import LONGEST_S, wrong_line
from argentum.airtime.timeline import Segment, Timeline, timeline_of

SPEECH_LABEL = "speech"
SILENCE_LABELS = frozenset(("", "sil", "<sil>", "silence", "silent", "sp", "<p:>"))
"""Labels, in lower case, of intervals in which the person of the tier does not speak."""

_TOKEN = re.compile(r'"(?:[^"]|"")*"|[^\s"]+|"')
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$")
_FLAGS = ("<exists>", "<absent>")
_MOST_TIERS = 10_000


class _Value(NamedTuple):
    line: int
    text: str | None
    number: float | None


class _Values:
    """The values of a file in order, each asked for by what it must be."""

    def __init__(self, text: str, source: str) -> None:
        self._values = _values(text)
        self._source = source
        self._last_line = text.count("\n") + 1

    def text(self, expected: str) -> tuple[str, int]:
        value = self._next(expected)
        if value.text is None:
            raise wrong_line(self._source, value.line, f"{value.number:g}", expected)
        return value.text, value.line

    def number(self, expected: str) -> tuple[float, int]:
        value = self._next(expected)
        if value.number is None or not abs(value.number) <= LONGEST_S:
            found = value.text if value.number is None else f"{value.number:g}"
            raise wrong_line(self._source, value.line, found or "", expected)
        return value.number, value.line

    def count(self, expected: str) -> int:
        number, line = self.number(expected)
        if number < 0 or number != int(number):
            raise wrong_line(self._source, line, f"{number:g}", expected)
        return int(number)

    def _next(self, expected: str) -> _Value:
        value = next(self._values, None)
        if value is None:
            raise wrong_line(self._source, self._last_line, "", f"{expected} before the end of the file")
        return value


def _values(text: str) -> Iterator[_Value]:
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if len(token) > 1 and token[0] == token[-1] == '"':
            yield _Value(line, token[1:-1].replace('""', '"'), None)
        elif token in _FLAGS:
            yield _Value(line, token, None)
        elif _NUMBER.match(token):
            yield _Value(line, None, float(token))


def read_textgrid(text: str, source: str) -> list[Timeline]:
    """Read one meeting, named after the file; tiers of the same name are one person.

    Raises `TimelineFormatError`.
    """
    values = _Values(text, source)
    kind, line = values.text('"ooTextFile" as the file type')
    if not kind.startswith("ooTextFile"):
        raise wrong_line(source, line, kind, '"ooTextFile" as the file type')
    kind, line = values.text('"TextGrid" as the object class')
    if not kind.startswith("TextGrid"):
        raise wrong_line(source, line, kind, '"TextGrid" as the object class')
    values.number("the start of the recording in seconds")
    values.number("the end of the recording in seconds")
    kind, line = values.text("<exists> or <absent>")
    tiers = values.count("the number of tiers") if kind == "<exists>" else 0
    if tiers > _MOST_TIERS:
        raise wrong_line(source, line, str(tiers), f"at most {_MOST_TIERS} tiers")
    segments: list[Segment] = []
    people: list[str] = []
    for _ in range(tiers):
        kind, line = values.text('"IntervalTier" or "TextTier"')
        if kind not in {"IntervalTier", "TextTier"}:
            raise wrong_line(source, line, kind, '"IntervalTier" or "TextTier"')
        name = " ".join(values.text("the name of the tier")[0].split())
        values.number("the start of the tier in seconds")
        values.number("the end of the tier in seconds")
        marks = values.count("the number of intervals")
        if kind == "TextTier":
            for _ in range(marks):
                values.number("the time of a point in seconds")
                values.text("the label of a point")
            continue
        people.append(name)
        segments += _spoken(values, name, marks, source)
    return [timeline_of(PurePath(source).stem, segments, present=people)]


def _spoken(values: _Values, name: str, intervals: int, source: str) -> list[Segment]:
    spoken = []
    for _ in range(intervals):
        start_s, line = values.number("the start of an interval in seconds")
        end_s, _ = values.number("the end of an interval in seconds")
        if end_s < start_s or start_s < 0:
            raise wrong_line(source, line, f"{start_s:g} to {end_s:g}", "an interval that ends after it starts")
        label, _ = values.text("the label of an interval")
        if label.strip().lower() not in SILENCE_LABELS:
            spoken.append(Segment(round(start_s * 1_000), round(end_s * 1_000), name))
    return spoken


def write_textgrid(timeline: Timeline) -> str:
    """Write the long form: from 0 to the last offset, each tier without a hole.

    Praat knows no recording without a length; an empty meeting gets one millisecond.
    """
    end_ms = max(timeline.span[1], 1)
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0",
        f"xmax = {_seconds(end_ms)}",
        f"tiers? {'<exists>' if timeline.participants else '<absent>'}",
    ]
    if timeline.participants:
        lines += [f"size = {len(timeline.participants)}", "item []:"]
    for number, participant in enumerate(timeline.participants, 1):
        marks = _tiles(timeline.speech[participant], end_ms)
        lines += [
            f"    item [{number}]:",
            '        class = "IntervalTier"',
            f"        name = {_quoted(timeline.name_of(participant))}",
            "        xmin = 0",
            f"        xmax = {_seconds(end_ms)}",
            f"        intervals: size = {len(marks)}",
        ]
        for place, (start_ms, until_ms, label) in enumerate(marks, 1):
            lines += [
                f"        intervals [{place}]:",
                f"            xmin = {_seconds(start_ms)}",
                f"            xmax = {_seconds(until_ms)}",
                f"            text = {_quoted(label)}",
            ]
    return "\n".join(lines) + "\n"


def _tiles(speech: tuple[tuple[int, int], ...], end_ms: int) -> list[tuple[int, int, str]]:
    tiles: list[tuple[int, int, str]] = []
    at_ms = 0
    for start_ms, until_ms in speech:
        if start_ms > at_ms:
            tiles.append((at_ms, start_ms, ""))
        tiles.append((start_ms, until_ms, SPEECH_LABEL))
        at_ms = until_ms
    if at_ms < end_ms:
        tiles.append((at_ms, end_ms, ""))
    return tiles


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace('"', '""') + '"'


def _seconds(time_ms: int) -> str:
    return f"{time_ms / 1_000:.3f}" if time_ms else "0"
