"""Alerts and good news on the page: what the ledger shows, what to ask, and the entries that weigh most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argentum.ayni.alerts.alert import Alert, PositiveFinding
from argentum.ayni.panorama import Panorama
from argentum.ayni.score import instant
from argentum.reports.ayni.alerts import may_be_wrong
from argentum.reports.ayni.page.lists import EntryRow, entry_row
from argentum.reports.ayni.page.people import People, Person
from argentum.reports.clean_text import clean_text

MOST_ALERTS = 40
MOST_NEWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCard:
    """One alert."""

    anchor: str
    severity: str
    type: str
    people: list[Person]
    summary: str
    mitigating: list[str]
    questions: list[str]
    suggestions: list[str]
    rests_on: str
    """The method and the thresholds in force, in words."""
    may_be_wrong: str
    """How often such alerts were wrong, as a clause."""
    acknowledged: str
    """By whom and why; empty when nobody has."""
    rows: list[EntryRow]
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThings:
    """All of them."""

    cards: list[AlertCard]
    news: list[str]
    since: str
    until: str
    left_out: int
    newcomers: int


def found_things(panorama: Panorama, people: People) -> FoundThings | None:
    """Lay out the findings, the most severe first; `None` when nobody looked for any."""
    findings = panorama.findings
    if findings is None:
        return None
    since, until = (
        instant(at_ms).astimezone(panorama.zone).strftime("%Y-%m-%d %H:%M")
        for at_ms in (findings.since_ms, findings.until_ms)
    )
    return FoundThings(
        cards=[_card(place, each, panorama, people) for place, each in enumerate(findings.alerts[:MOST_ALERTS])],
        news=[_news(each) for each in findings.positive[:MOST_NEWS]],
        since=since,
        until=until,
        left_out=max(0, len(findings.alerts) - MOST_ALERTS) + max(0, len(findings.positive) - MOST_NEWS),
        newcomers=len(findings.newcomers),
    )


def alerts_about(panorama: Panorama) -> dict[str, list[tuple[str, str]]]:
    """Give severity and address of the alerts on the page, by participant."""
    about: dict[str, list[tuple[str, str]]] = {}
    for place, alert in enumerate(panorama.findings.alerts[:MOST_ALERTS] if panorama.findings else ()):
        for who in alert.participants:
            about.setdefault(who, []).append((alert.severity, f"#{_anchor(place)}"))
    return about


def _anchor(place: int) -> str:
    return f"alert{place}"


def _card(place: int, alert: Alert, panorama: Panorama, people: People) -> AlertCard:
    seen = alert.acknowledgement
    used = ", ".join(f"{each.key} {each.value:g}" for each in alert.thresholds)
    rows = [entry_row(panorama.evidence[own_id], panorama) for own_id in alert.evidence if own_id in panorama.evidence]
    return AlertCard(
        anchor=_anchor(place),
        severity=alert.severity,
        type=alert.type.replace("_", " "),
        people=[people.named(who) for who in alert.participants],
        summary=clean_text(alert.summary),
        mitigating=_cleaned(alert.mitigating),
        questions=_cleaned(alert.questions),
        suggestions=_cleaned(alert.suggestions),
        rests_on=clean_text(f"{alert.method}; {used}"),
        may_be_wrong=may_be_wrong(alert),
        acknowledged="" if seen is None else clean_text(f"{seen.by}: {seen.why}"),
        rows=rows,
        entries=alert.evidence_entries,
    )


def _news(finding: PositiveFinding) -> str:
    whom = ", ".join(clean_text(who) for who in finding.participants)
    return f"{finding.type.replace('_', ' ')}: {whom} {clean_text(finding.summary)}"


def _cleaned(texts: Sequence[str]) -> list[str]:
    return [clean_text(each) for each in texts]
