"""What goes through all of the ledger, or all of a participant's entries: streamed, or checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from argentum.ayni.explanation import explain
from argentum.ayni.interaction import checked_name
from argentum.ayni.transfer import export_lines
from argentum.errors import VerificationError
from argentum.reports.ayni.documents import array_pieces
from argentum.reports.ayni.explanation import step_document
from argentum.server.ayni.asked import Period
from argentum.server.ayni.books_route import books_router
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.forms import Verdict
from argentum.server.ayni.keys import AyniKeys

_PIECE = 256
"""Lines that are sent together."""


def whole_ledger_router(desk: AyniDesk, keys: AyniKeys) -> APIRouter:
    """Give the routes of explanation and export, for readers and the council, and of verification, for the council."""
    router = books_router(keys)

    @router.get("/explanation", response_class=StreamingResponse)
    def explanation(request: Request, asked: Period) -> StreamingResponse:
        """Trace a participant's numbers to their entries; as `argentum ayni explain --json`, streamed."""
        keys.require(request, "reader", "council")
        participant = checked_name(asked.participant or "", what="participant")
        scorer = desk.scorer(asked.zone)
        steps = explain(participant, scorer.ledger.entries(asked.selection(scorer)))
        documents = (step_document(step) for step in steps)
        return _streamed(array_pieces("steps", documents, participant=participant), "application/json")

    @router.get("/export", response_class=StreamingResponse)
    def export(request: Request) -> StreamingResponse:
        """Stream the whole ledger as JSON lines, without loss; `argentum ayni import` makes the same ledger of it."""
        keys.require(request, "reader", "council")
        books = desk.scorer().ledger
        lines = export_lines(books.terms, books.head(), books.rows())
        return _streamed((f"{line}\n" for line in lines), "application/x-ndjson")

    @router.post("/verification")
    def verify(
        request: Request,
        *,
        since_checkpoint: Annotated[
            bool, Query(description="Only what came since the books were found right.")
        ] = False,
    ) -> Verdict:
        """Check the books, and the council's; right ones get a checkpoint. For the council."""
        keys.require(request, "council")
        scorer = desk.scorer()
        with desk.one_at_a_time():
            try:
                head = scorer.ledger.verify(since_checkpoint=since_checkpoint, now_ms=scorer.now_ms())
                desk.book.notes()
            except VerificationError as error:
                return Verdict(sound=False, entries=None, digest=None, faults=str(error).splitlines())
        return Verdict(sound=True, entries=head.number, digest=head.digest.hex(), faults=[])

    return router


def _streamed(pieces: Iterable[str], media_type: str) -> StreamingResponse:
    """Send pieces as they come; the first is made before the answer begins, so that an error is still told as one."""
    batches = _batched(iter(pieces))
    first = next(batches, "")
    return StreamingResponse(_with_first(first, batches), media_type=media_type)


def _batched(pieces: Iterator[str]) -> Iterator[str]:
    while batch := list(islice(pieces, _PIECE)):
        yield "".join(batch)


def _with_first(first: str, others: Iterator[str]) -> Iterator[str]:
    yield first
    yield from others
