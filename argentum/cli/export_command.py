"""`argentum export`: a session in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from argentum.cli.flags import one_of
from argentum.errors import MissingPathError

_FILES = {
    "rttm": "timeline.rttm",
    "vtt": "captions.vtt",
    "srt": "captions.srt",
    "json": "transcript.json",
    "html": "report.html",
}


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Session folder; a killed one will do.")],
    *,
    to: Annotated[str, typer.Option("--to", metavar="|".join(_FILES), help="Format.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="New file to write.  [standard output]")] = None,
) -> None:
    """Write a session as RTTM, WebVTT, SRT, JSON or HTML, from its journal.

    No file is written over, except that a page of argentum may be replaced by another.
    """
    from argentum.cli.session_folder import read_session
    from argentum.reports.session_files import session_files
    from argentum.workspace.atomic_file import write_text_atomically
    from argentum.workspace.output_file import new_file, page_file

    one_of("--to", to, tuple(_FILES))
    if out is not None:
        if not out.parent.is_dir():
            raise MissingPathError(f"--out {out}: there is no folder {out.parent}; make it first, or choose another")
        (page_file if to == "html" else new_file)(out)
    session = read_session(folder)
    text = session_files(session.messages, session.facts)[_FILES[to]]
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_text_atomically(out, text)
        typer.echo(f"{out}: written")
