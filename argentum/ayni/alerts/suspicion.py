"""What a detector hands over: the particulars of one finding, before what all alerts of its type share is added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import Stretch, Weight
from argentum.ayni.amount import MICRO

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
    stretches: tuple[Stretch, ...]
    """Behind the figures."""
    weight: Weight
    """What makes an entry of them weigh much."""


Detector = Callable[[Scene], Iterator[Suspicion]]
"""Looks for one type among those who are established."""


def strength_of(measure: float, limit: float) -> float:
    """Say how far a measure is above its limit."""
    return min(STRONGEST, measure / limit)


def amount(micro: int) -> str:
    """Write an amount for a sentence: three digits, and no fewer than its whole part has."""
    value = micro / MICRO
    return f"{value:.3g}" if value < _THREE_DIGITS else f"{value:,.0f}"
