"""A report over pairs: who gave to whom, how far giving and taking lie with a few, and what goes round in rings.

It holds figures and no judgement: a ring may be a scheme or the oldest form of sharing there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from argentum.ayni.collective import COLLECTIVES
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.pairs import PairTotal, grouped
from argentum.ayni.rings import Ring, strongest_rings
from argentum.errors import UsageError
from argentum.evenness import gini

MOST_RINGS = 10
"""Rings that are looked for: the strongest."""
_FEWEST_COMPARED = 2
"""One alone has all and is as even as can be, which says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What one gave another, in all units together."""

    giver: str
    taker: str
    given_micro: int
    taken_micro: int
    came_back_micro: int
    """What the taker gave the giver."""
    interactions: int
    """In this direction."""
    small_sample: bool
    """Fewer interactions, in both directions together, than the minimum sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How far one side lies with a few, among those who are no newcomers."""

    gini: float | None
    """0 when all have the same; `None` when there is nothing, or nobody to be compared with."""
    top: str | None
    """Who has most; the first by alphabet of several."""
    top_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReport:
    """What came out."""

    selection: Selection
    units: list[str]
    """Units that went into the sums."""
    minimum_sample: int
    pairs: list[Pair]
    """By giver and taker; with a participant, those that they are part of."""
    newcomers: list[str]
    """Fewer interactions than the minimum sample: left out of the concentrations."""
    participants: int
    """All, newcomers included; who stands for all together is not counted."""
    collectives: list[str]
    """Names that stand for all together: left out of the concentrations and rings."""
    giving: Concentration
    taking: Concentration
    rings: list[Ring]
    """With a participant, those that they are part of; of at most ten in all."""


def report_pairs(
    ledger: Ledger, selection: Selection, *, minimum_sample: int, group_of: Mapping[str, str] | None = None
) -> PairReport:
    """Reckon pairs, concentrations and rings of a period; a participant, or their group, chooses what is listed.

    Raises `UsageError` for a group that has the name of a participant who is not in it.
    """
    apart = ledger.pairs(replace(selection, participant=None))
    _refuse_merging(apart, group_of or {})
    totals = grouped(apart, group_of or {})
    standing = [each for each in totals if each.interactions]
    pairs = _joined(standing, minimum_sample=minimum_sample)
    among_people = [each for each in pairs if each.giver not in COLLECTIVES and each.taker not in COLLECTIVES]
    dealings = _dealings(pairs)
    collectives = sorted(who for who in dealings if who in COLLECTIVES)
    dealings = {who: count for who, count in dealings.items() if who not in COLLECTIVES}
    newcomers = sorted(who for who, count in dealings.items() if count < minimum_sample)
    established = [who for who in sorted(dealings) if dealings[who] >= minimum_sample]
    # What was taken without being given, or given and not taken, did not pass from one to the other.
    passed_micro = {(each.giver, each.taker): min(each.given_micro, each.taken_micro) for each in among_people}
    rings = strongest_rings(passed_micro, most=MOST_RINGS)
    chosen = (group_of or {}).get(selection.participant or "", selection.participant)
    return PairReport(
        selection=selection,
        units=sorted({unit for each in standing for unit in (each.contribution_unit, each.consumption_unit)}),
        minimum_sample=minimum_sample,
        pairs=[each for each in pairs if chosen is None or chosen in {each.giver, each.taker}],
        newcomers=newcomers,
        participants=len(dealings),
        collectives=collectives,
        giving=_concentration(established, [(each.giver, each.given_micro) for each in pairs]),
        taking=_concentration(established, [(each.taker, each.taken_micro) for each in pairs]),
        rings=[ring for ring in rings if chosen is None or chosen in ring.members],
    )


def _refuse_merging(totals: Sequence[PairTotal], group_of: Mapping[str, str]) -> None:
    """Refuse a group that would take in somebody who only has its name."""
    names = dict.fromkeys(who for each in totals for who in (each.giver, each.taker))
    for group in dict.fromkeys(group_of.values()):
        if group in names and group_of.get(group) != group:
            raise UsageError(f"group {group!r}: a participant has this name and is not in it; choose another")


def _joined(totals: Sequence[PairTotal], *, minimum_sample: int) -> list[Pair]:
    sums: dict[tuple[str, str], list[int]] = {}
    for each in totals:
        own = sums.setdefault((each.giver, each.taker), [0, 0, 0])
        own[0] += each.given_micro
        own[1] += each.taken_micro
        own[2] += each.interactions
    nothing = [0, 0, 0]
    pairs = []
    for (giver, taker), own in sums.items():
        back = nothing if giver == taker else sums.get((taker, giver), nothing)
        pairs.append(
            Pair(
                giver=giver,
                taker=taker,
                given_micro=own[0],
                taken_micro=own[1],
                came_back_micro=back[0],
                interactions=own[2],
                small_sample=own[2] + back[2] < minimum_sample,
            )
        )
    return pairs


def _dealings(pairs: Sequence[Pair]) -> dict[str, int]:
    """Count the interactions in which each took part."""
    counts: dict[str, int] = {}
    for each in pairs:
        counts[each.giver] = counts.get(each.giver, 0) + each.interactions
        if each.taker != each.giver:
            counts[each.taker] = counts.get(each.taker, 0) + each.interactions
    return counts


def _concentration(established: Sequence[str], amounts: Sequence[tuple[str, int]]) -> Concentration:
    sums = dict.fromkeys(established, 0)
    for who, amount_micro in amounts:
        if who in sums:
            sums[who] += amount_micro
    total = sum(sums.values())
    if not total or len(sums) < _FEWEST_COMPARED:
        return Concentration(gini=None, top=None, top_share=None)
    top = max(sums, key=lambda who: sums[who])
    return Concentration(gini=gini(list(sums.values())), top=top, top_share=sums[top] / total)
