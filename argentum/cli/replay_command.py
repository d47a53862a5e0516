"""`argentum replay`: prove that a session comes out of its journal as it was written down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from argentum.errors import VerificationError

_WALL_CLOCK = re.compile(rb'(?m)^  "wall_s": (null|[0-9.e+-]+),\n')


def replay(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Session folder, with journal.jsonl in it.")],
) -> None:
    """Check a session: the chain of its journal, every message from the signals, and the files derived from it.

    Feeds the recorded signals to a new session and compares every line, byte for byte. Ends with 1 and the number of
    the first line that differs; a journal that was broken off is sound as far as it goes, and says so.
    """
    from argentum.cli.session_folder import read_session
    from argentum.reports.session_files import session_files

    session = read_session(folder)
    derived = session_files(session.messages, session.facts)
    there = [name for name in derived if (folder / name).is_file()]
    missing = [name for name in derived if name not in there]
    compared = 0
    if session.seal is None:
        missing = []  # they are written when a session ends
    else:
        for name in there:
            _compare(folder / name, derived[name])
        compared = len(there)
    state = f"sealed ({session.seal.reason})" if session.seal else "broken off; go on with: argentum debate --resume"
    typer.echo(
        f"{folder}: {session.lines} lines, {len(session.messages)} messages and {compared} files come out identical; "
        f"the journal is {state}"
    )
    if session.seal is None and there:
        typer.echo(
            f"{folder}: not compared: {', '.join(there)}; the journal has lost its end, or they are of another run"
        )
    if missing:
        typer.echo(f"{folder}: missing: {', '.join(missing)}; they follow from the journal (argentum export)")


def _compare(path: Path, text: str) -> None:
    """Compare a file with what the journal gives; how long the run took (`wall_s`) is not in the journal."""
    found = path.read_bytes()
    expected = text.encode()
    if path.name == "summary.json":
        found, expected = _WALL_CLOCK.sub(b"", found), _WALL_CLOCK.sub(b"", expected)
    if found != expected:
        raise VerificationError(f"{path}: differs from what the journal gives")
