"""Where the planner of human floor timing plugs in: offset of the transfer and pauses inside a turn.

The session asks the planner once per turn, when the winner is known and before its text is written, because how far a
turn overlaps its predecessor decides when everything has to be ready (floor-timing study, section 5, rule 4).
`Seamless` is the only planner so far. One that draws human offsets, pauses and backchannels needs no change in the
machine: a negative offset starts the next clip before the present one ends, pauses are kept at the joins.
"""

from __future__ import annotations

from typing import Protocol


class TransferPlanner(Protocol):
    """Plans the joins of turns and clips."""

    def offset_ms(self, *, previous_turn_ms: int, turn_ms: int) -> int:
        """Give onset minus previous end; negative is overlap, at most what both turns last."""

    def pauses_ms(self, *, clips: int) -> tuple[int, ...]:
        """Give the pause before each clip of a turn but the first: `clips` − 1 values, each at least 0."""


class Seamless:
    """No gap, no overlap, no pause: radio."""

    def offset_ms(self, *, previous_turn_ms: int, turn_ms: int) -> int:
        """Give 0 whatever the lengths are."""
        del previous_turn_ms, turn_ms
        return 0

    def pauses_ms(self, *, clips: int) -> tuple[int, ...]:
        """Give no pause at any join."""
        return (0,) * (clips - 1)


class FixedTransfer:
    """The same offset and pause everywhere: to hear what overlap or silence does, and to test the machine with it."""

    def __init__(self, *, offset_ms: int, pause_ms: int = 0) -> None:
        """Take the offset (negative: overlap) and the pause (at least 0)."""
        self._offset_ms = offset_ms
        self._pause_ms = pause_ms

    def offset_ms(self, *, previous_turn_ms: int, turn_ms: int) -> int:
        """Give the fixed offset, but never so deep that a turn would lie inside the other."""
        deepest = -max(0, min(previous_turn_ms, turn_ms) - 150)
        return max(self._offset_ms, deepest)

    def pauses_ms(self, *, clips: int) -> tuple[int, ...]:
        """Give the fixed pause at each join."""
        return (self._pause_ms,) * (clips - 1)
