"""Who was heard when: the timeline under all figures of talk, silence and overlap.

Definitions follow the usual ones for speaker-segment timelines: the span runs from the first onset to the last offset,
silence is where nobody is heard, overlap where two or more are. Nothing is bridged: what a session schedules it knows
to the millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from argentum.transcript.message import Message

ClipKind = Literal["segment", "interjection", "hard_interrupt"]
Interval = tuple[int, int]
"""[onset, offset) in ms."""


class HeardClip(NamedTuple):
    """One stretch of one agent's audible speech."""

    start_ms: int
    end_ms: int
    agent_id: str
    kind: ClipKind
    message: Message


class FloorStates(NamedTuple):
    """How the span of a session divides, in ms."""

    span_ms: int
    silence_ms: int
    solo_ms: int
    overlap_ms: int

    @property
    def speech_ms(self) -> int:
        """Time in which at least one agent is heard."""
        return self.solo_ms + self.overlap_ms


def heard_clips(messages: Sequence[Message]) -> list[HeardClip]:
    """List what was heard, by onset: segments (cut ones as far as they were heard), interjections and kickers."""
    clips: list[HeardClip] = []
    for message in messages:
        metadata = message.metadata
        kind, timing, agent = metadata.event, metadata.timing, metadata.agent_id
        if kind not in {"segment", "interjection", "hard_interrupt"} or timing is None or agent is None:
            continue
        if timing.duration_ms > 0:
            end_ms = timing.start_ms + timing.duration_ms
            clips.append(HeardClip(timing.start_ms, end_ms, agent, kind, message))
    clips.sort(key=lambda clip: clip.start_ms)
    return clips


def floor_clips(clips: Sequence[HeardClip]) -> list[HeardClip]:
    """Leave out what does not claim the floor: interjections, and attempts that gave way."""
    return [
        clip
        for clip in clips
        if clip.kind == "segment" or (clip.kind == "hard_interrupt" and clip.message.metadata.style != "attempt")
    ]


def intervals_by_agent(clips: Sequence[HeardClip], agent_ids: Sequence[str]) -> dict[str, list[Interval]]:
    """Join each agent's clips to disjoint intervals by onset; agents that were never heard have none."""
    intervals: dict[str, list[Interval]] = {agent: [] for agent in agent_ids}
    for clip in clips:
        own = intervals.setdefault(clip.agent_id, [])
        if own and clip.start_ms <= own[-1][1]:
            own[-1] = (own[-1][0], max(own[-1][1], clip.end_ms))
        else:
            own.append((clip.start_ms, clip.end_ms))
    return intervals


def floor_states(intervals: dict[str, list[Interval]]) -> FloorStates:
    """Sweep over all agents' disjoint intervals; an empty timeline has a span of 0."""
    changes = [
        change for own in intervals.values() for start_ms, end_ms in own for change in ((start_ms, 1), (end_ms, -1))
    ]
    if not changes:
        return FloorStates(0, 0, 0, 0)
    changes.sort()
    held_ms = [0, 0, 0]
    speaking, since_ms = 0, changes[0][0]
    for at_ms, step in changes:
        held_ms[min(speaking, 2)] += at_ms - since_ms
        speaking, since_ms = speaking + step, at_ms
    return FloorStates(changes[-1][0] - changes[0][0], *held_ms)
