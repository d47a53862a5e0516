"""How talk was divided as the meeting went on: a column of shares for each window, with its Gini and Jain."""

from __future__ import annotations

from typing import NamedTuple

from argentum.airtime.figures.windows import talk_over_time
from argentum.airtime.timeline import Timeline
from argentum.reports.airtime.length_text import index_text, length_text, percent_text
from argentum.reports.clean_text import clean_text

WIDTH = 1000
HEIGHT = 206
_TOP = 6
_BOTTOM = 56
_GUTTER = 44
_WINDOWS_MIN = (2, 5, 10, 15, 30, 60, 120)
_MOST_COLUMNS = 24
_FEWEST_COLUMNS = 2
_FEW_COLUMNS = 4
_MINUTE_MS = 60_000


class Part(NamedTuple):
    """One person's share of one window."""

    x: float
    y: float
    width: float
    height: float
    place: int
    title: str


class Column(NamedTuple):
    """The label below a window."""

    x: float
    time: str
    gini: str
    jain: str


class Course(NamedTuple):
    """The whole drawing."""

    width: int
    height: int
    window_min: int
    parts: list[Part]
    columns: list[Column]


def course(timeline: Timeline) -> Course | None:
    """Draw whole windows of a length that gives at most 24; `None` when there would be less than two."""
    window_min = _window_min(timeline.duration_ms // _MINUTE_MS)
    windows = talk_over_time(timeline, window_ms=window_min * _MINUTE_MS)
    if len(windows) < _FEWEST_COLUMNS:
        return None
    step = (WIDTH - _GUTTER) / len(windows)
    width = round(min(step - 4, 96), 2)
    parts: list[Part] = []
    columns: list[Column] = []
    for number, window in enumerate(windows):
        talk = window.talk_ms
        x = round(_GUTTER + number * step + (step - width) / 2, 2)
        since = length_text(window.start_ms - timeline.span[0])
        together_ms, y = sum(talk.values()), float(_TOP)
        for place, participant in enumerate(timeline.participants):
            if not talk.get(participant):
                continue
            share = talk[participant] / together_ms
            height = round(share * (HEIGHT - _TOP - _BOTTOM), 2)
            title = f"{clean_text(timeline.name_of(participant))}, from {since}: {percent_text(share)}"
            parts.append(Part(x, round(y, 2), width, height, place, title))
            y += height
        columns.append(Column(round(x + width / 2, 2), since, index_text(window.gini), index_text(window.jain)))
    return Course(WIDTH, HEIGHT, window_min, parts, columns)


def _window_min(whole_min: int) -> int:
    """Choose a round length that gives four columns or more, and at most 24; short meetings get single minutes."""
    if whole_min < _WINDOWS_MIN[0] * _FEW_COLUMNS:
        return 1
    fits = (minutes for minutes in _WINDOWS_MIN if whole_min // minutes <= _MOST_COLUMNS)
    return next(fits, -(-whole_min // _MOST_COLUMNS))
