"""Cells that the tables of the airtime report share: a person's name in their colour, a bar, an empty table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argentum.airtime.figures.meeting import ParticipantFigures
from argentum.reports.airtime.length_text import percent_text
from argentum.reports.clean_text import clean_text
from argentum.reports.symbols import Symbols

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

_BAR_CELLS = 10
_COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow", "bright_green")


def name_cell(person: ParticipantFigures, place: int) -> RenderableType:
    """Give a person's name in their colour."""
    from rich.text import Text

    return Text(clean_text(person.name), style=f"bold {colour_of(place)}")


def colour_of(place: int) -> str:
    """Give the colour of the person at this place; after nine they come again."""
    return _COLOURS[place % len(_COLOURS)]


def plain_grid(symbols: Symbols) -> Table:
    """Make a table with a line below its headings."""
    from rich import box
    from rich.table import Table

    return Table(
        box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0)
    )


def bar_cell(share: float | None, colour: str, symbols: Symbols) -> RenderableType:
    """Draw a share as a bar with its per cent; more than all is red."""
    from rich.text import Text

    if share is None:
        return Text(symbols.missing)
    filled = min(_BAR_CELLS, round(share * _BAR_CELLS))
    bar = Text(symbols.bar * filled, style="bold red" if share > 1 else colour)
    return bar + Text(symbols.rest * (_BAR_CELLS - filled), style="dim") + Text(f" {percent_text(share):>5}")
