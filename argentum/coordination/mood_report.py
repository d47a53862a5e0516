"""A mood as an agent reports it, smoothed so that it neither jumps nor flickers (plan 8)."""

from __future__ import annotations

from math import isfinite

from argentum.policy.behaviour import Emotion
from argentum.smoothing import clamp, ema, rate_limited
from argentum.transcript.utterance import Mood


class ReportedMood:
    """The smoothed report of one agent: exponential mean, bounded step, and a dwell before a value turns around."""

    __slots__ = (
        "_alpha",
        "_direction",
        "_dwell",
        "_largest_step",
        "_microturn",
        "_turned_at",
        "confidence",
        "engagement",
        "frustration",
    )

    def __init__(self, policy: Emotion, start: Mood) -> None:
        self._alpha = policy.alpha
        self._largest_step = policy.largest_step
        self._dwell = policy.dwell_microturns
        self._direction = [0, 0, 0]
        self._microturn = 0
        self._turned_at = [0, 0, 0]
        """Micro-turn in which each value turned around."""
        self.frustration = start.frustration
        self.engagement = start.engagement
        self.confidence = start.confidence

    def take(self, mood: Mood) -> bool:
        """Move towards a report; False when it is no number and was left aside."""
        if not (isfinite(mood.frustration) and isfinite(mood.engagement) and isfinite(mood.confidence)):
            return False
        self.frustration = self._towards(0, self.frustration, mood.frustration)
        self.engagement = self._towards(1, self.engagement, mood.engagement)
        self.confidence = self._towards(2, self.confidence, mood.confidence)
        return True

    def pass_microturn(self) -> None:
        """Let the dwell of each value run."""
        self._microturn += 1

    def _towards(self, which: int, held: float, reported: float) -> float:
        wanted = ema(held, clamp(reported, 0.0, 1.0), self._alpha)
        moved = rate_limited(held, wanted, self._largest_step)
        if moved == held:
            return held
        direction = 1 if moved > held else -1
        before = self._direction[which]
        if direction != before:
            if before and self._microturn - self._turned_at[which] < self._dwell:
                return held
            self._direction[which] = direction
            self._turned_at[which] = self._microturn
        return moved
