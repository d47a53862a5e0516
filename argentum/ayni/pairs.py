"""Who gave to whom: sums by giver and taker, kept apart by unit until they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from argentum.ayni.entry import Entry


class PairTotal(Struct, frozen=True, kw_only=True):
    """The sums of what one gave another in one pair of units, in counted millionths."""

    giver: str
    """The initiator, or a group of them."""
    taker: str
    """The responder; the giver itself only where a group deals within itself."""
    contribution_unit: str
    consumption_unit: str
    given_micro: int = 0
    taken_micro: int = 0
    interactions: int = 0
    """Those that stand; what was reversed is not among them."""


PairKey = tuple[str, str, str, str]
"""Giver, taker, unit of the contribution, unit of the consumption."""


def pair_totals(entries: Iterable[Entry]) -> list[PairTotal]:
    """Add entries up in memory, by pair and units in alphabetical order; the same sums that a store queries."""
    sums: dict[PairKey, list[int]] = {}
    for entry in entries:
        own = sums.setdefault(
            (entry.initiator, entry.responder, entry.contribution_unit, entry.consumption_unit), [0, 0, 0]
        )
        own[0] += entry.given_micro
        own[1] += entry.taken_micro
        own[2] += 1 if entry.reverses is None else -1
    return _in_order(sums)


def grouped(pairs: Iterable[PairTotal], group_of: Mapping[str, str]) -> list[PairTotal]:
    """Join participants to groups by name; who is in none stands for themselves.

    What passes within a group stays to be seen, as a pair of the group with itself.
    """
    sums: dict[PairKey, list[int]] = {}
    for each in pairs:
        giver, taker = group_of.get(each.giver, each.giver), group_of.get(each.taker, each.taker)
        own = sums.setdefault((giver, taker, each.contribution_unit, each.consumption_unit), [0, 0, 0])
        own[0] += each.given_micro
        own[1] += each.taken_micro
        own[2] += each.interactions
    return _in_order(sums)


def _in_order(sums: Mapping[PairKey, list[int]]) -> list[PairTotal]:
    return [
        PairTotal(
            giver=key[0],
            taker=key[1],
            contribution_unit=key[2],
            consumption_unit=key[3],
            given_micro=own[0],
            taken_micro=own[1],
            interactions=own[2],
        )
        for key, own in sorted(sums.items())
    ]
