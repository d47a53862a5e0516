"""`argentum show`: the transcript, the auctions, the postings and the figures of a session."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from argentum.cli.flags import one_of

_VIEWS = ("transcript", "auctions", "postings", "summary")


def show(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Session folder; a killed one will do.")],
    *,
    view: Annotated[str, typer.Option("--view", metavar="|".join(_VIEWS), help="What to show.")] = "summary",
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON document.")] = False,
) -> None:
    """Show a session from its journal, whether it ended, was interrupted or was killed."""
    from argentum.cli.session_folder import read_session, unfinished
    from argentum.metrics.summary import summarise

    one_of("--view", view, _VIEWS)
    session = read_session(folder)
    messages, facts = session.messages, session.facts
    summary = summarise(messages, facts)
    if as_json:
        from argentum.reports.session_files import summary_json

        typer.echo(summary_json(summary), nl=False)
        return
    from rich.console import Console

    from argentum.reports.fitting import PIPE_WIDTH
    from argentum.reports.show import show_auctions, show_postings, show_summary, show_transcript
    from argentum.reports.symbols import symbols_for

    symbols = symbols_for(sys.stdout.encoding)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    width = console.width
    if view == "transcript":
        console.print(show_transcript(messages, facts, symbols=symbols, width=width))
    elif view == "auctions":
        console.print(show_auctions(messages, facts, symbols=symbols, width=width))
    elif view == "postings":
        console.print(show_postings(messages, facts, symbols=symbols, width=width))
    else:
        console.print(show_summary(messages, facts, summary, symbols=symbols, width=width))
    if session.seal is None:
        typer.echo(f"argentum: {unfinished(folder)}", err=True)
