"""Charts with a lane for each agent: names stand at the left, so that no colour has to be remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from msgspec import Struct

from argentum.reports.page.scale import Scale, path
from argentum.transcript.message import AuctionRecord

WIDTH = 1000
GUTTER = 96
RIGHT = 8
MOST_COLUMNS = 120
"""More would be narrower than a pen; what lies beyond is averaged."""
_LONGEST_NAME = 12
_MOST_TICKS = 9


class Lane(Struct, frozen=True, kw_only=True):
    """One agent's curve over its ground line."""

    place: int
    name: str
    top: int
    base: int
    """Where the ground line is."""
    line: str
    area: str


class Columns(Struct, frozen=True, kw_only=True):
    """Auctions side by side, as many to a column as it takes to keep the columns wide enough to be seen."""

    groups: tuple[tuple[AuctionRecord, ...], ...]
    step: float

    @property
    def merged(self) -> int:
        """Auctions in a column."""
        return len(self.groups[0])

    def left(self, at: int) -> float:
        """Give where a column begins."""
        return round(GUTTER + at * self.step, 2)

    def middle(self, at: int) -> float:
        """Give the middle of a column."""
        return round(GUTTER + (at + 0.5) * self.step, 2)

    @property
    def bar(self) -> float:
        """Width of what is drawn in a column, a gap left free."""
        return round(max(self.step - 1, self.step * 0.7), 2)

    def ticks(self) -> tuple[tuple[float, int], ...]:
        """Give places with the time at which an auction was decided there, evenly spread."""
        every = -(-len(self.groups) // _MOST_TICKS)
        return tuple(
            (self.middle(at), group[0].resolved_ms) for at, group in islice(enumerate(self.groups), 0, None, every)
        )


def columns(auctions: Sequence[AuctionRecord]) -> Columns | None:
    """Arrange auctions in at most 120 columns; `None` without an auction."""
    if not auctions:
        return None
    merged = -(-len(auctions) // MOST_COLUMNS)
    groups = tuple(tuple(auctions[at : at + merged]) for at in range(0, len(auctions), merged))
    return Columns(groups=groups, step=(WIDTH - RIGHT - GUTTER) / len(groups))


def lane(
    drawn: Columns, value: Callable[[AuctionRecord], float | None], *, place: int, name: str, top: int, high: Scale
) -> Lane:
    """Draw the means of a value by column as a curve with its area; a column where it is unknown is passed over."""
    points: list[tuple[float, float]] = []
    for at, group in enumerate(drawn.groups):
        known = [found for found in map(value, group) if found is not None]
        if known:
            points.append((drawn.middle(at), high(sum(known) / len(known))))
    base = round(high.start)
    line = path(points)
    area = f"{line}L{points[-1][0]:g} {base}L{points[0][0]:g} {base}Z" if points else ""
    return Lane(place=place, name=short_name(name), top=top, base=base, line=line, area=area)


def short_name(name: str) -> str:
    """Give as much of a name as fits beside a lane."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
