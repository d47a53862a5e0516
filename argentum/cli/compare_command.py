"""`argentum compare`: several sessions side by side."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.cli.session_folder import ReadSession
    from argentum.reports.session_comparison import Compared


def compare(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Session folders, two or more.")],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document: the whole summary of each session.")
    ] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="A row for each session: what was run, changed keys, and every figure.")
    ] = False,
) -> None:
    """Compare sessions: what differed in what was run, and what came of it.

    Every session is read from its journal and proved on the way, so that no figure stands here that the journal does
    not give. What all have in common is said above the table. Of a session that did not end, the figures are of what
    is there.

    A study, one line of shell: for seed in 1 2 3; do argentum debate "Should …?" --seed $seed --out study/$seed; done;
    argentum compare study/* --csv
    """
    from argentum.cli.session_folder import read_session
    from argentum.cli.tables import print_table
    from argentum.reports.session_comparison import (
        comparison_csv,
        comparison_json,
        comparison_table,
        shared_inputs,
        turned,
    )
    from argentum.reports.symbols import symbols_for

    if as_json and as_csv:
        raise UsageError("--json and --csv: give one of the two")
    if len(folders) < 2:  # noqa: PLR2004 - one compares with nothing
        raise UsageError(
            f"compare: found one folder, allowed: two or more; for one there is: argentum show {folders[0]}"
        )
    sessions = _compared(folders, [read_session(folder) for folder in folders])
    if as_json:
        typer.echo(comparison_json(sessions), nl=False)
    elif as_csv:
        typer.echo(comparison_csv(sessions), nl=False)
    else:
        for line in shared_inputs(sessions):
            typer.echo(line)
        typer.echo()
        table = comparison_table(sessions)
        fits = not sys.stdout.isatty() or table.width <= get_terminal_size().columns
        print_table(table if fits else turned(table), symbols_for(sys.stdout.encoding))


def _compared(folders: Sequence[Path], read: Sequence[ReadSession]) -> list[Compared]:
    from argentum.metrics.summary import summarise
    from argentum.reports.session_comparison import Compared

    # A dict and not a set: the columns stand in the order in which the keys are met.
    changed = {knob.key: None for session in read for knob in session.facts.changed_knobs}
    return [
        Compared(
            folder=str(folder),
            summary=summarise(session.messages, session.facts),
            knobs={key: _value_at(session.header.policy, key) for key in changed},
            sealed=session.seal is not None,
        )
        for folder, session in zip(folders, read, strict=True)
    ]


def _value_at(policy: Mapping[str, object], key: str) -> object:
    """Look a key up by its dotted name; what a journal was written without has no value."""
    found: object = policy
    for name in key.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
