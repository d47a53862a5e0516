"""`argentum airtime report`: talk time, turns, interruptions, silences and fairness of recorded meetings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.airtime.options import check_new
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline

_PIPED_WIDTH = 100


def report(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Recordings: .rttm, .vtt, .jsonl (Jitsi or own log), .TextGrid, session folder."
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A row per person and meeting.")] = False,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="With --csv: a row per meeting and window of 2, 5 and 10 minutes.")
    ] = False,
    allocation: Annotated[
        list[str] | None,
        typer.Option(metavar="WHO=SECONDS", help="What somebody was granted; repeat it.  [no comparison]"),
    ] = None,
    guess: Annotated[
        list[str] | None,
        typer.Option(
            "--guess", metavar="WHO=PERCENT", help="What the group guessed of somebody's share, to compare; repeat it."
        ),
    ] = None,
    guess_first: Annotated[
        bool, typer.Option("--guess-first", help="Ask for a guess of each share before showing any.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write one self-contained page to show the group.")
    ] = None,
) -> None:
    """Show who had how much of a meeting.

    Several recordings give a line each and the figures over all of them.
    """
    from argentum.airtime.figures.meeting import measure
    from argentum.cli.airtime.allocation import check_names, read_allocation, with_allocation
    from argentum.cli.airtime.inputs import read_meetings
    from argentum.reports.symbols import symbols_for

    ascii_only = symbols_for(sys.stdout.encoding).ascii_only
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # A name that the output cannot carry is no reason to show nothing.
    if as_json and as_csv:
        raise UsageError("--json and --csv: choose one")
    if over_time and not as_csv:
        raise UsageError("--over-time: goes with --csv; the table, the page and --json show both")
    check_new("--html", html, is_page=True)
    granted_ms = read_allocation(allocation or [])
    timelines = read_meetings(files)
    for warning in check_names(granted_ms, timelines):
        typer.echo(warning, err=True)
    guesses: dict[str, float] = {}
    if guess or guess_first:
        if as_json or as_csv or len(timelines) != 1:
            raise UsageError("--guess and --guess-first: go with the table and the page of one meeting")
        guesses = _guesses(timelines[0], guess or [], first=guess_first)
    meetings = [measure(*with_allocation(timeline, granted_ms)) for timeline in timelines]
    if html is not None:
        from argentum.reports.airtime.page import report_page
        from argentum.workspace.atomic_file import write_text_atomically

        write_text_atomically(html, report_page(meetings, guesses=guesses))
        typer.echo(f"{html}: written", err=True)
    if as_json:
        from argentum.reports.airtime.figures_json import report_json

        typer.echo(report_json(meetings, ascii_only=ascii_only), nl=False)
    elif as_csv:
        from argentum.reports.airtime.figures_csv import report_csv, windows_csv

        typer.echo(windows_csv(meetings) if over_time else report_csv(meetings), nl=False)
    else:
        from rich.console import Console

        from argentum.reports.airtime.table import meeting_table, meetings_table

        symbols = symbols_for(sys.stdout.encoding)
        shown = (
            meeting_table(meetings[0], symbols=symbols, guesses=guesses)
            if len(meetings) == 1
            else meetings_table(meetings, symbols=symbols)
        )
        Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH).print(shown)


def _guesses(timeline: Timeline, given: Sequence[str], *, first: bool) -> dict[str, float]:
    """Take the guesses that were given, and ask for the others if asked to."""
    from argentum.cli.airtime.guess import ask_guesses, read_guesses
    from argentum.reports.clean_text import clean_text

    guesses = read_guesses(given, timeline)
    if not first:
        return guesses

    def ask(question: str) -> str:
        try:
            return str(typer.prompt(clean_text(question), default="", show_default=False, prompt_suffix=": ", err=True))
        except typer.Abort:
            raise UsageError("--guess-first: asks in a terminal; with a pipe use --guess WHO=PERCENT") from None

    return ask_guesses(timeline, ask, lambda text: typer.echo(clean_text(text), err=True)) | guesses
