"""A turn as a plan: how long, in which clips, with which pauses, and how far it overlaps the turn before.

The length follows the law of the floor-timing study, section 1, step 2: a mixture of two log-normals, shifted by the
session's and the speaker's own pace. Long turns become chains of clips of the policy's segment length with the last
one free, short turns stay as short as they are: turns that are rounded to whole segments are told from human ones at
once (study, section 2.1).
"""

from __future__ import annotations

from math import exp

from msgspec import Struct

from argentum.policy.floor import SegmentSeconds
from argentum.policy.running import TurnLengthLaw
from argentum.rng import Streams
from argentum.smoothing import clamp


class TurnPlan(Struct, frozen=True, kw_only=True):
    """What a winner bought."""

    agent_id: str
    target_ms: int
    """From the first onset to the last offset."""
    clips_ms: tuple[int, ...]
    """Target length of each clip; their sum and the pauses give the target."""
    pauses_ms: tuple[int, ...]
    """Planned pause before each clip but the first."""
    offset_ms: int
    """Onset minus the end of the turn before; negative is overlap."""


class TurnLengths:
    """Draws the lengths of turn plans; chance comes from the stream `turn_length`."""

    __slots__ = ("_law", "_seconds", "_session_pace", "_speaker_pace", "_stream")

    def __init__(self, law: TurnLengthLaw, seconds: SegmentSeconds, streams: Streams, agents: tuple[str, ...]) -> None:
        """Draw the session's pace and that of each speaker."""
        self._law = law
        self._seconds = seconds
        self._stream = streams.named("turn_length")
        self._session_pace = streams.named("turn_length/session").gauss(0.0, law.session_sd)
        self._speaker_pace = {
            agent: streams.named(f"turn_length/{agent}").gauss(0.0, law.speaker_sd) for agent in agents
        }

    def draw_ms(self, agent_id: str) -> int:
        """Draw the target length of one turn."""
        law, stream = self._law, self._stream
        short = stream.random() < law.weight_short
        mean, spread = (law.mean_log_short, law.sd_log_short) if short else (law.mean_log_long, law.sd_log_long)
        seconds = exp(stream.gauss(mean, spread) + self._session_pace + self._speaker_pace[agent_id])
        return round(1000 * clamp(seconds, law.shortest_s, law.longest_s))

    def clips_ms(self, target_ms: int) -> tuple[int, ...]:
        """Split a turn into clips near the policy's target length; the last is free in length, from half a second."""
        usual, longest = self._seconds.target * 1000, self._seconds.max * 1000
        clips: list[int] = []
        rest = target_ms
        while rest > longest:
            clips.append(round(usual))
            rest -= clips[-1]
        clips.append(rest)
        return tuple(clips)
