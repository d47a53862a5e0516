"""A period of the books, added up once for all detectors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from argentum.ayni.collective import COLLECTIVES
from argentum.ayni.entry import Entry
from argentum.ayni.totals import UnitTotal

DAY_MS = 86_400_000


@dataclass(slots=True, kw_only=True)
class Doings:
    """What one participant did in the period; grows while entries are added."""

    name: str
    first_ms: int
    """Of their entries in the period."""
    gave: list[Entry] = field(default_factory=list)
    """Entries in which they are the initiator, in the order in which they happened."""
    took: list[Entry] = field(default_factory=list)
    given_micro: int = 0
    taken_micro: int = 0
    failed: int = 0
    """Interactions of theirs in which the system failed; they are in no other list."""
    long_known: bool = False
    """Had entries before anybody counts as new."""
    entries_before: int = 0
    """Before the period."""
    gave_before: int = 0

    @property
    def entries(self) -> int:
        """Interactions that stand and did not fail, in both roles."""
        return len(self.gave) + len(self.took)

    @property
    def ratio(self) -> float:
        """Given over taken; infinite for a pure gift, 1 when nothing moved."""
        if self.taken_micro:
            return self.given_micro / self.taken_micro
        return float("inf") if self.given_micro else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period and what everybody did in it; who stands for all together is not among them."""

    since_ms: int
    until_ms: int
    doings: dict[str, Doings]
    """By name, in alphabetical order."""
    interactions: int
    """That stand, failures of the system included."""
    units: tuple[str, ...]

    def since(self, since_ms: int) -> Window:
        """Add up the last part of the period, without what the system failed in."""
        own = (entry for one in self.doings.values() for entry in one.gave if entry.happened_at_ms >= since_ms)
        # What a collective gave stands only with those who took it.
        common = (
            entry
            for one in self.doings.values()
            for entry in one.took
            if entry.happened_at_ms >= since_ms and entry.initiator not in self.doings
        )
        ordered = sorted([*own, *common], key=lambda each: (each.happened_at_ms, each.number))
        return window_of(ordered, since_ms=since_ms, until_ms=self.until_ms)


def window_of(
    entries: Iterable[Entry],
    *,
    since_ms: int,
    until_ms: int,
    before: Iterable[UnitTotal] = (),
    long_known: Iterable[UnitTotal] = (),
) -> Window:
    """Add up standing entries of a period, in the order in which they happened.

    `before` are the sums up to the period, `long_known` those up to the moment since when somebody counts as new.
    """
    doings: dict[str, Doings] = {}
    units: dict[str, None] = {}
    count = 0
    for entry in entries:
        count += 1
        giver = _of(doings, entry.initiator, entry.happened_at_ms)
        taker = _of(doings, entry.responder, entry.happened_at_ms)
        if entry.outcome != "done":
            giver.failed += 1
            taker.failed += 1
            continue
        giver.gave.append(entry)
        giver.given_micro += entry.given_micro
        taker.took.append(entry)
        taker.taken_micro += entry.taken_micro
        units[entry.contribution_unit] = None
        units[entry.consumption_unit] = None
    for total in before:
        own = doings.get(total.participant)
        if own is not None:
            own.entries_before += total.as_initiator + total.as_responder
            own.gave_before += total.as_initiator
    for total in long_known:
        own = doings.get(total.participant)
        if own is not None and total.as_initiator + total.as_responder:
            own.long_known = True
    people = {name: doings[name] for name in sorted(doings) if name not in COLLECTIVES}
    return Window(since_ms=since_ms, until_ms=until_ms, doings=people, interactions=count, units=tuple(sorted(units)))


def _of(doings: dict[str, Doings], name: str, at_ms: int) -> Doings:
    own = doings.get(name)
    if own is None:
        own = doings[name] = Doings(name=name, first_ms=at_ms)
    return own
