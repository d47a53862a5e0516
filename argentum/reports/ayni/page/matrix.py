"""Who gave to whom: a cell per pair, the participants who moved most by name and all others together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from argentum.ayni.amount import amount_text
from argentum.ayni.panorama import LEADING, Panorama
from argentum.reports.ayni.page.people import People, Person, compact_text

_LEVELS = 9


class Cell(NamedTuple):
    """What the row gave to the column."""

    text: str
    level: int
    """0 for nothing to 9 for the most."""
    title: str
    href: str
    within: bool
    """The row is the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows give to columns."""

    people: list[Person]
    rows: list[list[Cell]]
    others: int


@dataclass(slots=True)
class Sum:
    """What several pairs come to."""

    given_micro: int = 0
    taken_micro: int = 0
    interactions: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)


def matrix(panorama: Panorama, people: People) -> Matrix | None:
    """Lay out the pairs of the period; `None` without any."""
    pairs = panorama.report.pairs
    if not pairs:
        return None
    amounts: dict[str, int] = {}
    for each in pairs:
        for who in (each.giver, each.taker):
            amounts[who] = amounts.get(who, 0) + each.given_micro + each.taken_micro
    ranked = sorted(amounts, key=lambda who: (-amounts[who], who))
    # One alone is no "others": it gets its name.
    named = ranked if len(ranked) <= LEADING + 1 else ranked[:LEADING]
    others = len(ranked) - len(named)
    place = {who: at for at, who in enumerate(named)}
    sums: dict[tuple[int, int], Sum] = {}
    for each in pairs:
        own = sums.setdefault((place.get(each.giver, len(named)), place.get(each.taker, len(named))), Sum())
        own.given_micro += each.given_micro
        own.taken_micro += each.taken_micro
        own.interactions += each.interactions
        own.pairs.append((each.giver, each.taker))
    shown = [people[who] for who in named] + ([people.others(others)] if others else [])
    # The others together would outshine everybody, so they are as dark as the largest pair at most.
    most = max(each.given_micro for each in pairs)
    rows = [
        [
            _cell(
                sums.get((giver, taker)),
                shown[giver],
                shown[taker],
                most=most,
                people=people,
                within=giver == taker < len(named),
            )
            for taker in range(len(shown))
        ]
        for giver in range(len(shown))
    ]
    return Matrix(people=shown, rows=rows, others=others)


def _cell(own: Sum | None, giver: Person, taker: Person, *, most: int, people: People, within: bool) -> Cell:
    if own is None:
        return Cell("", 0, f"{giver.name} gave nothing to {taker.name}", "", within)
    part = min(1.0, own.given_micro / most) if own.given_micro > 0 else 0.0
    level = 1 + round((_LEVELS - 1) * part**0.5) if part else 0
    title = (
        f"{giver.name} to {taker.name}: {amount_text(own.given_micro)} given, "
        f"{amount_text(own.taken_micro)} taken, {own.interactions} entries"
    )
    href = people.href_of_pair(own.pairs[0]) if len(own.pairs) == 1 else "#entries"
    return Cell(compact_text(own.given_micro), level, title, href, within)
