"""What the commands of the council share: the circle behind them, and how their documents are printed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni.options import print_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from argentum.ayni.council_book import CouncilBook
    from argentum.ayni.fire_circle.circle import FireCircle
    from argentum.reports.symbols import Symbols

DaysOption = Annotated[
    float, typer.Option("--days", metavar="D", min=0.01, max=3650, help="Length of the period, up to --until.")
]


@contextmanager
def circle_until(ledger: str | None, until: str | None, zone: str | None) -> Iterator[tuple[FireCircle, int]]:
    """Give the circle over a ledger that is there, and the moment that was asked for: now, without one."""
    from argentum.ayni.time_expression import instant_ms
    from argentum.ayni_wiring import fire_circle, wall_clock_ms
    from argentum.cli.ayni.options import chosen_zone

    now_ms = wall_clock_ms()
    until_ms = now_ms if until is None else instant_ms(until, now_ms=now_ms, zone=chosen_zone(zone), what="--until")
    circle = fire_circle(ledger)
    try:
        yield circle, until_ms
    finally:
        circle.ledger.close()


def book_of_existing(ledger: str | None) -> CouncilBook:
    """Give the council's book of a ledger. Raises an error for a named ledger that is not there."""
    from argentum.ayni_wiring import council_book, ledger_to_read

    ledger_to_read(ledger).close()
    return council_book(ledger)


def sound_circle(circle: FireCircle) -> FireCircle:
    """Give a circle for whoever only looks; a book that does not agree with itself is told, and left out.

    Whoever decides something needs the book itself (`book_of_existing`).
    """
    found = circle.despite_its_book()
    if found.book_fault is not None:
        typer.echo(f"warning: {found.book_fault}", err=True)
        for warning in found.warnings:
            typer.echo(f"warning: {warning}", err=True)
    return found


def show(document: BaseModel, *, as_json: bool, lines: Callable[[Symbols], Iterable[str]]) -> None:
    """Print one document: as JSON, or as the lines that tell it."""
    from argentum.reports.symbols import symbols_for

    if as_json:
        print_json(document.model_dump(mode="json"))
        return
    for line in lines(symbols_for(sys.stdout.encoding)):
        typer.echo(line)


def show_all(name: str, documents: Sequence[BaseModel], *, as_json: bool, lines: Iterable[str], nothing: str) -> None:
    """Print several documents: as JSON under a name, or as lines, or the sentence that there is nothing."""
    if as_json:
        print_json({name: [each.model_dump(mode="json") for each in documents]})
        return
    for line in lines if documents else (nothing,):
        typer.echo(line)
