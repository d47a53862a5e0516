"""How sure a measured rate is."""

from __future__ import annotations

from math import sqrt

_Z = 1.959964
"""Of 95 %."""


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Give the 95 % interval of a rate (Wilson 1927): it stays within 0..1, and is honest about few trials.

    Without trials nothing is known: 0 to 1.
    """
    if trials == 0:
        return 0.0, 1.0
    rate, square = hits / trials, _Z * _Z
    middle = rate + square / (2 * trials)
    spread = _Z * sqrt(rate * (1 - rate) / trials + square / (4 * trials * trials))
    whole = 1 + square / trials
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
