"""Bidders that do not bid what they feel: what the economy study tests itself against (economy study 6)."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.coordination.seats import Seat


class Deviations:
    """Replaces the bids of agents with a bid rule of their own; honest agents and mood inflaters keep theirs.

    A mood inflater lies about its mood and not about its bid: the emotion engine and its cap deal with it.
    """

    __slots__ = ("_bursting", "_full", "_hoarders", "_largest", "_maximisers", "present")

    def __init__(self, seats: Sequence[Seat], *, largest: int, max_bank: int) -> None:
        self._maximisers = [place for place, seat in enumerate(seats) if seat.bid_rule == "always_maximum"]
        self._hoarders = [place for place, seat in enumerate(seats) if seat.bid_rule == "hoarder"]
        self._largest = largest
        self._full = max_bank
        self._bursting = [False] * len(seats)
        self.present = bool(self._maximisers or self._hoarders)

    def apply(self, bids: list[int], tokens: Sequence[int]) -> None:
        """Change the bids in place: the maximum always, or nothing until the bank is full and then all of it."""
        for place in self._maximisers:
            bids[place] = self._largest
        for place in self._hoarders:
            if tokens[place] >= self._full:
                self._bursting[place] = True
            elif not tokens[place]:
                self._bursting[place] = False
            bids[place] = self._largest if self._bursting[place] else 0

    def silent(self, place: int) -> bool:
        """Tell whether an agent saves its tokens and so neither cuts in nor interjects."""
        return place in self._hoarders and not self._bursting[place]
