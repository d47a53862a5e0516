"""`argentum airtime export`: a recording in another format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.airtime.options import RecordingArgument, check_new
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline

_FORMATS = ("rttm", "vtt", "textgrid", "jsonl", "csv", "json")


def export(
    file: RecordingArgument,
    *,
    to: Annotated[str, typer.Option("--to", metavar="|".join(_FORMATS), help="Format.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="File to write.  [standard output]")] = None,
) -> None:
    """Write who spoke when as RTTM, WebVTT, TextGrid (Praat), an event log (jsonl), CSV or JSON.

    JSON also holds what is confirmed; the others hold what was attributed to each person. The event log begins with
    the first word: an ad-hoc meeting without a rule.
    """
    from argentum.airtime.event_log import encode_log
    from argentum.airtime.formats.rttm import write_rttm
    from argentum.airtime.formats.tables import write_csv, write_json
    from argentum.airtime.formats.textgrid import write_textgrid
    from argentum.airtime.formats.webvtt import write_webvtt
    from argentum.airtime.replay import log_of
    from argentum.cli.airtime.inputs import read_meetings
    from argentum.workspace.atomic_file import write_text_atomically

    writers: dict[str, Callable[[Timeline], str]] = {
        "rttm": write_rttm,
        "vtt": write_webvtt,
        "textgrid": write_textgrid,
        "jsonl": lambda timeline: encode_log(log_of(timeline)),
        "csv": write_csv,
        "json": write_json,
    }
    if to not in writers:
        raise UsageError(f"--to {to}: choose one of {', '.join(_FORMATS)}")
    check_new("--out", out)
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
