"""Measured latencies: what the provider needs, and what that asks of time-outs and lengths (design decision 7)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque

from argentum.smoothing import at_least

_WINDOW = 40
_FEW = 8
_FEW_SAMPLES_MARGIN = 1.5
_PATIENCE_STEP = 1.5
_MOST_PATIENCE = 4.0
_OVERDUE = 1.3


class LatencyMeter:
    """The newest 40 latencies of one kind of request.

    The quantile is computed when a sample comes in and kept, because it is read several times in each micro-turn.
    With fewer than eight samples the P95 is the largest one with half as much again: one lucky answer must not set
    a deadline that the next cannot meet.
    """

    __slots__ = ("_ordered", "_patience", "_samples", "measured", "median_ms", "p95_ms")

    def __init__(self, start_ms: int) -> None:
        """Begin with a guess of the P95."""
        self._samples: deque[int] = deque()
        self._ordered: list[int] = []
        self.p95_ms = start_ms
        self.median_ms = start_ms
        self._patience = 1.0
        self.measured = False
        """Whether at least one latency was observed."""

    def observe(self, latency_ms: int) -> None:
        """Take the latency of an answer."""
        self._patience = 1.0
        self.measured = True
        samples, ordered = self._samples, self._ordered
        if len(samples) == _WINDOW:
            del ordered[bisect_left(ordered, samples.popleft())]
        samples.append(latency_ms)
        insort(ordered, latency_ms)
        count = len(ordered)
        self.p95_ms = ordered[95 * count // 100] if count >= _FEW else round(ordered[-1] * _FEW_SAMPLES_MARGIN)
        self.median_ms = ordered[count // 2]

    def timed_out(self) -> None:
        """Wait half as long again the next time, up to four times as long.

        What was waited in vain is no latency: taken as one it would raise the P95, the P95 the next deadline, and a
        few time-outs in a row would end in minutes of silence.
        """
        self._patience = min(_MOST_PATIENCE, self._patience * _PATIENCE_STEP)

    def deadline_ms(self, *, start_ms: int, factor: float) -> int:
        """Give how long an answer may take: from the start value, from the P95, and longer after time-outs."""
        measured = factor * self.p95_ms if self.measured else 0.0
        return round(at_least(measured, start_ms) * self._patience)

    def overdue_ms(self) -> int:
        """Give after how long an answer is later than can be expected; from there on a substitute is worth its call."""
        return round(self.p95_ms * _OVERDUE)
