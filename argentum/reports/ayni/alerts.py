"""What ayni shows of alerts and good news: lines to talk about, a document, and rows for a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from textwrap import wrap

from argentum.ayni.alerts.alert import Alert, Findings, PositiveFinding, ThresholdUsed
from argentum.ayni.alerts.false_positives import MEASURED_OVER_DAYS
from argentum.ayni.alerts.thresholds import ThresholdChange, ThresholdRange
from argentum.ayni.alerts.window import DAY_MS
from argentum.reports.ayni.documents import moment_text
from argentum.reports.clean_text import clean_text
from argentum.spreadsheet import harmless

_WIDTH = 78
ALERT_COLUMNS = (
    "id",
    "type",
    "severity",
    "participants",
    "since",
    "until",
    "summary",
    "strength",
    "false_positive_probability",
    "evidence_entries",
    "evidence",
    "units",
    "acknowledged_by",
    "acknowledged_why",
)


def alert_lines(alert: Alert) -> Iterator[str]:
    """Tell an alert: what the ledger shows, what may explain it, what to ask, what could help, and how it was found."""
    seen = alert.acknowledgement
    whom = ", ".join(clean_text(who) for who in alert.participants)
    yield f"{alert.severity}  {words(alert.type)}: {whom}"
    yield f"  id {alert.id}{'  (acknowledged)' if seen else ''}"
    yield from _part("period", [_period(alert)])
    yield from _part("shows", [f"{alert.summary}; {_units(alert.units)}"])
    if seen is not None:
        on = moment_text(seen.at_ms) or ""
        yield from _part("acknowledged", [f"by {clean_text(seen.by)} on {on[:10]}: {clean_text(seen.why)}"])
    named = ", ".join(clean_text(each) for each in alert.evidence[:3])
    more = alert.evidence_entries - min(3, len(alert.evidence))
    yield from _part("entries", [f"{named}{f' and {more} more' if more > 0 else ''}"])
    yield from _part("may explain it", alert.mitigating)
    yield from _part("to ask", alert.questions)
    yield from _part("could help", alert.suggestions)
    yield from _part("found by", [alert.method])
    yield from _part("thresholds", [", ".join(threshold_text(each) for each in alert.thresholds)])
    yield from _part("may be wrong", [may_be_wrong(alert)])


def may_be_wrong(alert: Alert) -> str:
    """Say how often alerts of the type were wrong, and where that was measured over another length of time."""
    rate = f"up to {100 * alert.false_positive_probability:.0f} % of such alerts were, on made-up villages"
    if round(_days(alert)) == MEASURED_OVER_DAYS:
        return rate
    return f"{rate} looked at over {MEASURED_OVER_DAYS} days; over this period nobody has measured it"


def news_lines(finding: PositiveFinding) -> Iterator[str]:
    """Tell good news in a line or two."""
    whom = ", ".join(clean_text(who) for who in finding.participants)
    yield from wrap(
        f"{words(finding.type)}: {whom} {finding.summary}", _WIDTH, initial_indent="  ", subsequent_indent="    "
    )


def closing_lines(findings: Findings, *, shown: int) -> Iterator[str]:
    """Say what was looked at, and of whom nothing can be said."""
    hidden = len(findings.alerts) - shown
    yield (
        f"{findings.entries} interactions of {findings.participants} participants, "
        f"{moment_text(findings.since_ms)} to {moment_text(findings.until_ms)}"
    )
    if hidden:
        yield f"{hidden} more not shown: acknowledged, or not asked for; --all shows all"
    if findings.newcomers:
        names = ", ".join(clean_text(who) for who in findings.newcomers)
        yield from wrap(f"too few entries, or too new, for alerts: {names}", _WIDTH, subsequent_indent="  ")
    if len(findings.units) > 1:
        yield f"unlike units are joined by their weights: {', '.join(findings.units)}"


def findings_document(
    findings: Findings, alerts: Sequence[Alert], *, zone: str, warnings: Sequence[str] = ()
) -> dict[str, object]:
    """Give findings as one document; moments are UTC."""
    return {
        "warnings": list(warnings),
        "since": moment_text(findings.since_ms),
        "until": moment_text(findings.until_ms),
        "zone": zone,
        "entries": findings.entries,
        "participants": findings.participants,
        "newcomers": list(findings.newcomers),
        "units": list(findings.units),
        "alerts": [alert_document(each) for each in alerts],
        "positive": [news_document(each) for each in findings.positive],
    }


def alert_document(alert: Alert) -> dict[str, object]:
    """Give an alert with every field; moments are UTC."""
    document = _with_moments(asdict(alert))
    document["thresholds"] = [_with_moments(asdict(each)) for each in alert.thresholds]
    seen = alert.acknowledgement
    document["acknowledgement"] = None if seen is None else _with_moments(asdict(seen))
    return document


def news_document(finding: PositiveFinding) -> dict[str, object]:
    """Give good news with every field; moments are UTC."""
    return _with_moments(asdict(finding))


def alerts_csv(alerts: Iterable[Alert]) -> str:
    """Give a row for each alert; lists are parted by blanks or, where names may hold blanks, by semicolons."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ALERT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for each in alerts:
        seen = each.acknowledgement
        writer.writerow(
            {
                "id": each.id,
                "type": each.type,
                "severity": each.severity,
                "participants": harmless("; ".join(each.participants)),
                "since": moment_text(each.since_ms),
                "until": moment_text(each.until_ms),
                "summary": harmless(each.summary),
                "strength": round(each.strength, 3),
                "false_positive_probability": each.false_positive_probability,
                "evidence_entries": each.evidence_entries,
                "evidence": harmless("; ".join(each.evidence)),
                "units": " ".join(each.units),
                "acknowledged_by": harmless(seen.by) if seen else "",
                "acknowledged_why": harmless(seen.why) if seen else "",
            }
        )
    return text.getvalue()


