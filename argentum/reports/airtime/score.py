"""Who spoke when, drawn as a score: rows of time, in each row a lane per person."""

from __future__ import annotations

from typing import NamedTuple

from argentum.airtime.timeline import Interval, Timeline, union
from argentum.reports.airtime.length_text import length_text
from argentum.reports.clean_text import clean_text
from argentum.reports.page.scale import Scale, time_step_ms

WIDTH = 1000
GUTTER = 108
LANE = 20
AXIS = 20
ROW_GAP = 14
BAR = 14
_SHORTEST_ROW_MS = 300_000
_MOST_ROWS = 8
_CRUMB = 20
"""A last row shorter than this part of a row is none."""
_LONGEST_NAME = 14
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
    ticks: list[Tick]


class Score(NamedTuple):
    """The whole drawing."""

    width: int
    height: int
    gutter: int
    lane: int
    bar: int
    names: list[str]
    rows: list[Row]
    has_attributed: bool


def score(timeline: Timeline) -> Score | None:
    """Lay out the span in at most eight rows of five minutes or more; `None` when nobody spoke."""
    if not timeline.duration_ms:
        return None
    row_ms = _row_ms(timeline.duration_ms)
    lanes_height = LANE * len(timeline.participants)
    height = lanes_height + AXIS + ROW_GAP
    first_ms, last_ms = timeline.span
    rows = []
    for number in range(-(-timeline.duration_ms // row_ms)):
        window = (first_ms + number * row_ms, first_ms + (number + 1) * row_ms)
        scale = Scale(*window, GUTTER, WIDTH - 4)
        rows.append(
            Row(
                y=number * height,
                axis_y=number * height + lanes_height,
                end_x=scale(min(window[1], last_ms)),
                marks=_marks(timeline, window, scale, top=number * height),
                ticks=_ticks(timeline, window, scale),
            )
        )
    return Score(
        width=WIDTH,
        height=len(rows) * height - ROW_GAP,
        gutter=GUTTER,
        lane=LANE,
        bar=BAR,
        names=[_short(clean_text(timeline.name_of(participant))) for participant in timeline.participants],
        rows=rows,
        has_attributed=timeline.speech != timeline.confirmed,
    )


def _row_ms(duration_ms: int) -> int:
    """Choose the length of a row; rows stretch a little rather than leave a crumb for one more."""
    if duration_ms <= _SHORTEST_ROW_MS:
        return duration_ms
    row_ms = max(_SHORTEST_ROW_MS, time_step_ms(duration_ms, most_ticks=_MOST_ROWS))
    rows, rest_ms = divmod(duration_ms, row_ms)
    return -(-duration_ms // rows) if rows and rest_ms * _CRUMB < row_ms else row_ms


def _marks(timeline: Timeline, window: Interval, scale: Scale, *, top: int) -> list[Mark]:
    finest_ms = int(_FINEST * (window[1] - window[0]) / (scale.end - scale.start))
    marks = []
    for place, participant in enumerate(timeline.participants):
        name = clean_text(timeline.name_of(participant))
        confirmed = timeline.confirmed[participant]
        layers = [(confirmed, True)]
        if confirmed != timeline.speech[participant]:
            layers.insert(0, (timeline.speech[participant], False))
        for intervals, is_confirmed in layers:
            within = ((s, e) for s, e in intervals if s < window[1] and e > window[0])
            for start_ms, end_ms in union(within, bridge_ms=finest_ms):
                x, right = scale(max(start_ms, window[0])), scale(min(end_ms, window[1]))
                since, until = start_ms - timeline.span[0], end_ms - timeline.span[0]
                marks.append(
                    Mark(
                        x=x,
                        y=top + place * LANE + (LANE - BAR) / 2,
                        width=round(max(right - x, 0.8), 2),
                        place=place,
                        confirmed=is_confirmed,
                        title=f"{name}, {length_text(since)} to {length_text(until)}"
                        + ("" if is_confirmed else ", attributed only"),
                    )
                )
    return marks


def _ticks(timeline: Timeline, window: Interval, scale: Scale) -> list[Tick]:
    first_ms, last_ms = timeline.span
    step_ms = time_step_ms(window[1] - window[0], most_ticks=12)
    since_ms = -(-(window[0] - first_ms) // step_ms) * step_ms
    return [
        Tick(scale(first_ms + at_ms), length_text(at_ms))
        for at_ms in range(since_ms, min(window[1], last_ms + 1) - first_ms, step_ms)
    ]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
