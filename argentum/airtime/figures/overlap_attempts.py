"""Attempts to take the floor while it is held, and how long it takes until the holder yields.

An attempt is a unit longer than 1 s that begins while somebody else, who spoke already, will go on for at least
200 ms; of several such people the one who goes on longest holds the floor. It *wins* when it outlasts the holder. The
yield time of a won attempt is the time from its onset to the holder's offset.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.figures.standing_speech import StandingSpeech

LONGER_THAN_MS = 1_000
STILL_HELD_MS = 200


class OverlapAttempt(NamedTuple):
    """One attempt."""

    at_ms: int
    by: int
    against: int
    yield_ms: int | None
    """`None` when the holder outlasted it."""


def overlap_attempts(units: Sequence[Ipu]) -> list[OverlapAttempt]:
    """List the attempts; `units` are given by onset."""
    found: list[OverlapAttempt] = []
    standing = StandingSpeech()
    for _, together in groupby(units, key=attrgetter("start_ms")):
        beginning = list(together)
        for unit in beginning:
            holder = standing.other(unit.speaker) if unit.length_ms > LONGER_THAN_MS else None
            if holder is not None and holder.end_ms - unit.start_ms >= STILL_HELD_MS:
                wins = unit.end_ms > holder.end_ms
                found.append(
                    OverlapAttempt(
                        unit.start_ms, unit.speaker, holder.speaker, holder.end_ms - unit.start_ms if wins else None
                    )
                )
        for unit in beginning:
            standing.add(unit)
    return found
