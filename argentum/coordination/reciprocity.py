"""What each agent gave and took so far, as a small and capped part of how it stands (`reputation.reciprocity_cap`).

Unlike the events of a reputation it does not add up: it is one bounded figure of the whole session, so that nobody can
gather more than the cap by giving for long, and who gives back is rid of what counted against it.
"""

from __future__ import annotations

from collections.abc import Mapping

from argentum.transcript.give_and_take import flows_of
from argentum.transcript.message import Message

MINIMUM_SAMPLE = 5
"""Things given or taken before an agent is judged by them: one long segment at the start is no habit."""


class ReciprocityKeeper:
    """Counts what passes at the table by the rule of the ledger, and weighs it."""

    __slots__ = ("_cap", "_given_ms", "_places", "_sample", "_taken_ms")

    def __init__(self, places: Mapping[str, int], *, cap: float) -> None:
        """Begin with nothing given and nothing taken; `cap` is the largest weight, above 0."""
        self._cap = cap
        self._places = places
        self._given_ms = [0] * len(places)
        self._taken_ms = [0] * len(places)
        self._sample = [0] * len(places)

    def written(self, message: Message) -> None:
        """Count what passes with a message."""
        for flow in flows_of(message):
            giver, taker = self._places.get(flow.giver), self._places.get(flow.taker)
            if giver is not None and flow.given_ms:
                self._given_ms[giver] += flow.given_ms
                self._sample[giver] += 1
            if taker is not None and flow.taken_ms:
                self._taken_ms[taker] += flow.taken_ms
                self._sample[taker] += 1

    def weight(self, place: int) -> float:
        """Give the cap times (given - taken) / (given + taken): from minus the cap to the cap, 0 at balance."""
        given_ms, taken_ms = self._given_ms[place], self._taken_ms[place]
        if self._sample[place] < MINIMUM_SAMPLE:
            return 0.0
        return self._cap * (given_ms - taken_ms) / (given_ms + taken_ms)
