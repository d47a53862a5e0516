"""Making tables fit: whole columns give way, in a stated order, before a figure or a name is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size

FULL_WIDTH = 100
"""From here on nothing gives way."""
STACKED_BELOW = 60
"""Below it a table is told in lines."""
PIPE_WIDTH = 120
"""What an output without a width of its own is taken for."""

_SHORTEST_NAME = 8
_LONGEST_NAME = 18
_GAP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading with its cells."""

    heading: str
    cells: tuple[str, ...]
    gives_way: int | None = None
    """Its place in the order in which columns are left out; unset: it stays."""
    name: bool = False
    """Holds names, which are shortened to eighteen characters and, when nothing else helps, down to eight."""
    right: bool = True

    @property
    def width(self) -> int:
        """Cells that the column takes."""
        return max(cell_len(text) for text in (self.heading, *self.cells))


def fitted(columns: Sequence[Column], *, width: int, edges: int = 0, mark: int = 0) -> list[Column]:
    """Leave out columns until the rest fits, then shorten names.

    `edges` are the cells of the frame left and right, `mark` those of a sign before each name.
    """
    kept = [_shortened(column, _LONGEST_NAME) if column.name else column for column in columns]
    giving_way = sorted((column for column in kept if column.gives_way is not None), key=_order)
    for column in giving_way:
        if _total(kept, edges) <= width:
            break
        kept.remove(column)
    over = _total(kept, edges) - width
    if over <= 0:
        return kept
    return [_shortened(each, max(_SHORTEST_NAME + mark, each.width - over)) if each.name else each for each in kept]


def _order(column: Column) -> int:
    return column.gives_way or 0


def _total(columns: Sequence[Column], edges: int) -> int:
    return sum(column.width for column in columns) + _GAP * (len(columns) - 1) + edges


def _shortened(column: Column, most: int) -> Column:
    return replace(column, cells=tuple(_cut(cell, most) for cell in column.cells))


def _cut(text: str, most: int) -> str:
    return text if cell_len(text) <= most else f"{set_cell_size(text, most - 2).rstrip()}.."
