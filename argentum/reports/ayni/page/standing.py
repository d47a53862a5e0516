"""Where everybody stands: a mark per participant, by balance across and by what moved upwards."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import NamedTuple

from argentum.ayni.amount import MICRO, amount_text
from argentum.ayni.panorama import Panorama
from argentum.reports.ayni.page.people import People, Person, compact_text
from argentum.reports.page.scale import Scale

WIDTH, HEIGHT = 1000, 330
LEFT, RIGHT, TOP, BOTTOM = 30, 970, 16, 286
_MOST_NAMED = 12
_NAME_HEIGHT = 13
_NAME_WIDTH = 110


class Mark(NamedTuple):
    """A participant."""

    x: float
    y: float
    person: Person
    gift: bool
    newcomer: bool
    title: str


class Name(NamedTuple):
    """A name beside a mark, on the side where there is room."""

    x: float
    y: float
    text: str
    side: str
    """`start` or `end`, as SVG anchors text."""


class Level(NamedTuple):
    """A labelled height."""

    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The whole drawing."""

    marks: list[Mark]
    names: list[Name]
    levels: list[Level]
    unnamed: int


def standing(panorama: Panorama, people: People) -> Standing | None:
    """Draw everybody for whom something moved; names stand with those who moved most, as far as there is room."""
    newcomers = frozenset(panorama.report.newcomers)
    moving = [each for each in panorama.leading if each.signed is not None]
    if len(moving) < 2:  # noqa: PLR2004 - a place is one among others
        return None
    moved = [each.total_contribution + each.total_consumption for each in moving]
    low, high = log10(min(moved)), log10(max(moved))
    if high - low < 1:
        low, high = (low + high) / 2 - 0.5, (low + high) / 2 + 0.5
    across, up = Scale(-1, 1, LEFT, RIGHT), Scale(low, high, BOTTOM, TOP)
    marks = []
    for each, amount in zip(moving, moved, strict=True):
        person = people[each.participant]
        marks.append(
            Mark(
                x=across(each.signed or 0.0),
                y=up(log10(amount)),
                person=person,
                gift=each.gift,
                newcomer=each.participant in newcomers,
                title=f"{person.name}: gave {amount_text(each.given_micro)}, "
                f"took {amount_text(each.taken_micro)}"
                + (", took nothing: a gift" if each.gift else "")
                + (", a newcomer" if each.participant in newcomers else ""),
            )
        )
    names = _names(marks)
    return Standing(marks=marks, names=names, levels=_levels(low, high, up), unnamed=len(marks) - len(names))


def _names(marks: list[Mark]) -> list[Name]:
    """Place names from the largest amount down, leaving out those that would cover another name or mark."""
    taken: list[tuple[float, float, float, float]] = [
        (mark.x - 5, mark.y - 5, mark.x + 5, mark.y + 5) for mark in marks
    ]
    names: list[Name] = []
    for at, mark in enumerate(marks):
        if len(names) == _MOST_NAMED:
            break
        width = min(_NAME_WIDTH, 8 + 7 * len(mark.person.short))
        for side, left in (("start", mark.x + 8), ("end", mark.x - 8 - width)):
            box = (left, mark.y - _NAME_HEIGHT / 2, left + width, mark.y + _NAME_HEIGHT / 2)
            free = not any(_overlap(box, other) for place, other in enumerate(taken) if place != at)
            if left >= 0 and box[2] <= WIDTH and free:
                names.append(Name(mark.x + (8 if side == "start" else -8), mark.y + 4, mark.person.short, side))
                taken.append(box)
                break
    return names


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _levels(low: float, high: float, up: Scale) -> list[Level]:
    """Label powers of ten, and thirds of them where there are few."""
    steps = (1, 3) if high - low < 2 else (1,)  # noqa: PLR2004 - two powers of ten are two labels
    found = []
    for power in range(int(low) - 1, int(high) + 2):
        for step in steps:
            level = power + log10(step)
            if low <= level <= high:
                found.append(Level(up(level), compact_text(round(10**level * MICRO))))
    return found