def threshold_text(used: ThresholdUsed) -> str:
    """Write a threshold with since when it is in force, if the council set it."""
    decided = "" if used.since_ms is None else f" (since {(moment_text(used.since_ms) or '')[:10]})"
    return f"{used.key} {used.value:g}{decided}"


def threshold_lines(used: ThresholdUsed, allowed: ThresholdRange) -> Iterator[str]:
    """Write a threshold with its meaning and, if the council set it, who, when and why."""
    yield f"{used.key:<21} {used.value:g}"
    yield from wrap(allowed.meaning, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    if used.since_ms is not None:
        on = (moment_text(used.since_ms) or "")[:10]
        said = f"since {on}, by {clean_text(used.by or '')}: {clean_text(used.why or '')}"
        yield from wrap(said, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def threshold_document(used: ThresholdUsed, allowed: ThresholdRange) -> dict[str, object]:
    """Give a threshold with its meaning and range."""
    return {
        **_with_moments(asdict(used)),
        "meaning": allowed.meaning,
        "smallest": allowed.low,
        "largest": allowed.high,
    }


def change_line(change: ThresholdChange, *, before: float) -> str:
    """Write a change in one line, with the value before it."""
    return (
        f"{moment_text(change.at_ms)}  {change.key} {change.value:g}, before {before:g}  "
        f"{clean_text(change.by)}: {clean_text(change.why)}"
    )


def change_document(change: ThresholdChange) -> dict[str, object]:
    """Give a change with every field."""
    return _with_moments(asdict(change))


def words(name: str) -> str:
    """Write the name of a type in words."""
    return name.replace("_", " ")


def _days(alert: Alert) -> float:
    return (alert.until_ms - alert.since_ms) / DAY_MS


def _period(alert: Alert) -> str:
    return f"{moment_text(alert.since_ms)} to {moment_text(alert.until_ms)} ({_days(alert):.3g} days)"


def _units(units: Sequence[str]) -> str:
    if not units:
        return "no amounts"
    return f"in {units[0]}" if len(units) == 1 else f"in {', '.join(units)}, joined by their weights"


def _part(title: str, texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from wrap(clean_text(text), _WIDTH, initial_indent=f"  {title:<14} ", subsequent_indent=" " * 17)
        title = ""


def _with_moments(document: dict[str, object]) -> dict[str, object]:
    """Write the moments of a document as text, and their names without the unit."""
    written: dict[str, object] = {}
    for name, value in document.items():
        if name.endswith("_ms") and (value is None or isinstance(value, int)):
            written[name.removesuffix("_ms")] = moment_text(value)
        else:
            written[name] = list(value) if isinstance(value, tuple) else value
    return written
