"""Recording over REST."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from argentum.ayni.interaction import draft_of
from argentum.ayni.score import ReciprocityScore
from argentum.reports.ayni.documents import score_document
from argentum.server.ayni.books_route import books_router
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.exact_answer import exact_answer
from argentum.server.ayni.forms import Batch, BatchCounts, InteractionForm, ReversalForm
from argentum.server.ayni.keys import AyniKeys


def writing_router(desk: AyniDesk, keys: AyniKeys) -> APIRouter:
    """Give the routes that add entries; for writers."""
    router = books_router(keys)

    @router.post("/interactions", response_model=ReciprocityScore)
    def record(request: Request, wanted: InteractionForm) -> Response:
        """Record an interaction durably and give its score; the same again gives the same score."""
        keys.require(request, "writer")
        scorer = desk.scorer()
        score = scorer.score(wanted.interaction(scorer.moment_ms(wanted.timestamp, what="timestamp")))
        return exact_answer(score_document(score))

    @router.post("/interactions/batch")
    def record_batch(request: Request, batch: Batch) -> BatchCounts:
        """Record up to a thousand interactions: all of them, or none when one is wrong."""
        keys.require(request, "writer")
        scorer = desk.scorer()
        drafts = [
            draft_of(each.interaction(scorer.moment_ms(each.timestamp, what="timestamp")), scorer.settings)
            for each in batch.interactions
        ]
        counts = scorer.ledger.append_all(drafts, now_ms=scorer.now_ms())
        return BatchCounts(recorded=counts.recorded, repeated=counts.repeated)

    @router.post("/reversals", response_model=ReciprocityScore)
    def reverse(request: Request, wanted: ReversalForm) -> Response:
        """Take an interaction back by a new entry that points to it; both stay in the books."""
        keys.require(request, "writer")
        score = desk.scorer().reverse(wanted.reverses, reason=wanted.reason, reversal_id=wanted.id)
        return exact_answer(score_document(score))

    return router
