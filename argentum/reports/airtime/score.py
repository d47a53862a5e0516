"""Who spoke when, drawn as a score: rows of time, in each row a lane per person, and bands where the meeting paused.

A break that is long beside the meeting is drawn shorter than it was, so that speech keeps the room; times are by the
clock all the same.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from argentum.airtime.running_time import RunningTime
from argentum.airtime.timeline import Interval, Timeline, union
from argentum.reports.airtime.length_text import length_text
from argentum.reports.clean_text import clean_text
from argentum.reports.page.scale import Scale, time_step_ms

WIDTH = 1000
GUTTER = 132
LANE = 20
AXIS = 20
ROW_GAP = 14
BAR = 14
_SHORTEST_ROW_MS = 300_000
_MOST_ROWS = 8
_MOST_LANES = 80
"""In all rows together, so that a large group still sees the whole meeting; two rows are always allowed."""
_FEWEST_ROWS = 2
_CRUMB = 20
"""A last row shorter than this part of a row is none."""
_LONGEST_NAME = 14
_LONGEST_BREAK = 25
"""A break is drawn no longer than this part of the meeting."""
_HATCH = 6
_LABEL = 76
"""Room that the label of a break needs."""
_FINEST = 0.7
"""Silences narrower than this many units of the drawing are not drawn."""


class Mark(NamedTuple):
    """A stretch of speech, or the part of it that falls into a row."""

    x: float
    y: float
    width: float
    place: int
    confirmed: bool
    title: str


class Band(NamedTuple):
    """A break, or the part of it that falls into a row."""

    x: float
    width: float
    hatching: list[float]
    """Where lines stand: a pattern would be an address in the page, which has none."""
    label: str
    """Empty where there is no room."""
    title: str


class Tick(NamedTuple):
    """A label of the time axis."""

    x: float
    label: str


class Row(NamedTuple):
    """A stretch of time across the page."""

    y: int
    axis_y: int
    end_x: float
    marks: list[Mark]
    bands: list[Band]
    ticks: list[Tick]


class Score(NamedTuple):
    """The whole drawing."""

    width: int
    row_height: int
    gutter: int
    lane: int
    bar: int
    names: list[str]
    rows: list[Row]
    has_attributed: bool
    has_breaks: bool


def score(timeline: Timeline) -> Score | None:
    """Lay out the span in at most eight rows of five minutes or more, in fewer for many people.

    `None` when nobody spoke.
    """
    if not timeline.duration_ms:
        return None
    drawn = _drawn_time(timeline)
    first_ms, last_ms = (drawn.running_ms(at_ms) for at_ms in timeline.span)
    most_rows = max(_FEWEST_ROWS, min(_MOST_ROWS, _MOST_LANES // len(timeline.participants)))
    row_ms = _row_ms(last_ms - first_ms, most_rows=most_rows)
    lanes_height = LANE * len(timeline.participants)
    height = lanes_height + AXIS + ROW_GAP
    rows = []
    for number in range(-(-(last_ms - first_ms) // row_ms)):
        window = (first_ms + number * row_ms, first_ms + (number + 1) * row_ms)
        scale = Scale(*window, GUTTER, WIDTH - 4)
        rows.append(
            Row(
                y=number * height,
                axis_y=number * height + lanes_height,
                end_x=scale(min(window[1], last_ms)),
                marks=_marks(timeline, drawn, window, scale, top=number * height),
                bands=_bands(timeline, drawn, window, scale),
                ticks=_ticks(timeline, drawn, window, scale),
            )
        )
    return Score(
        width=WIDTH,
        row_height=height - ROW_GAP,
        gutter=GUTTER,
        lane=LANE,
        bar=BAR,
        names=[_short(clean_text(timeline.name_of(participant))) for participant in timeline.participants],
        rows=rows,
        has_attributed=timeline.speech != timeline.confirmed,
        has_breaks=bool(timeline.breaks),
    )


def _drawn_time(timeline: Timeline) -> RunningTime:
    """Leave out what of a break is too much to draw."""
    longest_ms = max(1, timeline.duration_ms // _LONGEST_BREAK)
    return RunningTime(
        [(start_ms + longest_ms, end_ms) for start_ms, end_ms in timeline.breaks if end_ms - start_ms > longest_ms]
    )


def _row_ms(duration_ms: int, *, most_rows: int) -> int:
    """Choose the length of a row; rows stretch a little rather than leave a crumb for one more."""
    if duration_ms <= _SHORTEST_ROW_MS:
        return duration_ms
    row_ms = max(_SHORTEST_ROW_MS, time_step_ms(duration_ms, most_ticks=most_rows))
    rows, rest_ms = divmod(duration_ms, row_ms)
    return -(-duration_ms // rows) if rows and rest_ms * _CRUMB < row_ms else row_ms


def _marks(timeline: Timeline, drawn: RunningTime, window: Interval, scale: Scale, *, top: int) -> list[Mark]:
    finest_ms = int(_FINEST * (window[1] - window[0]) / (scale.end - scale.start))
    first_ms = timeline.span[0]
    marks = []
    for place, participant in enumerate(timeline.participants):
        name = clean_text(timeline.name_of(participant))
        confirmed = timeline.confirmed[participant]
        layers = [(confirmed, True)]
        if confirmed != timeline.speech[participant]:
            layers.insert(0, (timeline.speech[participant], False))
        for intervals, is_confirmed in layers:
            for start_ms, end_ms in union(intervals, bridge_ms=finest_ms):
                part = _part((drawn.running_ms(start_ms), drawn.running_ms(end_ms)), window)
                if part is None:
                    continue
                x, right = scale(part[0]), scale(part[1])
                marks.append(
                    Mark(
                        x=x,
                        y=top + place * LANE + (LANE - BAR) / 2,
                        width=round(max(right - x, 0.8), 2),
                        place=place,
                        confirmed=is_confirmed,
                        title=f"{name}, {length_text(start_ms - first_ms)} to {length_text(end_ms - first_ms)}"
                        + ("" if is_confirmed else ", attributed only"),
                    )
                )
    return marks


def _bands(timeline: Timeline, drawn: RunningTime, window: Interval, scale: Scale) -> list[Band]:
    bands = []
    for start_ms, end_ms in timeline.breaks:
        part = _part((drawn.running_ms(start_ms), drawn.running_ms(end_ms)), window)
        if part is not None:
            x, right = scale(part[0]), scale(part[1])
            length = length_text(end_ms - start_ms)
            title = f"paused for {length}, from {length_text(start_ms - timeline.span[0])}"
            lines = [round(x + _HATCH * number, 2) for number in range(1, math.ceil((right - x) / _HATCH))]
            label = f"paused {length}" if right - x >= _LABEL else ""
            bands.append(Band(x, round(right - x, 2), lines, label, title))
    return bands


def _part(interval: Interval, window: Interval) -> Interval | None:
    """Give the part of an interval that falls into a window."""
    start_ms, end_ms = max(interval[0], window[0]), min(interval[1], window[1])
    return (start_ms, end_ms) if start_ms < end_ms else None


def _ticks(timeline: Timeline, drawn: RunningTime, window: Interval, scale: Scale) -> list[Tick]:
    """Label round times since the first word, by the clock; none in a break, which may be drawn too short for them."""
    first_ms, last_ms = timeline.span
    step_ms = time_step_ms(window[1] - window[0], most_ticks=12)
    since_ms = drawn.clock_ms(window[0]) - first_ms
    ticks = []
    for at_ms in range(-(-since_ms // step_ms) * step_ms, last_ms + 1 - first_ms, step_ms):
        drawn_ms = drawn.running_ms(first_ms + at_ms)
        if drawn_ms >= window[1]:
            break
        if not any(start_ms < first_ms + at_ms < end_ms for start_ms, end_ms in timeline.breaks):
            ticks.append(Tick(scale(drawn_ms), length_text(at_ms)))
    return ticks


def _short(name: str) -> str:
    """Cut what is wider than the gutter; signs of East Asia take the room of two."""
    from rich.cells import cell_len, set_cell_size

    return name if cell_len(name) <= _LONGEST_NAME else set_cell_size(name, _LONGEST_NAME - 1).rstrip() + "…"
