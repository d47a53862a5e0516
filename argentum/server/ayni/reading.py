"""Reading the ledger over REST: what the command line shows, with its words and numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from argentum.ayni.evaluation import decay_asked, evaluate
from argentum.ayni.groups import groups_in
from argentum.ayni.pair_report import report_pairs
from argentum.ayni.period_grid import flows_in_parts, period_grid
from argentum.ayni.score import score_of
from argentum.reports.ayni.documents import evaluation_document, score_document, trend_document
from argentum.reports.ayni.pairs import pair_document
from argentum.server.ayni.asked import After, Groups, Limit, MinimumSample, Period, place_of, text_of
from argentum.server.ayni.books_route import books_router
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.exact_answer import exact_answer
from argentum.server.ayni.forms import LedgerPage
from argentum.server.ayni.keys import AyniKeys

Document = dict[str, Any]


def reading_router(desk: AyniDesk, keys: AyniKeys) -> APIRouter:
    """Give the routes of figures and entries; for readers and the council."""
    router = books_router(keys)

    @router.get("/ledger", response_model=LedgerPage)
    def ledger(
        request: Request,
        asked: Period,
        *,
        everything: Annotated[bool, Query(alias="all", description="Also what was taken back.")] = False,
        limit: Limit = 100,
        after: After = None,
    ) -> Response:
        """List entries with their scores, in the order in which they happened."""
        keys.require(request, "reader", "council")
        scorer = desk.scorer(asked.zone)
        selection = replace(asked.selection(scorer), standing=not everything)
        entries = list(islice(scorer.ledger.entries(selection, after=place_of(after)), limit + 1))
        epsilon_micro = scorer.ledger.terms.epsilon_micro
        last = entries[limit - 1] if len(entries) > limit else None
        return exact_answer(
            {
                "scores": [score_document(score_of(entry, epsilon_micro=epsilon_micro)) for entry in entries[:limit]],
                "next": None if last is None else text_of((last.happened_at_ms, last.number)),
            }
        )

    @router.get("/balances", response_model=Document)
    def balances(
        request: Request,
        asked: Period,
        *,
        half_life: Annotated[str | None, Query(max_length=20, description="Let an entry count half after it.")] = None,
        limit: Limit = 1_000,
        after: After = None,
    ) -> Response:
        """Show what each gave as initiator and took as responder; as `argentum evaluate-ayni --json`."""
        keys.require(request, "reader", "council")
        scorer = desk.scorer(asked.zone)
        selection = asked.selection(scorer)
        decay = decay_asked(half_life, now_ms=scorer.now_ms(), until_ms=selection.until_ms, what="half_life")
        document = evaluation_document(evaluate(scorer.ledger, selection, decay=decay), zone=str(scorer.zone))
        return exact_answer(_paged(document, "participants", limit=limit, after=after))

    @router.get("/pairs", response_model=Document)
    def pairs(request: Request, asked: Period, group: Groups = None, minimum_sample: MinimumSample = None) -> Response:
        """Show who gave to whom, concentration and rings; as `argentum ayni pairs --json`."""
        keys.require(request, "reader", "council")
        scorer = desk.scorer(asked.zone)
        with desk.one_at_a_time():
            report = report_pairs(
                scorer.ledger,
                asked.selection(scorer),
                minimum_sample=minimum_sample or scorer.settings.minimum_sample,
                group_of=groups_in(scorer.ledger, group or (), what="group"),
            )
        return exact_answer(pair_document(report, zone=str(scorer.zone)))

    @router.get("/trend", response_model=Document)
    def trend(request: Request, asked: Period, *, limit: Limit = 1_000, after: After = None) -> Response:
        """Show what each gave and took in the parts of a period, and their share so far."""
        keys.require(request, "reader", "council")
        scorer = desk.scorer(asked.zone)
        selection = asked.selection(scorer)
        grid = period_grid(scorer.ledger, selection, zone=scorer.zone)
        flows = {} if grid is None else flows_in_parts(scorer.ledger, selection, grid)
        document = trend_document(selection, grid, flows, zone=str(scorer.zone))
        return exact_answer(_paged(document, "participants", limit=limit, after=after))

    return router


def _paged(document: Document, name: str, *, limit: int, after: str | None) -> Document:
    """Cut the list of participants of a document, which is in alphabetical order; `next` names the last one."""
    rows = [row for row in document[name] if after is None or row["participant"] > after]
    more = len(rows) > limit
    return {**document, name: rows[:limit], "next": rows[limit - 1]["participant"] if more else None}
