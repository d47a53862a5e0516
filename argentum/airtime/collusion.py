"""People who praise each other: what is bounded by the rules is also told (hole 14).

Only signed reactions are looked at. Counting anonymous ones here would tell who sent them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.airtime.reactions.codes import KINDS
from argentum.airtime.rules.rule import Impression

FEWEST = 3
"""Positive reactions in each direction below which a pair is not told."""


class Trade(Struct, frozen=True, kw_only=True):
    """Two people who gave each other at least half of their praise."""

    one: str
    other: str
    one_to_other: int
    other_to_one: int


def trades(impressions: Sequence[Impression]) -> tuple[Trade, ...]:
    """Find pairs whose signed praise goes mostly to each other, by name."""
    given: dict[tuple[str, str], int] = {}
    in_all: dict[str, int] = {}
    for each in impressions:
        if each.signed and KINDS[each.code].category == "positive":
            pair = (each.sender_id, each.receiver_id)
            given[pair] = given.get(pair, 0) + 1
            in_all[each.sender_id] = in_all.get(each.sender_id, 0) + 1
    found = []
    for (one, other), there in sorted(given.items()):
        back = given.get((other, one), 0)
        mostly = 2 * there >= in_all[one] and 2 * back >= in_all.get(other, 0)
        if one < other and min(there, back) >= FEWEST and mostly:
            found.append(Trade(one=one, other=other, one_to_other=there, other_to_one=back))
    return tuple(found)
