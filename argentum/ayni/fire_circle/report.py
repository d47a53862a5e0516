"""The report to the council: what a period shows, what it asks, and what earlier decisions came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from pydantic import Field

from argentum.ayni.alerts.alert import Alert, Findings, PositiveFinding
from argentum.ayni.alerts.finding import find_alerts
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.council_book import CouncilBook
from argentum.ayni.council_decisions import acknowledgements, thresholds_in_force
from argentum.ayni.fire_circle.assessment import AyniAssessment, assess
from argentum.ayni.fire_circle.convening import ConveningReason, convening_reasons, is_notable
from argentum.ayni.fire_circle.deliberation import Matter, matters
from argentum.ayni.fire_circle.health import Surroundings, SystemHealth, people_known, system_health
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.outcome import Effectiveness, effectiveness, outcomes
from argentum.ayni.fire_circle.patterns import LOOKED_AT, ReciprocityPattern, find_patterns
from argentum.ayni.fire_circle.period import DEFAULT_DAYS, Course, Period, course_of
from argentum.ayni.ledger import Ledger
from argentum.ayni.score import instant
from argentum.ayni.settings import AyniSettings

MOST_QUESTIONS = 7
"""More than a circle can talk about in one evening is not a priority."""


class PriorityQuestion(CouncilModel):
    """A question, and what raises it."""

    question: str
    because: tuple[str, ...] = Field(description="ids of alerts, or types of patterns")
    participants: tuple[str, ...] = Field(description="whom it is about")


class ThresholdInForce(CouncilModel):
    """A number that the council has set."""

    key: str
    value: float
    configured: float = Field(description="what it would be without the council")
    by: str
    why: str
    since: datetime


class FireCircleReport(CouncilModel):
    """A period as a council would read it: evidence and questions, no verdicts; what has no data is null."""

    report_id: str = Field(description="of the period, the end of the books and what the council had noted by then")
    since: datetime = Field(description="UTC, inclusive")
    until: datetime = Field(description="UTC, exclusive")
    days: float
    books_since: datetime | None = Field(description="moment of the first entry of all; null for empty books")
    books_until: datetime | None = Field(description="moment of the last entry of all")
    entries: int = Field(description="interactions that stand, failures of the system included")
    participants: int
    newcomers: tuple[str, ...] = Field(description="fewer interactions than the minimum sample: compared with nobody")
    units: tuple[str, ...]
    health: SystemHealth
    patterns: tuple[ReciprocityPattern, ...]
    patterns_looked_at: int = Field(
        description="kinds of change that were looked at; by chance one in five of them is beyond a confidence of 0.8"
    )
    alerts_since: datetime = Field(description="alerts look at a period of their own, as their thresholds say")
    alerts: tuple[Alert, ...]
    positive_emergence: tuple[PositiveFinding, ...]
    convening_reasons: tuple[ConveningReason, ...]
    assessment: AyniAssessment
    priority_questions: tuple[PriorityQuestion, ...]
    suggested_adaptations: tuple[str, ...]
    monitoring_recommendations: tuple[str, ...]
    thresholds_changed: tuple[ThresholdInForce, ...]
    open_matters: tuple[Matter, ...]
    outcomes: tuple[Effectiveness, ...] = Field(description="what was decided, with the figures before and after")


def council_report(
    ledger: Ledger,
    book: CouncilBook,
    *,
    until_ms: int,
    settings: AyniSettings,
    days: float = DEFAULT_DAYS,
) -> FireCircleReport:
    """Report the days up to a moment, by the thresholds of the settings and the council's changes that far."""
    period = Period.ending(until_ms, days=days)
    now, before = course_of(ledger, period), course_of(ledger, period.before)
    in_force = thresholds_in_force(book, settings.alerts, at_ms=until_ms)
    findings = find_alerts(
        ledger,
        since_ms=None,
        until_ms=until_ms,
        thresholds=in_force,
        settings=settings,
        acknowledgements=[each for each in acknowledgements(book) if each.at_ms <= until_ms],
    )
    sample, span = settings.minimum_sample, ledger.span_ms()
    patterns = find_patterns(now, before, minimum_sample=sample)
    decided = tuple(
        effectiveness(ledger, book, each, now_ms=until_ms, minimum_sample=sample)
        for each in outcomes(book)
        if each.noted_at < instant(until_ms)
    )
    newcomers = tuple(each.name for each in now.window.doings.values() if each.entries < sample)
    health = system_health(
        ledger,
        now,
        before,
        around=(_around(ledger, book, until_ms), _around(ledger, book, period.since_ms)),
        minimum_sample=sample,
    )
    return FireCircleReport(
        report_id=_report_id(ledger, book, period),
        since=instant(period.since_ms),
        until=instant(until_ms),
        days=days,
        books_since=None if span is None else instant(span[0]),
        books_until=None if span is None else instant(span[1]),
        entries=len(now.entries) + now.failed,
        participants=len(now.window.doings),
        newcomers=newcomers,
        units=now.window.units,
        health=health,
        patterns=patterns,
        patterns_looked_at=LOOKED_AT,
        alerts_since=instant(findings.since_ms),
        alerts=findings.alerts,
        positive_emergence=findings.positive,
        convening_reasons=convening_reasons(now, patterns, minimum_sample=sample),
        assessment=assess(ledger, until_ms=until_ms, settings=settings, short_days=days, findings=findings),
        priority_questions=_questions(findings.alerts, patterns),
        suggested_adaptations=_adaptations(findings),
        monitoring_recommendations=_monitoring(now, newcomers, health, patterns, decided),
        thresholds_changed=_changed(in_force, settings.alerts),
        open_matters=tuple(each for each in matters(book, until_ms=until_ms) if each.status != "decided"),
        outcomes=decided,
    )


