"""`argentum airtime report`: talk time, turns, interruptions, silences and fairness of recorded meetings."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from argentum.errors import UsageError

_PIPED_WIDTH = 100


def report(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Recordings: .rttm, .vtt, .jsonl (Jitsi log), .TextGrid, session folder."),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A row per person and meeting.")] = False,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="With --csv: a row per meeting and window of 2, 5 and 10 minutes.")
    ] = False,
    allocation: Annotated[
        list[str] | None,
        typer.Option(metavar="ID=SECONDS", help="What somebody was granted; repeat it.  [no comparison]"),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Also write one self-contained page to show the group.")
    ] = None,
) -> None:
    """Show who had how much of a meeting.

    Several recordings give a line each and the figures over all of them.
    """
    from argentum.airtime.figures.meeting import measure
    from argentum.cli.airtime_allocation import read_allocation, with_allocation
    from argentum.cli.airtime_inputs import read_meetings
    from argentum.reports.symbols import symbols_for

    ascii_only = symbols_for(sys.stdout.encoding).ascii_only
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # A name that the output cannot carry is no reason to show nothing.
    if as_json and as_csv:
        raise UsageError("--json and --csv: choose one")
    if over_time and not as_csv:
        raise UsageError("--over-time: goes with --csv; the table, the page and --json show both")
    granted_ms = read_allocation(allocation or [])
    meetings = [measure(*with_allocation(timeline, granted_ms)) for timeline in read_meetings(files)]
    if html is not None:
        from argentum.reports.airtime.page import report_page
        from argentum.workspace.atomic_file import write_text_atomically

        write_text_atomically(html, report_page(meetings))
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
            meeting_table(meetings[0], symbols=symbols)
            if len(meetings) == 1
            else meetings_table(meetings, symbols=symbols)
        )
        Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH).print(shown)
