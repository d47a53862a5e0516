"""The council over REST: what it reads is for readers, too; what it says is for its own keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from argentum.ayni.council_decisions import checked_decision
from argentum.ayni.fire_circle.assessment import AyniAssessment
from argentum.ayni.fire_circle.deliberation import matters
from argentum.ayni.fire_circle.guidance import (
    Guidance,
    GuidanceRequest,
    receive_guidance,
    request_guidance,
    update_guidance,
)
from argentum.ayni.fire_circle.notices import Notices
from argentum.ayni.fire_circle.outcome import DeliberationOutcome, submit_deliberation_outcome
from argentum.ayni.fire_circle.report import FireCircleReport
from argentum.server.ayni.books_route import books_router
from argentum.server.ayni.council_forms import GuidanceForm, MatterList, OutcomeForm, OutcomeList, QuestionForm
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.keys import AyniKeys

Days = Annotated[float, Query(ge=0.01, le=3650, description="Length of the period, in days.")]
LongDays = Annotated[float, Query(ge=0.01, le=3650, description="What counts as the long run, in days.")]


@dataclass(frozen=True, slots=True)
class AskedMoment:
    """A moment, as it was written down."""

    until: str | None
    zone: str | None

    def at_ms(self, desk: AyniDesk) -> int:
        """Read it; now, without one. Raises `UsageError` for what is no moment or zone."""
        scorer = desk.scorer(self.zone)
        until_ms = scorer.moment_ms(self.until, what="until")
        return scorer.now_ms() if until_ms is None else until_ms


def _moment(
    until: Annotated[str | None, Query(max_length=64, description="Up to this moment; absent: now.")] = None,
    zone: Annotated[str | None, Query(max_length=64, description="Zone in which days begin.")] = None,
) -> AskedMoment:
    return AskedMoment(until, zone)


Moment = Annotated[AskedMoment, Depends(_moment)]


def council_router(desk: AyniDesk, keys: AyniKeys) -> APIRouter:
    """Give the routes of reports, matters, guidance and outcomes."""
    router = books_router(keys, "/council")

    @router.get("/report")
    def report(request: Request, asked: Moment, days: Days = 7.0) -> FireCircleReport:
        """Report the last days; as `argentum ayni council report --json`."""
        keys.require(request, "reader", "council")
        with desk.one_at_a_time():
            return desk.circle().report(days=days, until_ms=asked.at_ms(desk))

    @router.get("/assessment")
    def assessment(request: Request, asked: Moment, days: Days = 7.0, long_days: LongDays = 90.0) -> AyniAssessment:
        """Assess who benefits and how balanced it is; as `argentum ayni council assess --json`."""
        keys.require(request, "reader", "council")
        with desk.one_at_a_time():
            return desk.circle().assess(short_days=days, long_days=long_days, until_ms=asked.at_ms(desk))

    @router.get("/matters")
    def all_matters(request: Request) -> MatterList:
        """List what came before the council, and what became of it."""
        keys.require(request, "reader", "council")
        return MatterList(matters=matters(desk.book))

    @router.get("/outcomes")
    def outcomes(request: Request, asked: Moment) -> OutcomeList:
        """List what was decided, each with the ledger before and after it."""
        keys.require(request, "reader", "council")
        with desk.one_at_a_time():
            return OutcomeList(outcomes=desk.circle().effectiveness(until_ms=asked.at_ms(desk)))

    @router.post("/notices")
    def notices(request: Request, asked: Moment, days: Days = 7.0) -> Notices:
        """Note what is new for the council, and give it; nothing is told twice."""
        keys.require(request, "council")
        with desk.one_at_a_time():
            return desk.circle().notify(days=days, until_ms=asked.at_ms(desk))

    @router.post("/questions")
    def ask(request: Request, asked: QuestionForm) -> GuidanceRequest:
        """Ask the council for guidance."""
        keys.require(request, "council")
        return request_guidance(
            desk.book,
            topic=asked.topic,
            context=asked.context,
            questions=asked.questions,
            urgency=asked.urgency,
            about=asked.about,
            participants=asked.participants,
            request_id=asked.id,
            now_ms=desk.scorer().now_ms(),
        )

    @router.post("/guidance")
    def guide(request: Request, said: GuidanceForm) -> Guidance:
        """Note what the council says; thresholds that it sets are in force from now on."""
        keys.require(request, "council")
        checked_decision(desk.circle().thresholds, said.changes)
        now_ms = desk.scorer().now_ms()
        if said.request_id is None:
            return update_guidance(
                desk.book,
                guidance_type=said.type,
                guidance=said.guidance,
                rationale=said.rationale,
                by=said.by,
                changes=said.changes,
                guidance_id=said.id,
                now_ms=now_ms,
            )
        return receive_guidance(
            desk.book,
            said.request_id,
            guidance_type=said.type,
            guidance=said.guidance,
            rationale=said.rationale,
            by=said.by,
            changes=said.changes,
            now_ms=now_ms,
        )

    @router.post("/outcomes")
    def decide(request: Request, came_to: OutcomeForm) -> DeliberationOutcome:
        """Note what became of a matter; dissent stays with it."""
        keys.require(request, "council")
        return submit_deliberation_outcome(
            desk.book,
            came_to.matter_id,
            participants=came_to.participants,
            consensus_level=came_to.consensus_level,
            consensus_state=came_to.consensus_state,
            decision=came_to.decision,
            dissent=came_to.dissent,
            notes=came_to.notes,
            now_ms=desk.scorer().now_ms(),
        )

    return router
