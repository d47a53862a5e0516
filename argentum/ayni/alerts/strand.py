"""Entries between the same two in the same units, kept as columns of numbers.

Hundreds of thousands of entries would not fit as objects, and no detector looks at single ones: all of them add up by
who, to whom and in what. Only evidence names entries, the few that weigh most, and finds them here again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
from itertools import chain, repeat
from operator import gt, neg
from typing import Literal

from argentum.ayni.entry import Entry

Weight = Literal["given", "taken", "passed"]
"""By what an entry of the evidence weighs; `passed` is what was both given and taken."""

_NUMBER, _MS, _GIVEN, _TAKEN, _QUALITY, _ID_ENDS = range(6)
_WIDTH = 6


@dataclass(slots=True, kw_only=True)
class Strand:
    """All that passed one way between two, in one pair of units; grows in the order in which it happened."""

    initiator: str
    responder: str
    contribution_unit: str
    consumption_unit: str
    ids: bytearray = field(default_factory=bytearray)
    """One behind the other in UTF-8; as strings they would take more room than all else."""
    cells: array[int] = field(default_factory=lambda: array("q"))
    """Row by row: one array costs less than five where most pairs meet once."""

    def add(self, entry: Entry) -> None:
        """Add an entry that stands and did not fail."""
        self.ids += entry.id.encode()
        self.cells.extend(
            (
                entry.number,
                entry.happened_at_ms,
                entry.given_micro,
                entry.taken_micro,
                entry.quality_micro,
                len(self.ids),
            )
        )

    def __len__(self) -> int:
        """Count the entries."""
        return len(self.cells) // _WIDTH

    def id_of(self, row: int) -> str:
        """Give the id of an entry."""
        began = self.cells[(row - 1) * _WIDTH + _ID_ENDS] if row else 0
        return self.ids[began : self.cells[row * _WIDTH + _ID_ENDS]].decode()

    def place_of(self, at_ms: int) -> int:
        """Say how many entries happened before a moment."""
        cells = self.cells
        if not cells or at_ms <= cells[_MS]:
            return 0
        if at_ms > cells[_MS - _WIDTH]:
            return len(self)
        return bisect_left(range(len(self)), at_ms, key=lambda row: cells[row * _WIDTH + _MS])


class Stretch:
    """The part of a strand that lies in a period; never empty."""

    __slots__ = ("consumption_unit", "given_micro", "passed_micro", "start", "stop", "strand", "taken_micro")

    def __init__(self, strand: Strand, start: int, stop: int) -> None:
        """Add up the rows from `start` to before `stop`."""
        self.strand = strand
        self.consumption_unit = strand.consumption_unit
        self.start = start
        self.stop = stop
        given, taken = self._column(_GIVEN), self._column(_TAKEN)
        self.given_micro = sum(given)
        self.taken_micro = sum(taken)
        self.passed_micro = sum(map(min, given, taken))
        """What was both given and taken."""

    def __len__(self) -> int:
        """Count the entries."""
        return self.stop - self.start

    @property
    def initiator(self) -> str:
        """Give who gave."""
        return self.strand.initiator

    @property
    def responder(self) -> str:
        """Give who took."""
        return self.strand.responder

    @property
    def units(self) -> tuple[str, str]:
        """Give in what it was given and taken."""
        return self.strand.contribution_unit, self.strand.consumption_unit

    @property
    def first(self) -> tuple[int, int]:
        """Give milliseconds and number of the first entry."""
        cells, row = self.strand.cells, self.start * _WIDTH
        return cells[row + _MS], cells[row + _NUMBER]

    @property
    def first_id(self) -> str:
        """Give the id of the first entry."""
        return self.strand.id_of(self.start)

    @property
    def beyond(self) -> int:
        """Count the entries in which more was taken than given."""
        return sum(map(gt, self._column(_TAKEN), self._column(_GIVEN)))

    @property
    def quality_micro(self) -> int:
        """Add up how the entries were rated."""
        return sum(self._column(_QUALITY))

    def times_ms(self) -> array[int]:
        """Give when the entries happened."""
        return self._column(_MS)

    def amounts(self, weight: Weight) -> Sequence[int]:
        """Give what was given, taken or both in each entry."""
        match weight:
            case "given":
                return self._column(_GIVEN)
            case "taken":
                return self._column(_TAKEN)
            case "passed":
                return list(map(min, self._column(_GIVEN), self._column(_TAKEN)))

    def at_most(self, weight: Weight, most_micro: float) -> float:
        """Add up what was given or taken, no entry counting more than this."""
        amounts = self.amounts(weight)
        return sum(amounts) if max(amounts) <= most_micro else sum(min(each, most_micro) for each in amounts)

    def sizes(self) -> list[int]:
        """Give the larger side of each entry."""
        return list(map(max, self._column(_GIVEN), self._column(_TAKEN)))

    def weighed(self, weight: Weight) -> Iterator[Place]:
        """Give each entry so that the heaviest sorts first: its negative weight, its number, and where it is."""
        return zip(map(neg, self.amounts(weight)), self._column(_NUMBER), repeat(self), range(self.start, self.stop))

    def moments(self) -> Iterator[Place]:
        """Give each entry so that it sorts as it happened: its moment, its number, and where it is."""
        return zip(self._column(_MS), self._column(_NUMBER), repeat(self), range(self.start, self.stop))

    def between(self, since_ms: int, until_ms: int) -> Stretch | None:
        """Give the part that lies in a shorter period, if there is any."""
        start = max(self.start, self.strand.place_of(since_ms))
        stop = min(self.stop, self.strand.place_of(until_ms))
        if start >= stop:
            return None
        return self if stop - start == len(self) else Stretch(self.strand, start, stop)

    def _column(self, which: int) -> array[int]:
        return self.strand.cells[self.start * _WIDTH + which : self.stop * _WIDTH : _WIDTH]


Place = tuple[int, int, Stretch, int]
"""What an entry is sorted by, its number, which no two share, its stretch and its row."""
Evidence = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of entries, and the units that are in them."""


