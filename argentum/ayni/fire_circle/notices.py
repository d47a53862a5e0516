"""What goes to the council: the report's summary, urgent alerts as requests to deliberate, and notable patterns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from argentum.ayni.alerts.alert import Alert
from argentum.ayni.council_book import CouncilBook, Note
from argentum.ayni.fire_circle.convening import is_notable
from argentum.ayni.fire_circle.deliberation import Status, matters
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.patterns import ReciprocityPattern
from argentum.ayni.fire_circle.report import FireCircleReport
from argentum.ayni.score import instant
from argentum.ayni.time_expression import epoch_ms


class ReportNotification(CouncilModel):
    """That there is a report, and what to look at first."""

    report_id: str
    since: datetime
    until: datetime
    health_score: float | None
    priority_questions: tuple[str, ...]


class DeliberationRequest(CouncilModel):
    """An urgent alert, as a matter before the council."""

    id: str = Field(description="of the matter: guidance and outcome refer to it")
    alert_id: str
    severity: Literal["urgent"]
    type: str
    participants: tuple[str, ...]
    description: str
    evidence: tuple[str, ...] = Field(description="ids of entries, the weightiest first")
    evidence_entries: int
    suggested_investigations: tuple[str, ...] = Field(description="questions, and what may explain it")
    urgency_factors: tuple[str, ...]
    false_positive_probability: float
    status: Status
    noted_at: datetime


class PatternNotification(CouncilModel):
    """A pattern that the council is told of at once."""

    id: str
    pattern: ReciprocityPattern
    reason: Literal["deliberation_required", "confidence_above_0.8"]
    noted_at: datetime


class Notices(CouncilModel):
    """What is new, and what still waits."""

    report: ReportNotification
    deliberation_requests: tuple[DeliberationRequest, ...] = Field(description="new ones")
    patterns: tuple[PatternNotification, ...] = Field(description="new ones")
    still_open: tuple[str, ...] = Field(description="ids of urgent matters that came up before and are not decided")


def notify(book: CouncilBook, report: FireCircleReport, *, now_ms: int) -> Notices:
    """Note what is new in a report, and give it; running it again tells nothing twice.

    An urgent alert that somebody acknowledged waits for no circle, one that is before the council already is not
    brought again, and one on which there was an outcome comes back when it is urgent a report's length later. A pattern
    is told again after a report's length, too.
    """
    length_ms = epoch_ms(report.until) - epoch_ms(report.since)
    told = book.notes("notification")
    urgent, still_open = _due_alerts(book, report.alerts, told, now_ms=now_ms, length_ms=length_ms)
    patterns = _due_patterns(report.patterns, told, now_ms=now_ms, length_ms=length_ms)
    alert_notes = [_note(f"urgent:{alert.id}", told, _urgent_data(alert), now_ms) for alert in urgent]
    pattern_notes = [_note(f"pattern:{each.type}", told, _pattern_data(each), now_ms) for each in patterns]
    noted = book.append([*alert_notes, *pattern_notes])
    return Notices(
        report=ReportNotification(
            report_id=report.report_id,
            since=report.since,
            until=report.until,
            health_score=report.health.score,
            priority_questions=tuple(each.question for each in report.priority_questions),
        ),
        deliberation_requests=tuple(
            _request(alert, note) for alert, note in zip(urgent, noted[: len(urgent)], strict=True)
        ),
        patterns=tuple(
            PatternNotification(
                id=note.id,
                pattern=pattern,
                reason="deliberation_required" if pattern.deliberation_required else "confidence_above_0.8",
                noted_at=instant(note.at_ms),
            )
            for pattern, note in zip(patterns, noted[len(urgent) :], strict=True)
        ),
        still_open=still_open,
    )


def _due_alerts(
    book: CouncilBook, alerts: Sequence[Alert], told: Sequence[Note], *, now_ms: int, length_ms: int
) -> tuple[list[Alert], tuple[str, ...]]:
    """Give the alerts that are new to the council, and the ids of the matters that are before it already."""
    known = {each.id: each for each in matters(book)}
    due: list[Alert] = []
    still_open: list[str] = []
    for alert in alerts:
        if alert.severity != "urgent" or alert.acknowledgement is not None:
            continue
        last = _last_told(f"urgent:{alert.id}", told)
        matter = None if last is None else known[last.id]
        if matter is None or (matter.decided_at is not None and now_ms - epoch_ms(matter.decided_at) >= length_ms):
            due.append(alert)
        elif matter.status != "decided":
            still_open.append(matter.id)
    return due, tuple(still_open)


def _due_patterns(
    patterns: Sequence[ReciprocityPattern], told: Sequence[Note], *, now_ms: int, length_ms: int
) -> list[ReciprocityPattern]:
    due = []
    for pattern in patterns:
        last = _last_told(f"pattern:{pattern.type}", told)
        if is_notable(pattern) and (last is None or now_ms - last.at_ms >= length_ms):
            due.append(pattern)
    return due


def _told(about: str, told: Sequence[Note]) -> list[Note]:
    return [each for each in told if each.id.rpartition("#")[0] == about]


def _last_told(about: str, told: Sequence[Note]) -> Note | None:
    return next(reversed(_told(about, told)), None)


def _note(about: str, told: Sequence[Note], data: dict[str, object], now_ms: int) -> Note:
    """Number the notices of one thing, so that two who run this at once note it once."""
    return Note(kind="notification", id=f"{about}#{len(_told(about, told)) + 1}", at_ms=now_ms, data=data)


def _urgent_data(alert: Alert) -> dict[str, object]:
    return {
        "form": "urgent",
        "topic": f"{alert.type.replace('_', ' ')}: {', '.join(alert.participants)}",
        "urgency": "urgent",
        "about": alert.id,
        "participants": list(alert.participants),
        "questions": list(alert.questions),
    }


def _pattern_data(pattern: ReciprocityPattern) -> dict[str, object]:
    return {"form": "pattern", "type": pattern.type}


def _request(alert: Alert, note: Note) -> DeliberationRequest:
    figures = [f"{each.name.replace('_', ' ')} {each.value:.6g} {each.unit}".rstrip() for each in alert.figures]
    return DeliberationRequest(
        id=note.id,
        alert_id=alert.id,
        severity="urgent",
        type=alert.type,
        participants=alert.participants,
        description=alert.summary,
        evidence=alert.evidence,
        evidence_entries=alert.evidence_entries,
        suggested_investigations=(*alert.questions, *(f"does this explain it: {each}?" for each in alert.mitigating)),
        urgency_factors=(f"{alert.strength:.1f} times its threshold", *figures),
        false_positive_probability=alert.false_positive_probability,
        status="pending_review",
        noted_at=instant(note.at_ms),
    )
