"""Alerts over REST: what is found, who has seen it, and where it begins."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from argentum.ayni.alerts.alert import SEVERITIES, Acknowledgement, Findings, Severity
from argentum.ayni.alerts.thresholds import RANGES, ThresholdChange, checked_value
from argentum.ayni.council_decisions import acknowledge, change_threshold, checked_decision, threshold_changes
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.reports.ayni.alerts import change_document, findings_document, threshold_document
from argentum.server.answers import AnswerError
from argentum.server.ayni.asked import Period
from argentum.server.ayni.books_route import books_router
from argentum.server.ayni.council_forms import AcknowledgementForm, ThresholdForm
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.keys import AyniKeys

Document = dict[str, Any]


def alerts_router(desk: AyniDesk, keys: AyniKeys) -> APIRouter:
    """Give the routes of alerts, which readers see, and of decisions about them, which are the council's."""
    router = books_router(keys)

    @router.get("/alerts")
    def alerts(
        request: Request,
        asked: Period,
        *,
        severity: Annotated[Severity, Query(description="At least this.")] = "info",
        everything: Annotated[bool, Query(alias="all", description="Also those that somebody acknowledged.")] = False,
    ) -> Document:
        """Show patterns worth talking about, and good news; as `argentum ayni alerts --json`."""
        keys.require(request, "reader", "council")
        circle = desk.circle_to_look_by()
        findings = _found(desk, circle, asked)
        least = SEVERITIES.index(severity)
        shown = [
            each
            for each in findings.alerts
            if SEVERITIES.index(each.severity) >= least
            and (asked.participant is None or asked.participant in each.participants)
            and (everything or each.acknowledgement is None)
        ]
        return findings_document(findings, shown, zone=str(desk.scorer(asked.zone).zone), warnings=circle.warnings)

    @router.post("/alerts/{alert_id}/acknowledgement")
    def acknowledged(request: Request, alert_id: str, asked: Period, said: AcknowledgementForm) -> Document:
        """Say that an alert has been seen; it is shown again when it worsens. For the council."""
        keys.require(request, "council")
        alert = next((each for each in _found(desk, desk.circle(), asked).alerts if each.id == alert_id), None)
        if alert is None:
            raise AnswerError(
                404, f"{alert_id[:80]!r} is no alert now", where="alert", expected="one of GET /ayni/alerts"
            )
        noted = acknowledge(
            desk.book,
            Acknowledgement(
                alert_id=alert.id,
                by=said.by,
                why=said.why,
                at_ms=desk.scorer().now_ms(),
                severity=alert.severity,
                strength=alert.strength,
            ),
        )
        return {"alert": noted.alert_id, "by": noted.by, "why": noted.why, "severity": noted.severity}

    @router.get("/thresholds")
    def thresholds(request: Request) -> Document:
        """Show where alerts begin, who moved that, when and why; with every change there ever was."""
        keys.require(request, "reader", "council")
        used = desk.circle().thresholds.used(*RANGES)
        return {
            "thresholds": [threshold_document(each, RANGES[each.key]) for each in used],
            "changes": [change_document(each) for each in threshold_changes(desk.book)],
        }

    @router.post("/thresholds")
    def change(request: Request, wanted: ThresholdForm) -> Document:
        """Move a threshold from now on. For the council."""
        keys.require(request, "council")
        value = checked_value(wanted.key, wanted.value)
        checked_decision(desk.circle().thresholds, {wanted.key: value})
        at_ms = desk.scorer().now_ms()
        return change_document(
            change_threshold(
                desk.book, ThresholdChange(key=wanted.key, value=value, by=wanted.by, why=wanted.why, at_ms=at_ms)
            )
        )

    return router


def _found(desk: AyniDesk, circle: FireCircle, asked: Period) -> Findings:
    scorer = desk.scorer(asked.zone)
    selection = asked.selection(scorer)
    until_ms = scorer.now_ms() if selection.until_ms is None else selection.until_ms
    with desk.one_at_a_time():
        return circle.findings(since_ms=selection.since_ms, until_ms=until_ms)
