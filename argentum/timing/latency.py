"""Measured latencies: what the provider needs, and what that asks of time-outs and lengths (design decision 7)."""

from __future__ import annotations

from collections import deque

from argentum.smoothing import quantile

_WINDOW = 40
_FEW = 8
_FEW_SAMPLES_MARGIN = 1.5


class LatencyMeter:
    """The newest 40 latencies of one kind of request.

    The quantile is computed when a sample comes in and kept, because it is read several times in each micro-turn.
    With fewer than eight samples the P95 is the largest one with half as much again: one lucky answer must not set
    a deadline that the next cannot meet.
    """

    __slots__ = ("_samples", "median_ms", "p95_ms")

    def __init__(self, start_ms: int) -> None:
        """Begin with a guess of the P95."""
        self._samples: deque[int] = deque(maxlen=_WINDOW)
        self.p95_ms = start_ms
        self.median_ms = start_ms

    @property
    def measured(self) -> bool:
        """Whether at least one latency was observed."""
        return bool(self._samples)

    def observe(self, latency_ms: int) -> None:
        """Take one latency; for a time-out, the time that was waited in vain."""
        samples = self._samples
        samples.append(latency_ms)
        if len(samples) < _FEW:
            self.p95_ms = round(max(samples) * _FEW_SAMPLES_MARGIN)
            self.median_ms = round(quantile(list(samples), 0.5))
            return
        ordered = sorted(samples)
        count = len(ordered)
        self.p95_ms = ordered[min(count - 1, (95 * count) // 100)]
        self.median_ms = ordered[count // 2]
