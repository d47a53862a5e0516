"""Who is on whose side, as far as stances and challenges show it."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.coordination.seats import Seat
from argentum.smoothing import clamp, ema

CHALLENGE_WEIGHT = 0.3
"""How far one challenge moves the relation of two agents towards opposition."""
FORGIVING = 0.1
"""How far a challenge to one lets the relations to all others return to what stances say."""


class Opposition:
    """Relation of every two agents in [-1, 1]: stated stances first, then what they do to each other."""

    __slots__ = ("_relations", "_stated")

    def __init__(self, seats: Sequence[Seat]) -> None:
        stances = [0.0 if seat.stance is None else clamp(seat.stance, -1.0, 1.0) for seat in seats]
        self._stated = [[own * other for other in stances] for own in stances]
        self._relations = [list(row) for row in self._stated]

    def challenged(self, challenger: int, owing: int) -> None:
        """Let a challenge set the two against each other, and its author forget a little of other quarrels."""
        row = self._relations[challenger]
        for other, stated in enumerate(self._stated[challenger]):
            row[other] += FORGIVING * (stated - row[other])
        row[owing] = self._relations[owing][challenger] = ema(row[owing], -1.0, CHALLENGE_WEIGHT)

    def towards(self, speaker: int) -> list[float]:
        """Give everybody's agreement with a speaker."""
        return self._relations[speaker]
