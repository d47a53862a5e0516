"""`argentum airtime export`: a recording in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from argentum.errors import UsageError

_FORMATS = ("rttm", "textgrid", "csv", "json")


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Recording: .rttm, .vtt, .jsonl, .TextGrid, session folder.")
    ],
    *,
    to: Annotated[str, typer.Option("--to", metavar="|".join(_FORMATS), help="Format.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="File to write.  [standard output]")] = None,
) -> None:
    """Write who spoke when as RTTM, TextGrid (Praat), CSV or JSON.

    RTTM, TextGrid and CSV hold what was attributed to each person; JSON also holds what is confirmed of it.
    """
    from argentum.airtime.formats.rttm import write_rttm
    from argentum.airtime.formats.tables import write_csv, write_json
    from argentum.airtime.formats.textgrid import write_textgrid
    from argentum.cli.airtime_inputs import read_meetings
    from argentum.workspace.atomic_file import write_text_atomically

    writers = dict(zip(_FORMATS, (write_rttm, write_textgrid, write_csv, write_json), strict=True))
    if to not in writers:
        raise UsageError(f"--to {to}: choose one of {', '.join(_FORMATS)}")
    meetings = read_meetings([file])
    if len(meetings) > 1:
        names = ", ".join(meeting.meeting_id for meeting in meetings[:3])
        raise UsageError(f"{file}: holds {len(meetings)} meetings ({names} …); export a file that holds one")
    text = writers[to](meetings[0])
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_text_atomically(out, text)
        typer.echo(f"{out}: written")
