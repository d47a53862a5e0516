"""A table of texts: drawn for a terminal, aligned for a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """Names of columns and rows of cells; numbers stand right."""

    columns: tuple[str, ...]
    numeric: frozenset[str]
    rows: Sequence[tuple[str, ...]]

    @property
    def width(self) -> int:
        """Cells that a line takes."""
        widest = (max(cell_len(row[place]) for row in (self.columns, *self.rows)) for place in range(len(self.columns)))
        return sum(widest) + 3 * (len(self.columns) - 1)

    def drawn(self, *, ascii_only: bool = False) -> Table:
        """Give the table for a terminal; only the first column gives way when it is narrow."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.ASCII if ascii_only else box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for place, column in enumerate(self.columns):
            justify = "right" if column in self.numeric else "left"
            table.add_column(column, justify=justify, no_wrap=place > 0, overflow="fold")  # type: ignore[arg-type]
        for row in self.rows:
            table.add_row(*(Text(cell) for cell in row))
        return table

    def lines(self) -> list[str]:
        """Give the table as aligned lines."""
        rows = [self.columns, *self.rows]
        widths = [max(cell_len(row[place]) for row in rows) for place in range(len(self.columns))]
        return [
            "  ".join(self._aligned(row[place], place, widths[place]) for place in range(len(row))).rstrip()
            for row in rows
        ]

    def _aligned(self, cell: str, place: int, width: int) -> str:
        room = " " * (width - cell_len(cell))
        return room + cell if self.columns[place] in self.numeric else cell + room
