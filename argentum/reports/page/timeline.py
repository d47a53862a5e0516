"""Who was heard when, as a score: rows of time, in each row a lane per agent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from argentum.metrics.floor_intervals import HeardClip, heard_clips
from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.page.lanes import GUTTER, WIDTH, short_name
from argentum.reports.page.scale import Scale, time_step_ms
from argentum.reports.page.script import anchors
from argentum.transcript.message import Message

LANE = 24
DENSE_LANE = 16
AXIS = 20
ROW_GAP = 14
_ROW_MS = 200_000
_MOST_ROWS = 12
_HALF_A_LABEL = 18
"""A time nearer to the right edge would be cut off."""
_MOST_ROOMY_LANES = 24
"""With more lanes in all, as with twelve agents for an hour, they are set closer."""


class Mark(Struct, frozen=True, kw_only=True):
    """A clip, or the part of it that falls into a row."""

    x: float
    y: float
    width: float
    height: int
    place: int
    """Of the agent at the table."""
    kind: str
    cut: bool
    """This end was cut off."""
    title: str
    anchor: str
    """Of the line in the transcript."""


class Tick(Struct, frozen=True):
    """A label of the time axis."""

    x: float
    label: str


class Row(Struct, frozen=True, kw_only=True):
    """A stretch of time across the page."""

    y: int
    axis_y: int
    end_x: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


class Timeline(Struct, frozen=True, kw_only=True):
    """The whole drawing."""

    width: int
    height: int
    gutter: int
    lane: int
    names: tuple[str, ...]
    rows: tuple[Row, ...]


def timeline(messages: Sequence[Message], facts: SessionFacts) -> Timeline | None:
    """Lay out what was heard in at most twelve rows of 200 s or more; `None` when nothing was heard."""
    clips = heard_clips(messages)
    if not clips or not facts.agents:
        return None
    end_ms = max(clip.end_ms for clip in clips)
    row_ms = _row_length_ms(end_ms)
    count = -(-end_ms // row_ms)
    places = anchors(messages)
    lane = LANE if count * len(facts.agents) <= _MOST_ROOMY_LANES else DENSE_LANE
    lanes_height = lane * len(facts.agents)
    height = lanes_height + AXIS + ROW_GAP
    rows = tuple(
        Row(
            y=row * height,
            axis_y=row * height + lanes_height,
            end_x=_scale(row, row_ms)(min(end_ms, (row + 1) * row_ms)),
            marks=_marks(clips, facts, places, row=row, row_ms=row_ms, top=row * height, lane=lane),
            ticks=_ticks(row, row_ms, end_ms),
        )
        for row in range(count)
    )
    names = tuple(short_name(clean_text(agent.name)) for agent in facts.agents)
    return Timeline(width=WIDTH, height=count * height, gutter=GUTTER, lane=lane, names=names, rows=rows)


def _row_length_ms(end_ms: int) -> int:
    if end_ms <= _ROW_MS:
        return max(end_ms, 1)
    return max(_ROW_MS, time_step_ms(end_ms, most_ticks=_MOST_ROWS))


def _scale(row: int, row_ms: int) -> Scale:
    return Scale(row * row_ms, (row + 1) * row_ms, GUTTER, WIDTH - 4)


def _marks(
    clips: Sequence[HeardClip],
    facts: SessionFacts,
    places: Mapping[str, str],
    *,
    row: int,
    row_ms: int,
    top: int,
    lane: int,
) -> tuple[Mark, ...]:
    scale = _scale(row, row_ms)
    from_ms, until_ms = row * row_ms, (row + 1) * row_ms
    ids = facts.agent_ids
    marks = []
    for clip in clips:
        if clip.end_ms <= from_ms or clip.start_ms >= until_ms or clip.agent_id not in ids:
            continue
        place = ids.index(clip.agent_id)
        x, right = scale(max(clip.start_ms, from_ms)), scale(min(clip.end_ms, until_ms))
        bar = lane // 3 if clip.kind == "interjection" else lane * 2 // 3
        marks.append(
            Mark(
                x=x,
                y=top + place * lane + (lane - bar) / 2,
                width=round(max(right - x - 0.6, 1.2), 2),
                height=bar,
                place=place,
                kind=clip.kind,
                cut=clip.message.metadata.interrupted_by is not None and clip.end_ms <= until_ms,
                title=_title(clip, facts),
                anchor=places[clip.message.id],
            )
        )
    return tuple(marks)


def _title(clip: HeardClip, facts: SessionFacts) -> str:
    metadata = clip.message.metadata
    kind = {"segment": "", "interjection": " interjects", "hard_interrupt": " cuts in"}[clip.kind]
    times = f"{minutes_seconds(clip.start_ms)} to {minutes_seconds(clip.end_ms)}"
    cut = f"\nCut off by {clean_text(facts.name_of(metadata.interrupted_by))}" if metadata.interrupted_by else ""
    return f"{clean_text(facts.name_of(clip.agent_id))}{kind}, {times}\n{clean_text(clip.message.content)}{cut}"


def _ticks(row: int, row_ms: int, end_ms: int) -> tuple[Tick, ...]:
    step_ms = time_step_ms(row_ms, most_ticks=12)
    scale = _scale(row, row_ms)
    first = -(-row * row_ms // step_ms) * step_ms
    drawn = ((scale(at_ms), at_ms) for at_ms in range(first, min((row + 1) * row_ms, end_ms + 1), step_ms))
    return tuple(Tick(x, minutes_seconds(at_ms)) for x, at_ms in drawn if x <= WIDTH - _HALF_A_LABEL)
