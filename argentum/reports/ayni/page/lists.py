"""What stands behind the marks: a row per participant, and the entries of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from argentum.ayni.amount import amount_text
from argentum.ayni.balance import signed_view
from argentum.ayni.entry import Entry
from argentum.ayni.pair_report import Pair
from argentum.ayni.panorama import Panorama
from argentum.ayni.score import ParticipantBalance, instant, score_of
from argentum.ayni.trend import Flow, running
from argentum.reports.ayni.page.people import People, Person
from argentum.reports.ayni.tables import GIFT, balance_text, ratio_text, remark_text
from argentum.reports.clean_text import clean_text
from argentum.reports.page.scale import Scale, path, thinned

LINE_WIDTH, LINE_HEIGHT = 96, 22
BAR_WIDTH = 120
_POINTS = 16
_MOST_PARTNERS = 240
"""Partners that are told in all; a participant's largest come first."""
_FEWEST_PARTNERS = 4


class Partner(NamedTuple):
    """One direction of a participant's dealings."""

    gave: bool
    name: str
    amount: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A participant's figures."""

    anchor: str
    person: Person
    given: str
    taken: str
    balance: str
    sort: tuple[int, int, float]
    """Given and taken in millionths, and the signed balance, for sorting."""
    share: float | None
    entries: int
    newcomer: bool
    line: str
    partners: list[Partner]
    more_partners: int


class EntryRow(NamedTuple):
    """An entry."""

    number: int
    happened: str
    contribution: str
    consumption: str
    balance: str
    remark: str
    entry_id: str
    way: str
    """From whom to whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBlock:
    """The entries of a pair."""

    anchor: str
    giver: Person
    taker: Person
    given: str
    taken: str
    entries: int
    rows: list[EntryRow]


def person_rows(panorama: Panorama, people: People) -> list[PersonRow]:
    """Give a row for everybody, whoever moved most first."""
    newcomers = frozenset(panorama.report.newcomers)
    dealings: dict[str, list[Pair]] = {}
    for pair in panorama.report.pairs:
        for who in {pair.giver: None, pair.taker: None}:
            dealings.setdefault(who, []).append(pair)
    most = max(_FEWEST_PARTNERS, _MOST_PARTNERS // max(1, len(panorama.leading)))
    return [
        _person_row(
            each, panorama, people, dealings.get(each.participant, []), most, newcomer=each.participant in newcomers
        )
        for each in panorama.leading
    ]


def _person_row(
    each: ParticipantBalance, panorama: Panorama, people: People, pairs: Sequence[Pair], most: int, *, newcomer: bool
) -> PersonRow:
    who = each.participant
    ranked = sorted(pairs, key=lambda pair: (-max(pair.given_micro, pair.taken_micro), pair.giver, pair.taker))
    person = people[who]
    return PersonRow(
        anchor=person.href.removeprefix("#"),
        person=person,
        given=amount_text(each.given_micro),
        taken=amount_text(each.taken_micro),
        balance=balance_text(each),
        sort=(each.given_micro, each.taken_micro, each.signed if each.signed is not None else -2.0),
        share=each.share,
        entries=each.as_initiator + each.as_responder,
        newcomer=newcomer,
        line=_line(panorama.flows.get(who, ())),
        partners=[_partner(who, pair, people) for pair in ranked[:most]],
        more_partners=max(0, len(ranked) - most),
    )


def _partner(who: str, pair: Pair, people: People) -> Partner:
    gave = pair.giver == who
    name = people[pair.taker if gave else pair.giver].name
    amount = amount_text(pair.given_micro if gave else pair.taken_micro)
    return Partner(gave, name, amount, people.href_of_pair((pair.giver, pair.taker)))


def _line(flows: Sequence[Flow]) -> str:
    """Draw the running balance in a few points."""
    sums = running(flows)
    chosen = thinned(len(sums), most=_POINTS)
    if sums and chosen[-1] != len(sums) - 1:
        chosen[-1] = len(sums) - 1
    across, up = Scale(0, max(1, len(sums) - 1), 1, LINE_WIDTH - 1), Scale(-1, 1, LINE_HEIGHT - 2, 2)
    levels = [(part, signed_view(*sums[part])) for part in chosen]
    points = [(round(across(part), 1), round(up(level), 1)) for part, level in levels if level is not None]
    if len(points) == 1:
        points.append((LINE_WIDTH - 1, points[0][1]))
    return path(points)


def pair_blocks(panorama: Panorama, people: People) -> list[PairBlock]:
    """Give the listed pairs with their latest entries, by giver and taker as they stand on the page."""
    return [
        PairBlock(
            anchor=people.anchor_of_pair(step),
            giver=people[step[0]],
            taker=people[step[1]],
            given=amount_text(each.pair.given_micro),
            taken=amount_text(each.pair.taken_micro),
            entries=each.entries,
            rows=[entry_row(entry, panorama) for entry in each.latest],
        )
        for step, each in sorted(panorama.behind.items(), key=lambda item: people.order(item[0]))
    ]


def entry_row(entry: Entry, panorama: Panorama) -> EntryRow:
    """Give a row of an entry."""
    score = score_of(entry, epsilon_micro=panorama.epsilon_micro)
    within = ""
    if entry.initiator in panorama.group_of or entry.responder in panorama.group_of:
        within = f"{clean_text(entry.initiator)} to {clean_text(entry.responder)}"
    remark = "; ".join(part for part in (within, remark_text(score)) if part)
    return EntryRow(
        number=entry.number,
        happened=instant(entry.happened_at_ms).astimezone(panorama.zone).strftime("%Y-%m-%d %H:%M:%S"),
        contribution=_side(score.contribution_micro, score.contribution_unit, score.given_micro),
        consumption=_side(score.consumption_micro, score.consumption_unit, score.taken_micro),
        balance="neutral" if score.neutral else GIFT if score.gift else ratio_text(score.balance),
        remark=remark,
        entry_id=clean_text(score.id),
        way=f"{clean_text(score.initiator)} → {clean_text(score.responder)}",
    )


def _side(micro: int, unit: str, counted_micro: int) -> str:
    text = f"{amount_text(micro)} {clean_text(unit)}"
    return text if counted_micro == micro else f"{text} = {amount_text(counted_micro)}"
