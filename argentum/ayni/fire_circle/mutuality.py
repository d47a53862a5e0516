"""How much of what moved was answered: one bounded figure for a group, blind to who owes whom."""

from __future__ import annotations

from collections.abc import Iterable

from argentum.ayni.alerts.window import Doings


def established(doings: Iterable[Doings], *, minimum_sample: int) -> list[Doings]:
    """Leave out newcomers: those with fewer interactions than the minimum sample."""
    return [each for each in doings if each.entries >= minimum_sample]


def mutuality(doings: Iterable[Doings]) -> float | None:
    """Give 1 - sum of |given - taken| / sum of (given + taken): 1 when all gave what they took, 0 when nobody did both.

    The mean of the signed views would call a group balanced in which half give and half take; here each counts with the
    distance from their own balance and with what they moved. `None` when nothing moved.
    """
    apart = moved = 0
    for each in doings:
        apart += abs(each.given_micro - each.taken_micro)
        moved += each.given_micro + each.taken_micro
    return 1 - apart / moved if moved else None
