"""Who is on the page: a name to show, a colour and an address for each participant."""

from __future__ import annotations

from dataclasses import dataclass

from argentum.ayni.amount import from_micro
from argentum.ayni.collective import COLLECTIVES
from argentum.ayni.panorama import Panorama, Step
from argentum.ayni.score import ParticipantBalance
from argentum.reports.clean_text import clean_text

OTHERS = "all others"
_COLOURS = 10
_SHORT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant, or all that have no mark of their own."""

    name: str
    """Cleaned, whole."""
    short: str
    colour: str
    """Name of a colour in the style sheet: the ten who moved most have one of their own, the others share one."""
    href: str
    """Where the page says more."""


class People:
    """The participants of a panorama in its order, whoever moved most first."""

    def __init__(self, panorama: Panorama) -> None:
        leading = [each.participant for each in panorama.leading]
        met = sorted({who for pair in panorama.report.pairs for who in (pair.giver, pair.taker)} - set(leading))
        self._place = {who: place for place, who in enumerate([*leading, *met])}
        self._with_row = len(leading)
        self._listed = panorama.behind

    def __getitem__(self, who: str) -> Person:
        """Give a participant of the panorama."""
        place = self._place[who]
        name = clean_text(who)
        return Person(
            name=name,
            short=short(name),
            colour=str(place) if place < _COLOURS else "x",
            href=f"#p{place}" if place < self._with_row else "#people",
        )

    def named(self, who: str) -> Person:
        """Give a participant who need not be in the panorama: findings may be of another period."""
        if who in self._place:
            return self[who]
        name = clean_text(who)
        return Person(name=name, short=short(name), colour="x", href="#people")

    def others(self, count: int) -> Person:
        """Give those who have no mark of their own."""
        return Person(name=f"{OTHERS} ({count})", short=f"{OTHERS} ({count})", colour="o", href="#people")

    def href_of_pair(self, step: Step) -> str:
        """Where the entries of a pair are listed, else where the pairs are."""
        return f"#{self.anchor_of_pair(step)}" if step in self._listed else "#entries"

    def anchor_of_pair(self, step: Step) -> str:
        """Name the list of entries of a pair."""
        giver, taker = step
        return f"e{self._place[giver]}-{self._place[taker]}"

    def order(self, step: Step) -> tuple[int, int]:
        """Where a pair stands in the lists."""
        return self._place[step[0]], self._place[step[1]]


def short(name: str, most: int = _SHORT) -> str:
    """Shorten a name for a drawing; the whole one stands in the mark's title."""
    return name if len(name) <= most else name[: most - 1] + "…"


def people_in(panorama: Panorama) -> list[ParticipantBalance]:
    """Give everybody, whoever moved most first, but for names that stand for all together."""
    return [each for each in panorama.leading if each.participant not in COLLECTIVES]


def sums_micro(*balances: ParticipantBalance) -> tuple[int, int]:
    """Give what some gave and took together, in millionths."""
    return (
        sum(each.given_micro for each in balances),
        sum(each.taken_micro for each in balances),
    )


_ROUNDS_TO_A_THOUSAND = 999.5


def compact_text(micro: int) -> str:
    """Write millionths with three digits, for which there is room in a cell."""
    amount = from_micro(micro)
    signs = iter(("", "k", "M", "G", "T"))
    sign = next(signs)
    while abs(amount) >= _ROUNDS_TO_A_THOUSAND:
        amount, sign = amount / 1_000, next(signs)
    return f"{amount:.3g}{sign}"
