"""Straight lines between data and the coordinates of a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_STEPS_MS = (1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000)


class Scale(NamedTuple):
    """Maps [low, high] to [start, end]; a domain without extent maps to `start`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the coordinate of a value, with two decimals: enough for a drawing, and short to write."""
        if self.high == self.low:
            return self.start
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 2)


def time_step_ms(span_ms: int, *, most_ticks: int) -> int:
    """Choose the smallest round distance that needs at most `most_ticks` ticks."""
    for step_ms in _STEPS_MS:
        if span_ms <= step_ms * most_ticks:
            return step_ms
    return _STEPS_MS[-1] * -(-span_ms // (_STEPS_MS[-1] * most_ticks))


def thinned(count: int, *, most: int) -> list[int]:
    """Choose at most `most` evenly spaced indices out of `count`."""
    every = max(1, -(-count // most))
    return list(range(0, count, every))


def path(points: Sequence[tuple[float, float]]) -> str:
    """Write an SVG path through the points."""
    return "".join(f"{'L' if place else 'M'}{x:g} {y:g}" for place, (x, y) in enumerate(points))
