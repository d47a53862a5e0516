"""Printing a table: drawn on a terminal, in aligned lines in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from argentum.reports.symbols import Symbols
    from argentum.reports.text_table import TextTable


def print_table(table: TextTable, symbols: Symbols) -> None:
    """Print a table in the form that suits the output."""
    from argentum.cli.stage import chosen_form

    if chosen_form(as_json=False) == "tables":
        from rich.console import Console

        Console(highlight=False).print(table.drawn(ascii_only=symbols.ascii_only))
    else:
        for line in table.lines():
            typer.echo(line)
