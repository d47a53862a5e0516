"""Spearman's rank correlation, ties by average ranks (Spearman 1904; Kendall & Gibbons 1990)."""

from __future__ import annotations

from collections.abc import Sequence


def spearman(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Correlate the ranks of two equally long series; `None` when one of them does not vary."""
    ranks_left, ranks_right = average_ranks(left), average_ranks(right)
    mean = (len(left) + 1) / 2
    spread_left = sum((rank - mean) ** 2 for rank in ranks_left)
    spread_right = sum((rank - mean) ** 2 for rank in ranks_right)
    if not spread_left or not spread_right:
        return None
    shared = sum((one - mean) * (other - mean) for one, other in zip(ranks_left, ranks_right, strict=True))
    return float(shared / (spread_left * spread_right) ** 0.5)


def average_ranks(values: Sequence[float]) -> list[float]:
    """Rank from 1 upwards; equal values share the mean of their places."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and values[order[last + 1]] == values[order[first]]:
            last += 1
        for place in range(first, last + 1):
            ranks[order[place]] = (first + last) / 2 + 1
        first = last + 1
    return ranks