def _report_id(ledger: Ledger, book: CouncilBook, period: Period) -> str:
    noted = sum(1 for each in book.notes() if each.at_ms <= period.until_ms)
    whole = f"{period.since_ms}/{period.until_ms}/{ledger.head().digest.hex()}/{noted}"
    return f"report-{sha256(whole.encode()).hexdigest()[:10]}"


def _around(ledger: Ledger, book: CouncilBook, until_ms: int) -> Surroundings:
    known = matters(book, until_ms=until_ms)
    return Surroundings(
        known=people_known(ledger, until_ms),
        asked=len(known),
        decided=sum(1 for each in known if each.status == "decided"),
    )


def _questions(alerts: Sequence[Alert], patterns: Sequence[ReciprocityPattern]) -> tuple[PriorityQuestion, ...]:
    """Take the gravest first; what was acknowledged, and what is only worth a glance, asks nothing here."""
    grave = [each for each in alerts if each.acknowledgement is None and each.severity in {"urgent", "concern"}]
    raised = [(alert.questions, alert.id, alert.participants) for alert in grave]
    raised += [
        (pattern.questions_for_deliberation, pattern.type, pattern.affected_participants)
        for pattern in patterns
        if is_notable(pattern)
    ]
    asked: dict[str, tuple[list[str], dict[str, None]]] = {}
    for questions, because, about in raised:
        for question in questions:
            reasons, people = asked.setdefault(question, ([], {}))
            reasons.append(because)
            people |= dict.fromkeys(about)
    return tuple(
        PriorityQuestion(question=question, because=tuple(reasons), participants=tuple(people))
        for question, (reasons, people) in list(asked.items())[:MOST_QUESTIONS]
    )


def _adaptations(findings: Findings) -> tuple[str, ...]:
    whom: dict[str, list[str]] = {}
    for alert in findings.alerts:
        for text in alert.suggestions if alert.acknowledgement is None else ():
            people = whom.setdefault(text, [])
            people += [each for each in alert.participants if each not in people]
    suggested = [f"{', '.join(people)}: {text}" for text, people in whom.items()]
    known = [alert for alert in findings.alerts if alert.acknowledgement is not None]
    suggested += [
        f"{alert.type.replace('_', ' ')} of {', '.join(alert.participants)} was acknowledged and goes on: is its "
        "threshold still the group's?"
        for alert in known
    ]
    return tuple(dict.fromkeys(suggested))


def _monitoring(
    now: Course,
    newcomers: Sequence[str],
    health: SystemHealth,
    patterns: Sequence[ReciprocityPattern],
    decided: Sequence[Effectiveness],
) -> tuple[str, ...]:
    found = []
    if newcomers:
        found.append(f"too early to compare: {', '.join(newcomers)}")
    empty = [each.name.replace("_", " ") for each in health.figures if each.in_score and each.value is None]
    if empty:
        found.append(f"without data in these days: {', '.join(empty)}")
    found += [
        f"{each.type.replace('_', ' ')} may be beginning (confidence {each.confidence:.2f})"
        for each in patterns
        if not is_notable(each)
    ]
    found += [
        f"too early to see what {each.outcome.matter_id} came to" for each in decided if each.shows == "too_early"
    ]
    if now.failed:
        found.append(f"{now.failed} interactions failed for reasons of the system and count for nobody")
    return tuple(found)


def _changed(in_force: Thresholds, configured: Thresholds) -> tuple[ThresholdInForce, ...]:
    return tuple(
        ThresholdInForce(
            key=each.key,
            value=each.value,
            configured=configured.value(each.key),
            by=each.by,
            why=each.why,
            since=instant(each.at_ms),
        )
        for each in in_force.changes
    )
