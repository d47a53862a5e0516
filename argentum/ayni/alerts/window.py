"""A period of the books, added up once for all detectors."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from sys import intern

from argentum.ayni.alerts.strand import Strand, Stretch, units_of
from argentum.ayni.collective import COLLECTIVES
from argentum.ayni.entry import Entry
from argentum.ayni.totals import UnitTotal

DAY_MS = 86_400_000


@dataclass(slots=True, kw_only=True)
class Doings:
    """What one participant did in the period; grows while stretches are added."""

    name: str
    first_ms: int
    """Of their entries in the period."""
    gave: list[Stretch] = field(default_factory=list)
    """In which they are the initiator, in the order of their first entries."""
    took: list[Stretch] = field(default_factory=list)
    entries: int = 0
    """Interactions that stand and did not fail, in both roles."""
    given_micro: int = 0
    taken_micro: int = 0
    failed: int = 0
    """Interactions of theirs in which the system failed; they are in no stretch."""
    long_known: bool = False
    """Had entries before anybody counts as new."""
    entries_before: int = 0
    """Before the period."""
    gave_before: int = 0

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
    woven: Woven
    """What it was cut out of."""

    def since(self, since_ms: int) -> Window:
        """Add up the last part of the period, without what the system failed in."""
        return self.woven.window(since_ms=since_ms, until_ms=self.until_ms, failures=False)


class Woven:
    """Standing entries, read once and kept by strands, out of which any period can be cut."""

    __slots__ = ("_failures", "_strands")

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take entries in the order in which they happened; they may stream by."""
        self._strands: dict[tuple[str, str, str, str], Strand] = {}
        self._failures: dict[tuple[str, str], array[int]] = {}
        for entry in entries:
            if entry.outcome == "done":
                self._strand_of(entry).add(entry)
            else:
                pair = (entry.initiator, entry.responder)
                self._failures.setdefault(pair, array("q")).append(entry.happened_at_ms)

    def _strand_of(self, entry: Entry) -> Strand:
        key = (entry.initiator, entry.responder, entry.contribution_unit, entry.consumption_unit)
        strand = self._strands.get(key)
        if strand is None:
            # Every entry that is read brings strings of its own; of each name, one is enough.
            giver, taker, given_in, taken_in = map(intern, key)
            strand = self._strands[giver, taker, given_in, taken_in] = Strand(
                initiator=giver, responder=taker, contribution_unit=given_in, consumption_unit=taken_in
            )
        return strand

    def window(
        self,
        *,
        since_ms: int,
        until_ms: int,
        before: Iterable[UnitTotal] = (),
        long_known: Iterable[UnitTotal] = (),
        failures: bool = True,
    ) -> Window:
        """Add a period up.

        `before` are the sums up to the period, `long_known` those up to the moment since when somebody counts as new.
        """
        stretches = self._stretches(since_ms, until_ms)
        count = sum(map(len, stretches))
        doings: dict[str, Doings] = {}
        for each in stretches:
            giver = _of(doings, each.initiator, each.first[0])
            giver.gave.append(each)
            giver.given_micro += each.given_micro
            giver.entries += len(each)
            taker = _of(doings, each.responder, each.first[0])
            taker.took.append(each)
            taker.taken_micro += each.taken_micro
            taker.entries += len(each)
        if failures:
            count += self._add_failures(doings, since_ms, until_ms)
        _look_back(doings, before, long_known)
        return Window(
            since_ms=since_ms,
            until_ms=until_ms,
            doings={name: doings[name] for name in sorted(doings) if name not in COLLECTIVES},
            interactions=count,
            units=units_of(stretches),
            woven=self,
        )

    def _stretches(self, since_ms: int, until_ms: int) -> list[Stretch]:
        found = []
        for strand in self._strands.values():
            start, stop = strand.place_of(since_ms), strand.place_of(until_ms)
            if start < stop:
                found.append(Stretch(strand, start, stop))
        found.sort(key=attrgetter("first"))
        return found

    def _add_failures(self, doings: dict[str, Doings], since_ms: int, until_ms: int) -> int:
        count = 0
        for pair, times_ms in self._failures.items():
            start, stop = bisect_left(times_ms, since_ms), bisect_left(times_ms, until_ms)
            if start == stop:
                continue
            count += stop - start
            for name in pair:
                own = _of(doings, name, times_ms[start])
                own.first_ms = min(own.first_ms, times_ms[start])
                own.failed += stop - start
        return count


def window_of(entries: Iterable[Entry], *, since_ms: int, until_ms: int) -> Window:
    """Add up the standing entries of one period, in the order in which they happened."""
    return Woven(entries).window(since_ms=since_ms, until_ms=until_ms)


def _look_back(doings: dict[str, Doings], before: Iterable[UnitTotal], long_known: Iterable[UnitTotal]) -> None:
    for total in before:
        own = doings.get(total.participant)
        if own is not None:
            own.entries_before += total.as_initiator + total.as_responder
            own.gave_before += total.as_initiator
    for total in long_known:
        own = doings.get(total.participant)
        if own is not None and total.as_initiator + total.as_responder:
            own.long_known = True


def _of(doings: dict[str, Doings], name: str, at_ms: int) -> Doings:
    own = doings.get(name)
    if own is None:
        own = doings[name] = Doings(name=name, first_ms=at_ms)
    return own
