"""What stands below the table of people where a source knows more: what was logged, granted or guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.reports.airtime.guesses import points_text
from argentum.reports.airtime.length_text import length_text
from argentum.reports.airtime.person_cells import bar_cell, colour_of, name_cell, plain_grid
from argentum.reports.symbols import Symbols

if TYPE_CHECKING:
    from rich.console import RenderableType


def intent_table(meeting: MeetingFigures, symbols: Symbols) -> RenderableType:
    """Show what the source logged as meant."""
    table = plain_grid(symbols)
    table.add_column("who", no_wrap=True, overflow="ellipsis", max_width=24)
    for column in ("as logged: cut in", "was cut", "gave way", "remarks"):
        table.add_column(column, justify="right", no_wrap=True)
    for place, person in enumerate(meeting.participants):
        if person.intended is not None:
            table.add_row(
                name_cell(person, place),
                str(person.intended.interruptions_made),
                str(person.intended.interruptions_suffered),
                str(person.intended.attempts),
                str(person.intended.interjections),
            )
    return table


def allocation_table(meeting: MeetingFigures, symbols: Symbols) -> RenderableType:
    """Show how much of what was granted each person used."""
    table = plain_grid(symbols)
    table.add_column("who", no_wrap=True, overflow="ellipsis", max_width=24)
    table.add_column("of the allocation", no_wrap=True)
    for column in ("granted", "used", "left"):
        table.add_column(column, justify="right", no_wrap=True)
    for place, person in enumerate(meeting.participants):
        if person.allocated_ms is not None and person.remaining_ms is not None:
            table.add_row(
                name_cell(person, place),
                bar_cell(person.used_share, colour_of(place), symbols),
                length_text(person.allocated_ms),
                length_text(person.used_ms or 0),
                length_text(person.remaining_ms),
            )
    return table


def guess_table(meeting: MeetingFigures, guesses: Mapping[str, float], symbols: Symbols) -> RenderableType:
    """Put what was guessed beside what was measured."""
    from rich.text import Text

    table = plain_grid(symbols)
    table.add_column("who", no_wrap=True, overflow="ellipsis", max_width=24)
    table.add_column("guessed", no_wrap=True)
    table.add_column("measured", no_wrap=True)
    table.add_column("off by", justify="right", no_wrap=True)
    for place, person in enumerate(meeting.participants):
        guessed = guesses.get(person.participant_id)
        if guessed is not None:
            table.add_row(
                name_cell(person, place),
                bar_cell(guessed, colour_of(place), symbols),
                bar_cell(person.share, colour_of(place), symbols),
                Text(points_text((person.share or 0.0) - guessed)),
            )
    return table
