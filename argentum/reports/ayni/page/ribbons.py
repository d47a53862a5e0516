"""Flows: what was given runs from its givers on the left to its takers on the right, as wide as it was much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argentum.ayni.amount import amount_text
from argentum.ayni.panorama import Panorama
from argentum.reports.ayni.page.people import People, Person, compact_text

WIDTH, HEIGHT = 1000, 440
LEFT, RIGHT = 190, 810
BLOCK = 12
_GAP = 8
_MOST = 9
"""Givers, and takers, with an end of their own."""
_THINNEST = 0.6


class Ribbon(NamedTuple):
    """What one gave another."""

    d: str
    colour: str
    title: str
    href: str


class End(NamedTuple):
    """A giver on the left or a taker on the right."""

    y: float
    height: float
    person: Person
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbons:
    """The whole drawing."""

    ribbons: list[Ribbon]
    givers: list[End]
    takers: list[End]
    among_others: str
    """What those without an end of their own gave each other, which is not drawn; empty for nothing."""


def ribbons(panorama: Panorama, people: People) -> Ribbons | None:
    """Draw what was given between the largest givers and takers; the others on each side as one."""
    given = {(each.giver, each.taker): each.given_micro for each in panorama.report.pairs if each.given_micro > 0}
    if not given:
        return None
    left_named, right_named = _named(_sums(given, 0)), _named(_sums(given, 1))
    among_others = sum(
        amount for step, amount in given.items() if step[0] not in left_named and step[1] not in right_named
    )
    given = {step: amount for step, amount in given.items() if step[0] in left_named or step[1] in right_named}
    left, right = _ends(given, 0, left_named), _ends(given, 1, right_named)
    flows: dict[tuple[str | None, str | None], int] = {}
    pairs_of: dict[tuple[str | None, str | None], list[tuple[str, str]]] = {}
    for (giver, taker), amount in given.items():
        step = giver if giver in left else None, taker if taker in right else None
        flows[step] = flows.get(step, 0) + amount
        pairs_of.setdefault(step, []).append((giver, taker))
    total = sum(given.values())
    heights = (HEIGHT - _GAP * (max(len(left), len(right)) - 1)) / total
    givers, takers = _stacked(left, heights, people), _stacked(right, heights, people)
    left_y, right_y = ({who: end.y for who, end in side.items()} for side in (givers, takers))
    drawn = []
    for step in ((one, other) for one in left for other in right):
        micro = flows.get(step)
        if micro is None:
            continue
        height = micro * heights
        one, other = givers[step[0]].person, takers[step[1]].person
        pairs = pairs_of[step]
        drawn.append(
            Ribbon(
                d=_band(left_y[step[0]], right_y[step[1]], max(height, _THINNEST)),
                colour=one.colour,
                title=f"{one.name} gave {amount_text(micro)} to {other.name}",
                href=people.href_of_pair(pairs[0]) if len(pairs) == 1 else "#entries",
            )
        )
        left_y[step[0]] += height
        right_y[step[1]] += height
    return Ribbons(
        ribbons=drawn,
        givers=list(givers.values()),
        takers=list(takers.values()),
        among_others=amount_text(among_others) if among_others else "",
    )


Ends = dict[str | None, tuple[int, int]]
"""Amount and count of participants by name, in the order in which they are drawn; `None` stands for all others."""


def _sums(given: Mapping[tuple[str, str], int], side: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for step, amount in given.items():
        sums[step[side]] = sums.get(step[side], 0) + amount
    return sums


def _named(sums: Mapping[str, int]) -> list[str]:
    """Choose those with an end of their own; one alone is no "others" and gets one, too."""
    ranked = sorted(sums, key=lambda who: (-sums[who], who))
    return ranked if len(ranked) <= _MOST + 1 else ranked[:_MOST]


def _ends(given: Mapping[tuple[str, str], int], side: int, named: list[str]) -> Ends:
    sums = _sums(given, side)
    ends: Ends = {who: (sums[who], 1) for who in named}
    rest = [amount for who, amount in sums.items() if who not in ends]
    if rest:
        ends[None] = sum(rest), len(rest)
    return ends


def _stacked(ends: Ends, heights: float, people: People) -> dict[str | None, End]:
    stacked: dict[str | None, End] = {}
    y = (HEIGHT - heights * sum(amount for amount, _ in ends.values()) - _GAP * (len(ends) - 1)) / 2
    for who, (amount, count) in ends.items():
        person = people.others(count) if who is None else people[who]
        height = amount * heights
        stacked[who] = End(round(y, 2), round(max(height, _THINNEST), 2), person, compact_text(amount))
        y += height + _GAP
    return stacked


def _band(left_y: float, right_y: float, height: float) -> str:
    start, end = LEFT + BLOCK, RIGHT - BLOCK
    middle = (start + end) // 2
    return (
        f"M{start} {left_y:.1f}C{middle} {left_y:.1f} {middle} {right_y:.1f} {end} {right_y:.1f}v{height:.1f}"
        f"C{middle} {right_y + height:.1f} {middle} {left_y + height:.1f} {start} {left_y + height:.1f}z"
    )
