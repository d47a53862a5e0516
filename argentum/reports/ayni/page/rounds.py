"""Rings of exchange as drawings, and how far giving and taking lie with a few."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

from argentum.ayni.amount import amount_text
from argentum.ayni.pair_report import Concentration
from argentum.ayni.panorama import Panorama
from argentum.ayni.rings import Ring
from argentum.ayni.score import ParticipantBalance
from argentum.reports.ayni.page.people import People, Person, people_in
from argentum.reports.clean_text import clean_text

WIDTH, HEIGHT = 380, 210
_MIDDLE = (190, 105)
_RADIUS = (72, 66)
_MOST_DRAWN = 6
"""Rings that are drawn; the weaker ones are told in words."""
_MOST_MEMBERS = 10
"""Members that are drawn; a longer ring is told in words."""
BAR_WIDTH = 1000
_MOST_PARTS = 12
_FINEST = 0.004


class Node(NamedTuple):
    """A member of a ring."""

    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str
    person: Person


class Arrow(NamedTuple):
    """A step of a ring."""

    d: str
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One ring."""

    value: str
    part: str
    """Of all that was given, in words."""
    members: list[Person]
    newcomer: bool
    nodes: list[Node]
    arrows: list[Arrow]


def rounds(panorama: Panorama, people: People) -> list[Round]:
    """Draw the rings, the strongest first."""
    return [
        _round(ring, panorama, people, drawn=place < _MOST_DRAWN) for place, ring in enumerate(panorama.report.rings)
    ]


def _round(ring: Ring, panorama: Panorama, people: People, *, drawn: bool) -> Round:
    members = [people[who] for who in ring.members]
    chosen = panorama.evaluation.selection.participant is not None
    given = 0 if chosen else sum(each.given_micro for each in panorama.report.pairs)
    value = amount_text(ring.value_micro)
    part = f"{100 * ring.value_micro / given:.2g} % of all that was given" if given else ""
    newcomer = any(who in panorama.report.newcomers for who in ring.members)
    nodes: list[Node] = []
    arrows: list[Arrow] = []
    for at, person in enumerate(members if drawn and len(members) <= _MOST_MEMBERS else ()):
        angle = 2 * pi * at / len(members) - pi / 2
        x, y = _at(angle)
        nodes.append(Node(x, y, *_beside(angle, x, y), person))
        after = (at + 1) % len(members)
        start, end = _at(angle + 0.14), _at(angle + 2 * pi / len(members) - 0.2)
        step = ring.members[at], ring.members[after]
        arrows.append(
            Arrow(
                f"M{start[0]:g} {start[1]:g}A{_RADIUS[0]} {_RADIUS[1]} 0 0 1 {end[0]:g} {end[1]:g}",
                f"{person.name} gave on to {members[after].name}",
                people.href_of_pair(step),
            )
        )
    return Round(value=value, part=part, members=[*members, members[0]], newcomer=newcomer, nodes=nodes, arrows=arrows)


def _at(angle: float) -> tuple[float, float]:
    return round(_MIDDLE[0] + _RADIUS[0] * cos(angle), 1), round(_MIDDLE[1] + _RADIUS[1] * sin(angle), 1)


def _beside(angle: float, x: float, y: float) -> tuple[float, float, str]:
    """Put a name outside of the ring."""
    if abs(cos(angle)) < 0.3:  # noqa: PLR2004 - nearly above or below
        return x, round(y + (-12 if sin(angle) < 0 else 20), 1), "middle"
    return (
        (round(x + 12, 1), round(y + 4, 1), "start") if cos(angle) > 0 else (round(x - 12, 1), round(y + 4, 1), "end")
    )


class Part(NamedTuple):
    """A participant's part of all that was given, or taken."""

    x: float
    width: float
    person: Person
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """How one side was divided."""

    label: str
    parts: list[Part]
    words: str


def sharings(panorama: Panorama, people: People) -> list[Sharing]:
    """Draw how giving and taking were divided; nothing where nothing moved."""
    report = panorama.report
    sides = (
        ("giving", report.giving, lambda each: each.given_micro),
        ("taking", report.taking, lambda each: each.taken_micro),
    )
    found = (_sharing(label, side, amount, panorama, people) for label, side, amount in sides)
    return [each for each in found if each.parts]


def _sharing(
    label: str,
    found: Concentration,
    amount: Callable[[ParticipantBalance], int],
    panorama: Panorama,
    people: People,
) -> Sharing:
    ranked = sorted(people_in(panorama), key=lambda each: (-amount(each), each.participant))
    total = sum(amount(each) for each in ranked)
    parts: list[Part] = []
    x = 0.0
    for each in ranked[:_MOST_PARTS] if total else ():
        share = amount(each) / total
        if share < _FINEST:
            break
        person = people[each.participant]
        parts.append(Part(round(x, 2), round(share * BAR_WIDTH, 2), person, f"{person.name}: {100 * share:.1f} %"))
        x += share * BAR_WIDTH
    left = len(ranked) - len(parts)
    if parts and left and x < BAR_WIDTH:
        share = 1 - x / BAR_WIDTH
        parts.append(
            Part(round(x, 2), round(BAR_WIDTH - x, 2), people.others(left), f"{left} others: {100 * share:.1f} %")
        )
    return Sharing(label=label, parts=parts, words=_concentration(found, panorama.report.minimum_sample))


def _concentration(found: Concentration, minimum_sample: int) -> str:
    if found.gini is None or found.top is None or found.top_share is None:
        return f"fewer than two have the {minimum_sample} entries from which people are compared"
    return f"Gini {found.gini:.3f}; most by {clean_text(found.top)}, {100 * found.top_share:.1f} % of those compared"