def given_micro(stretches: Iterable[Stretch]) -> int:
    """Add up what was given."""
    return sum(each.given_micro for each in stretches)


def taken_micro(stretches: Iterable[Stretch]) -> int:
    """Add up what was taken."""
    return sum(each.taken_micro for each in stretches)


def passed_micro(stretches: Iterable[Stretch]) -> int:
    """Add up what was both given and taken."""
    return sum(each.passed_micro for each in stretches)


def entries_in(stretches: Iterable[Stretch]) -> int:
    """Count entries."""
    return sum(map(len, stretches))


def units_of(stretches: Iterable[Stretch]) -> tuple[str, ...]:
    """Name the units of both sides, in alphabetical order."""
    return tuple(sorted(dict.fromkeys(chain.from_iterable(each.units for each in stretches))))


def heaviest(stretches: Iterable[Stretch], weight: Weight, *, most: int) -> tuple[str, ...]:
    """Name the entries that weigh most, the heaviest first; of the same weight the earlier in the books."""
    return tuple(map(_id_at, nsmallest(most, chain.from_iterable(each.weighed(weight) for each in stretches))))


def latest(stretches: Iterable[Stretch], *, most: int) -> Evidence:
    """Name the entries that happened last, in order."""
    return _evidence(nlargest(most, chain.from_iterable(each.moments() for each in stretches))[::-1])


def nth(stretches: Iterable[Stretch], place: int) -> Evidence:
    """Name the entry that happened as the first, second, third …; there are at least as many."""
    return _evidence(nsmallest(place, chain.from_iterable(each.moments() for each in stretches))[-1:])


def _evidence(places: list[Place]) -> Evidence:
    return tuple(map(_id_at, places)), units_of(stretch for _, _, stretch, _ in places)


def _id_at(place: Place) -> str:
    _, _, stretch, row = place
    return stretch.strand.id_of(row)
