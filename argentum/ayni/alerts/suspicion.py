"""What a detector hands over: the particulars of one finding, before what all alerts of its type share is added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import Doings, Window

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
    evidence: tuple[str, ...]
    evidence_entries: int
    units: tuple[str, ...]
    mitigating: tuple[str, ...] = ()


class Detector(Protocol):
    """Looks for one type."""

    def __call__(self, window: Window, thresholds: Thresholds, established: list[Doings]) -> Iterator[Suspicion]:
        """Give the findings about those who are established; everybody counts in what they are compared with."""


def strength_of(measure: float, limit: float) -> float:
    """Say how far a measure is above its limit."""
    return min(STRONGEST, measure / limit)


def units_of(*doings: Doings) -> tuple[str, ...]:
    """Give the units in which participants gave and took."""
    gave = {entry.contribution_unit for each in doings for entry in each.gave}
    return tuple(sorted(gave | {entry.consumption_unit for each in doings for entry in each.took}))
