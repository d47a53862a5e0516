"""Balance over time: for each participant a line between taking and giving, and below it what moved when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from argentum.ayni.amount import amount_text
from argentum.ayni.balance import signed_view
from argentum.ayni.panorama import Panorama
from argentum.ayni.period_grid import width_text
from argentum.ayni.score import ParticipantBalance, instant
from argentum.ayni.trend import Flow, Parts, added, running
from argentum.reports.ayni.page.findings import alerts_about
from argentum.reports.ayni.page.people import People, Person, sums_micro
from argentum.reports.ayni.tables import GIFT, balance_text, ratio_text
from argentum.reports.page.scale import Scale, path

WIDTH = 320
LINE_TOP, LINE_BOTTOM = 6, 78
BARS_TOP, BARS_BOTTOM = 92, 132
HEIGHT = 136
_LEFT, _RIGHT = 2, 318
MOST_CARDS = 24
"""Participants with a card of their own, the last of which may stand for all others."""


class Bar(NamedTuple):
    """What was given, or taken, in a part of the period."""

    x: float
    y: float
    width: float
    height: float
    side: str
    """`gave` or `took`."""
    title: str


class Gift(NamedTuple):
    """Where the line stands at its upper end because nothing has been taken yet."""

    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One participant's drawing."""

    person: Person
    balance: str
    words: str
    lines: list[str]
    """SVG paths of the running balance; more than one never, none when nothing moved."""
    end: tuple[float, float] | None
    gifts: list[Gift]
    bars: list[Bar]
    alerts: list[tuple[str, str]]
    """Severity and address of each alert about the participant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """All drawings, and the axis that they share."""

    cards: list[Card]
    part: str
    first: str
    last: str
    others: int


def courses(panorama: Panorama, people: People) -> Courses | None:
    """Draw up to 24 participants, those who moved most; the others together as the last one."""
    grid = panorama.grid
    if grid is None or not panorama.leading:
        return None
    every = panorama.leading
    own = every if len(every) <= MOST_CARDS else every[: MOST_CARDS - 1]
    flags = alerts_about(panorama)
    cards = [
        _card(
            people[each.participant],
            _words(each),
            panorama.flows.get(each.participant, ()),
            grid,
            panorama.zone,
            alerts=flags.get(each.participant, []),
        )
        for each in own
    ]
    others = every[len(own) :]
    if others:
        together: Sequence[Flow] = [(0, 0)] * grid.parts
        for each in others:
            if each.participant in panorama.flows:
                together = added(together, panorama.flows[each.participant])
        cards.append(_card(people.others(len(others)), _words(*others), together, grid, panorama.zone, alerts=[]))
    return Courses(
        cards=cards,
        part=width_text(grid.width_ms),
        first=moment(grid.start_ms, grid, panorama.zone),
        last=moment(grid.end_ms - 1, grid, panorama.zone),
        others=len(others),
    )


def _card(
    person: Person,
    words: tuple[str, str],
    flows: Sequence[Flow],
    grid: Parts,
    zone: tzinfo,
    *,
    alerts: list[tuple[str, str]],
) -> Card:
    across = Scale(0, grid.parts, _LEFT, _RIGHT)
    up = Scale(-1, 1, LINE_BOTTOM, LINE_TOP)
    points: list[tuple[float, float]] = []
    gifts: list[Gift] = []
    for part, (given, taken) in enumerate(running(flows)):
        level = signed_view(given, taken)
        if level is None:
            continue
        points.append((across(part + 0.5), up(level)))
        if taken == 0 and flows[part][0] > 0:
            gifts.append(Gift(*points[-1], f"{person.name}: gave {amount_text(given)} so far and took nothing: a gift"))
    if points:
        points.append((across(grid.parts), points[-1][1]))
    return Card(
        person=person,
        balance=words[0],
        words=words[1],
        lines=[path(points)] if points else [],
        end=points[-1] if points else None,
        gifts=gifts,
        bars=_bars(person, flows, grid, zone, across),
        alerts=alerts,
    )


def _bars(person: Person, flows: Sequence[Flow], grid: Parts, zone: tzinfo, across: Scale) -> list[Bar]:
    most = max((max(given, taken) for given, taken in flows), default=0)
    middle = (BARS_TOP + BARS_BOTTOM) / 2
    tall = Scale(0, most or 1, 0, middle - BARS_TOP)
    width = round(max(across(1) - across(0) - 1, 0.8), 2)
    bars = []
    for part, (given, taken) in enumerate(flows):
        when = moment(grid.bounds_ms[part], grid, zone)
        if given > 0:
            height = max(tall(given), 0.8)
            title = f"{person.name} gave {amount_text(given)}, {when}"
            bars.append(Bar(across(part), round(middle - height, 2), width, height, "gave", title))
        if taken > 0:
            height = max(tall(taken), 0.8)
            title = f"{person.name} took {amount_text(taken)}, {when}"
            bars.append(Bar(across(part), middle, width, height, "took", title))
    return bars


def _words(*those: ParticipantBalance) -> tuple[str, str]:
    """Give the balance of one, or of several together, and their sums."""
    given, taken = sums_micro(*those)
    words = f"gave {amount_text(given)}, took {amount_text(taken)}"
    if len(those) == 1:
        return balance_text(those[0]), words
    return ratio_text(given / taken) if taken else GIFT if given else "–", words


_MINUTE_MS, _DAY_MS = 60_000, 86_400_000


def moment(at_ms: int, grid: Parts, zone: tzinfo) -> str:
    """Write a moment in the zone: its day, with the time of day where parts are shorter than that."""
    local = instant(at_ms).astimezone(zone)
    if grid.width_ms >= _DAY_MS:
        return local.date().isoformat()
    return local.strftime("%Y-%m-%d %H:%M" if grid.width_ms >= _MINUTE_MS else "%Y-%m-%d %H:%M:%S")
