"""`ayni import`, `ayni export` and `ayni backup`: what brings entries in and out."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni.options import MOMENTS, JsonOption, LedgerOption, ZoneOption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argentum.ayni.entry import Draft
    from argentum.ayni.scorer import AyniScorer
    from argentum.errors import EntryConflictError

    Numbered = Callable[[Iterable[str]], Iterator[tuple[int, Draft]]]


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Interactions or events (JSON lines), CSV, an exported ledger, a session folder, .rttm, .vtt, "
            ".TextGrid or a meeting's log.",
        ),
    ],
    *,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="T", help=f"When the debate or meeting began: {MOMENTS}.  [now]"),
    ] = None,
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", metavar="NAME", help="Name of the recorded meeting.  [as the recording says]"),
    ] = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record the interactions of a file: all of them, or none when one is wrong.

    Keys: id, initiator, responder, contribution, consumption; if wanted also timestamp, unit, contribution_unit,
    consumption_unit, quality, outcome (done or system_failure) and note. Importing a file again records nothing twice.

    An exported ledger (ayni export) is taken over as it is, into a ledger that is empty or the beginning of it.

    Of a debate's session folder, turns and citations are given to the table; floor time, interjections and interrupts
    are taken. Of a recorded meeting, airtime is taken by who speaks and given by the others in equal parts; of a
    meeting's event log (.jsonl), also what was lent. Ids derive from the meeting's name: --meeting tells the meetings
    of one room apart.

    Events of language model calls, prompt managers and chats are known by their source; see the documentation of ayni.
    """
    from argentum.ayni.transfer import is_export
    from argentum.cli.ayni.bridges import import_bridged, is_bridged
    from argentum.cli.ayni.options import scorer_to_write
    from argentum.errors import UsageError
    from argentum.workspace.event_files import is_event
    from argentum.workspace.interaction_files import open_text, utf8_lines

    if is_bridged(file):
        with scorer_to_write(ledger, zone) as scorer:
            counts = import_bridged(scorer, file, at=at, named=meeting)
        if at is None and counts["recorded"]:
            typer.echo(
                "note: it says no date of its own, so all of it happened now; to have it over time, say --at before it "
                "is recorded",
                err=True,
            )
        _say(file, counts, as_json=as_json)
        return
    if at is not None:
        raise UsageError("--at: only debates and meetings need it; interactions in a file have their own timestamp")
    if meeting is not None:
        raise UsageError(f"--meeting {meeting}: {file} holds no meeting")
    with open_text(file) as opened:
        lines = utf8_lines(opened, file)
        first = next(lines, "")
        with scorer_to_write(ledger, zone) as scorer:
            if is_export(first):
                counts = _restore(scorer, first, lines, source=file)
            else:
                counts = _import(scorer, chain((first,), lines), source=file, events=is_event(first))
    _say(file, counts, as_json=as_json)


def _say(file: Path, counts: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"file": str(file), **counts}, indent=2, ensure_ascii=False))
    elif not any(counts.values()):
        typer.echo(f"{file}: holds no interaction; nothing was recorded")
    else:
        typer.echo(f"{file}: {counts['recorded']} recorded, {counts['repeated']} there already")


def _import(scorer: AyniScorer, lines: Iterable[str], *, source: Path, events: bool) -> dict[str, int]:
    from argentum.ayni.time_expression import instant_ms
    from argentum.cli.progress import Progress
    from argentum.errors import EntryConflictError
    from argentum.workspace.event_files import numbered_event_drafts
    from argentum.workspace.interaction_files import numbered_drafts

    now_ms, zone = scorer.now_ms(), scorer.zone

    def numbered(lines: Iterable[str]) -> Iterator[tuple[int, Draft]]:
        if events:
            return numbered_event_drafts(lines, source=source, settings=scorer.settings)
        return numbered_drafts(
            lines,
            source=source,
            settings=scorer.settings,
            moment_ms=lambda text: instant_ms(text, now_ms=now_ms, zone=zone, what="timestamp"),
        )

    try:
        with Progress(f"recording {source.name}") as progress:
            drafts = (draft for _, draft in progress.counting(numbered(lines)))
            counts = scorer.ledger.append_all(drafts, now_ms=now_ms)
    except EntryConflictError as error:
        raise EntryConflictError(_with_lines(error, source, numbered)) from error
    return {"recorded": counts.recorded, "repeated": counts.repeated}


def _with_lines(error: EntryConflictError, source: Path, numbered: Numbered) -> str:
    """Say in which lines of a file the id stands that there was a conflict about; a pipe cannot be read again."""
    from argentum.ayni.appending import difference
    from argentum.errors import ArgentumError
    from argentum.workspace.interaction_files import open_text, utf8_lines

    own: list[tuple[int, Draft]] = []
    if source.is_file() and error.entry_id is not None:
        with open_text(source) as file, suppress(ArgentumError):  # Behind the conflict, a line may be wrong.
            own += (each for each in numbered(utf8_lines(file, source)) if each[1].id == error.entry_id)
    if not own:
        return str(error)
    first_line, first = own[0]
    for line, other in own[1:]:
        if not _repeats(other, first):
            return (
                f"{source}:{line}: id {other.id!r}: line {first_line} has it already with {difference(first, other)}; "
                "use another id, nothing was recorded"
            )
    return f"{source}:{first_line}: {error}"


def _repeats(other: Draft, first: Draft) -> bool:
    """Whether a line says what an earlier one says; without a moment it matches whenever that was."""
    from msgspec.structs import replace

    return first == (replace(other, happened_at_ms=first.happened_at_ms) if other.happened_at_ms is None else other)


def _restore(scorer: AyniScorer, first: str, rest: Iterable[str], *, source: Path) -> dict[str, int]:
    from argentum.ayni.transfer import read_heading, read_rows
    from argentum.cli.progress import Progress

    heading = read_heading(first, source=str(source))
    with Progress(f"restoring {source.name}") as progress:
        rows = progress.counting(read_rows(rest, source=str(source)))
        restored = scorer.ledger.restore(heading.terms, heading.head, rows)
    return {"recorded": restored, "repeated": heading.head.number - restored}


def export(
    *,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to write.  [standard output]")] = None,
    ledger: LedgerOption = None,
) -> None:
    """Write the whole ledger as JSON lines, without loss: `ayni import` makes the same ledger of it again."""
    from argentum.ayni.transfer import export_lines
    from argentum.cli.ayni.options import scorer_to_read
    from argentum.errors import UsageError

    if out is not None and out.exists():
        raise UsageError(f"--out {out}: is there already; choose a new name")
    with scorer_to_read(ledger, None) as scorer:
        books = scorer.ledger
        head = books.head()
        lines = export_lines(books.terms, head, books.rows())
        if out is None:
            for line in lines:
                typer.echo(line)
            return
        from argentum.cli.progress import Progress
        from argentum.workspace.atomic_file import write_lines_atomically

        with Progress(f"writing {out.name}") as progress:
            write_lines_atomically(out, progress.counting(lines))
    typer.echo(f"{out}: {head.number} {'entry' if head.number == 1 else 'entries'} written")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="New file; it is a ledger like the one copied.")],
    *,
    ledger: LedgerOption = None,
) -> None:
    """Copy the ledger file as it is at this moment, while others may go on writing; and the council's book with it."""
    from argentum.ayni_wiring import back_up
    from argentum.cli.progress import Progress

    with Progress(f"copying to {file.name}"):
        book = back_up(ledger, file)
    typer.echo(f"{file}: written")
    if book is not None:
        typer.echo(f"{book}: written, the council's book")
