"""How give and take went over time: a period in equal parts, and each participant's sums in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from argentum.ayni.balance import share_view
from argentum.ayni.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Equal parts of a period of real time."""

    start_ms: int
    width_ms: int
    """At least 1."""
    parts: int

    @classmethod
    def over(cls, since_ms: int, until_ms: int, *, parts: int) -> Grid:
        """Divide a period, the end of which is exclusive; the last part may reach a little beyond it."""
        return cls(start_ms=since_ms, width_ms=max(1, -(-(until_ms - since_ms) // parts)), parts=parts)

    @property
    def end_ms(self) -> int:
        """Where the last part ends."""
        return self.start_ms + self.width_ms * self.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Parts of a period of real time as a calendar has them: a day may have 23 or 25 hours."""

    bounds_ms: tuple[int, ...]
    """Where parts begin, and where the last one ends; at least two, ascending."""
    width_ms: int
    """What a part is called; the first and the last one may be shorter."""

    @property
    def parts(self) -> int:
        """How many there are."""
        return len(self.bounds_ms) - 1

    @property
    def start_ms(self) -> int:
        """Where the first part begins."""
        return self.bounds_ms[0]

    @property
    def end_ms(self) -> int:
        """Where the last part ends."""
        return self.bounds_ms[-1]

    def grids(self) -> Iterator[Grid]:
        """Give them as runs of equal parts, which is what a store can sum up: hardly more than clocks are changed."""
        at_ms = self.start_ms
        for width_ms, run in groupby(until_ms - since_ms for since_ms, until_ms in pairwise(self.bounds_ms)):
            grid = Grid(start_ms=at_ms, width_ms=width_ms, parts=len(tuple(run)))
            yield grid
            at_ms = grid.end_ms


Flow = tuple[int, int]
"""Given and taken, in millionths."""


def flows(entries: Iterable[Entry], grid: Grid) -> dict[str, list[Flow]]:
    """Sum entries up by participant and part, in alphabetical order; what lies outside the grid is left out."""
    found: dict[str, list[Flow]] = {}
    for entry in entries:
        part = (entry.happened_at_ms - grid.start_ms) // grid.width_ms
        if 0 <= part < grid.parts:
            for who, given, taken in ((entry.initiator, entry.given_micro, 0), (entry.responder, 0, entry.taken_micro)):
                own = found.setdefault(who, [(0, 0)] * grid.parts)
                own[part] = own[part][0] + given, own[part][1] + taken
    return dict(sorted(found.items()))


def grouped_flows(found: Mapping[str, Sequence[Flow]], group_of: Mapping[str, str]) -> dict[str, list[Flow]]:
    """Join participants to groups by name; who is in none stands for themselves."""
    joined: dict[str, list[Flow]] = {}
    for who, own in found.items():
        name = group_of.get(who, who)
        before = joined.get(name)
        joined[name] = list(own) if before is None else added(before, own)
    return dict(sorted(joined.items()))


def added(one: Sequence[Flow], other: Sequence[Flow]) -> list[Flow]:
    """Add two courses part by part."""
    return [(given + more, taken + also) for (given, taken), (more, also) in zip(one, other, strict=True)]


def running(own: Iterable[Flow]) -> list[Flow]:
    """Give the sums from the beginning up to the end of each part."""
    given = taken = 0
    sums = []
    for more, also in own:
        given, taken = given + more, taken + also
        sums.append((given, taken))
    return sums


def shares(own: Iterable[Flow]) -> list[float | None]:
    """Give the share view of each part: what was given of all that moved, `None` where nothing did."""
    return [share_view(given, taken) for given, taken in own]
