"""Tables of what a rule gave and cost: on a terminal as wide as it is, in a pipe as plain lines."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argentum.airtime.outcome import MeetingOutcome

_BESIDE = 68
"""Columns of the table of people without its bars."""


def print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """Show rows as a table on a terminal, as plain lines in a pipe."""
    from argentum.reports.meeting_outcome import plain_table, rich_table
    from argentum.reports.symbols import symbols_for

    if sys.stdout.isatty():
        from rich.console import Console

        console = Console(highlight=False)
        console.print(rich_table(rows, symbols_for(sys.stdout.encoding), width=console.width))
    else:
        print("\n".join(plain_table(rows)))  # noqa: T201 - the table is the output


def _bar_cells() -> int:
    """Make the bars as wide as the terminal has room for, beside the figures; a pipe has room."""
    from rich.console import Console

    from argentum.reports.meeting_outcome import BAR_CELLS

    if not sys.stdout.isatty():
        return BAR_CELLS
    return max(0, min(BAR_CELLS, Console().width - _BESIDE))


def print_outcome(outcome: MeetingOutcome) -> None:
    """Show one meeting under one rule."""
    from argentum.reports.meeting_outcome import (
        headline,
        people_rows,
        reaction_lines,
        token_rows,
        trade_lines,
        usage_lines,
    )
    from argentum.reports.symbols import symbols_for

    symbols = symbols_for(sys.stdout.encoding)
    print(headline(outcome, symbols))  # noqa: T201 - as above
    print()  # noqa: T201 - as above
    print_rows(people_rows(outcome, symbols, bar_cells=_bar_cells()))
    if outcome.tokens:
        print()  # noqa: T201 - as above
        print_rows(token_rows(outcome))
    for line in (*reaction_lines(outcome), *trade_lines(outcome), *usage_lines(outcome)):
        print(line)  # noqa: T201 - as above
