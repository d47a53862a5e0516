"""What a detector hands over: the particulars of one finding, before what all alerts of its type share is added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.amount import MICRO
from argentum.ayni.entry import Entry

_THREE_DIGITS = 999.5
STRONGEST = 99.0
"""Strengths are bounded, so that nothing given at all is a number, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """One finding."""

    participants: tuple[str, ...]
    strength: float
    """How far beyond its threshold: at least 1."""
    summary: str
    figures: tuple[Figure, ...]
    entries: tuple[Entry, ...]
    """Behind the figures, those that weigh most first."""


Detector = Callable[[Scene], Iterator[Suspicion]]
"""Looks for one type among those who are established."""


def strength_of(measure: float, limit: float) -> float:
    """Say how far a measure is above its limit."""
    return min(STRONGEST, measure / limit)


def by_taken(entries: list[Entry]) -> tuple[Entry, ...]:
    """Order entries by what was taken, most first."""
    return tuple(sorted(entries, key=lambda each: (-each.taken_micro, each.number)))


def by_given(entries: list[Entry]) -> tuple[Entry, ...]:
    """Order entries by what was given, most first."""
    return tuple(sorted(entries, key=lambda each: (-each.given_micro, each.number)))


def amount(micro: int) -> str:
    """Write an amount for a sentence: three digits, and no fewer than its whole part has."""
    value = micro / MICRO
    return f"{value:.3g}" if value < _THREE_DIGITS else f"{value:,.0f}"
