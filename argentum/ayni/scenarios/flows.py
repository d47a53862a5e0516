"""Who gives to whom how often, so that everybody's habit holds and some pairs are closer than others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, product

from argentum.rng import Stream

Matrix = list[list[float]]

_ROUNDS = 40
"""Of fitting; after these the sums are right to a thousandth wherever they can be."""


def fitted(closeness: Matrix, *, giving: Sequence[float], taking: Sequence[float]) -> Matrix:
    """Scale a matrix until its rows sum up to `giving` and its columns are to each other as `taking`.

    Iterative proportional fitting (Deming & Stephan 1940): it keeps what is particular about each pair. Rows win where
    not both can hold: somebody who takes most of everything cannot take their own.
    """
    flow = [list(row) for row in closeness]
    scale = sum(giving) / sum(taking)
    for _ in range(_ROUNDS):
        for column, wanted in enumerate(taking):
            total = sum(row[column] for row in flow)
            for row in flow:
                row[column] *= wanted * scale / total if total else 0.0
        for row, wanted in zip(flow, giving, strict=True):
            total = sum(row)
            row[:] = [each * (wanted / total if total else 0.0) for each in row]
    return flow


class Pairs:
    """Draws pairs from a matrix of flows."""

    def __init__(self, flow: Matrix) -> None:
        """Take rows of givers and columns of takers."""
        count = range(len(flow))
        self._pairs = list(product(count, count))
        self._sums = list(accumulate(each for row in flow for each in row))

    def drawn(self, stream: Stream) -> tuple[int, int]:
        """Give the places of a giver and a taker."""
        return stream.choices(self._pairs, cum_weights=self._sums)[0]
