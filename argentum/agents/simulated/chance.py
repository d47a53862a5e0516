"""Choices by chance."""

from __future__ import annotations

from typing import TypeVar

from argentum.rng import Stream

T = TypeVar("T")


def happens(stream: Stream, probability: float) -> bool:
    """Tell whether something of this probability happens now."""
    return stream.random() < probability


def pick(stream: Stream, *weighted: tuple[T, float]) -> T:
    """Choose one of several by weight; the weights need not add up to 1, and the last is taken for what is missing."""
    place = stream.random() * sum(weight for _, weight in weighted)
    for value, weight in weighted:
        place -= weight
        if place < 0:
            return value
    return weighted[-1][0]
