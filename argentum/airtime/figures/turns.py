"""Turns: who had the floor, from when to when, and how it passed on.

A turn is a run of floor-claiming units of one person; backchannels and longer units wholly inside another person's do
not end it. Its length runs from its first onset to its last offset, the speaker's own pauses included. The offset of a
transfer is the onset of the next turn minus the offset of the one before: negative in overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from argentum.airtime.figures.ipu import Ipu

INTERRUPTION_BEYOND_MS = 200


class Turn(NamedTuple):
    """One person's hold of the floor."""

    start_ms: int
    end_ms: int
    speaker: int

    @property
    def length_ms(self) -> int:
        """Length of the turn."""
        return self.end_ms - self.start_ms


class Interruption(NamedTuple):
    """The floor won in overlap: the next turn began more than 200 ms before this one ended."""

    at_ms: int
    by: int
    suffered_by: int


def turns_of(claims: Sequence[Ipu]) -> list[Turn]:
    """Join neighbours of the same speaker; `claims` are the floor-claiming units by onset."""
    turns: list[Turn] = []
    for unit in claims:
        if turns and turns[-1].speaker == unit.speaker:
            turns[-1] = Turn(turns[-1].start_ms, max(turns[-1].end_ms, unit.end_ms), unit.speaker)
        else:
            turns.append(Turn(*unit))
    return turns


def turn_transfer_offsets_ms(turns: Sequence[Turn]) -> list[int]:
    """Give the offset of each transfer, in order of time."""
    return [later.start_ms - earlier.end_ms for earlier, later in pairwise(turns)]


def interruptions(turns: Sequence[Turn]) -> list[Interruption]:
    """List the transfers with an offset below -200 ms."""
    return [
        Interruption(later.start_ms, later.speaker, earlier.speaker)
        for earlier, later in pairwise(turns)
        if later.start_ms - earlier.end_ms < -INTERRUPTION_BEYOND_MS
    ]


def returns(turns: Sequence[Turn]) -> int:
    """Count the turns, from the third on, whose speaker also had the turn before last (A-B-A)."""
    return sum(1 for before_last, turn in zip(turns, turns[2:], strict=False) if before_last.speaker == turn.speaker)
