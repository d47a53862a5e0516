"""Backchannels: short units by which somebody shows that they listen, without taking the floor.

Told from the timeline alone: a unit of at most 1 s that lies wholly inside another person's unit, or that stands
between two units of one and the same other person with at most 2 s between those. What is left are the units that
claim the floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.figures.standing_speech import StandingSpeech

LONGEST_MS = 1_000
LONGEST_BREAK_MS = 2_000
"""The most that the other person may be silent around a backchannel that is not inside their unit."""


class FloorClaims(NamedTuple):
    """Units divided into those that claim the floor and those that do not; all by onset."""

    backchannels: list[Ipu]
    claims: list[Ipu]
    """Neither backchannels nor wholly inside another person's unit."""


def divide_claims(units: Sequence[Ipu]) -> FloorClaims:
    """Divide units, given by onset; longer units inside another person's are in neither list.

    Of two people's units with the same onset and offset the first counts as the outer one.
    """
    standing = StandingSpeech()
    backchannels: list[Ipu] = []
    outer: list[Ipu] = []
    for unit in units:
        other_end_ms = standing.end_ms(other_than=unit.speaker)
        if other_end_ms is None or other_end_ms < unit.end_ms:
            outer.append(unit)
        elif unit.length_ms <= LONGEST_MS:
            backchannels.append(unit)
        standing.add(unit)
    claims = outer[:1]
    for before, unit, after in zip(outer, outer[1:], outer[2:], strict=False):
        is_between = before.speaker == after.speaker != unit.speaker
        if is_between and unit.length_ms <= LONGEST_MS and after.start_ms - before.end_ms <= LONGEST_BREAK_MS:
            backchannels.append(unit)
        else:
            claims.append(unit)
    claims += outer[1:][-1:]
    backchannels.sort()
    return FloorClaims(backchannels, claims)
