"""`argentum replay`: prove that a session comes out of its journal as it was written down."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from argentum.errors import VerificationError


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
    compared = 0
    missing: list[str] = []
    for name, text in derived.items():
        path = folder / name
        if name == "summary.json" or session.seal is None:
            continue  # the summary tells how long the run took; what a broken-off session left is of another run
        if not path.is_file():
            missing.append(name)
            continue
        compared += 1
        if path.read_text(encoding="utf-8") != text:
            raise VerificationError(f"{path}: differs from what the journal gives")
    state = f"sealed ({session.seal.reason})" if session.seal else "broken off; go on with: argentum debate --resume"
    typer.echo(
        f"{folder}: {session.lines} lines, {len(session.messages)} messages and {compared} files come out identical; "
        f"the journal is {state}"
    )
    if missing:
        typer.echo(f"{folder}: missing: {', '.join(missing)}; they follow from the journal (argentum export)")
