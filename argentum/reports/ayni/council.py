"""What a council reads: a report as plain lines, evidence before questions, and no verdict anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import wrap

from rich.cells import cell_len

from argentum.ayni.fire_circle.assessment import AyniAssessment
from argentum.ayni.fire_circle.consensus import DecisionStrength
from argentum.ayni.fire_circle.deliberation import Matter
from argentum.ayni.fire_circle.health import SystemHealth
from argentum.ayni.fire_circle.message_scores import CircleMessage
from argentum.ayni.fire_circle.notices import Notices
from argentum.ayni.fire_circle.outcome import Effectiveness
from argentum.ayni.fire_circle.patterns import ReciprocityPattern
from argentum.ayni.fire_circle.report import FireCircleReport, ThresholdInForce
from argentum.reports.ayni.alerts import alert_lines, news_lines
from argentum.reports.clean_text import clean_text
from argentum.reports.symbols import Symbols
from argentum.reports.text_table import TextTable

_WIDTH = 78

_SHOWS = {
    "closer": "give and take are closer to each other than before",
    "further_apart": "give and take are further apart than before",
    "unchanged": "nothing to be seen",
    "too_early": "too early to see anything",
}


def report_lines(report: FireCircleReport, symbols: Symbols) -> Iterator[str]:
    """Tell a report from its figures to its questions."""
    yield f"{report.entries} interactions of {report.participants} participants"
    yield f"{_period(report.since, report.until)}, {report.report_id}"
    if not report.entries and report.books_since is not None and report.books_until is not None:
        yield f"the books hold other days, {_period(report.books_since, report.books_until)}"
        yield "choose them with --until"
    yield from _section("How it goes", health_lines(report.health, symbols))
    if report.alerts:
        yield from ("", "What to look at")
    for alert in report.alerts:
        yield ""
        yield from alert_lines(alert)
    yield from _section(
        "What many have in common",
        [line for pattern in report.patterns for line in _pattern_lines(pattern)]
        or [f"nothing that stands out of chance ({report.patterns_looked_at} kinds of change were looked at)"],
    )
    if report.positive_emergence:
        yield from ("", "What to celebrate")
    for finding in report.positive_emergence:
        yield from news_lines(finding)
    yield from _section(
        "Why to come together",
        [
            f"{_words(each.reason)}: {each.signature:.2f}, limit {each.limit:.2f} ({_named(each.about)})"
            for each in report.convening_reasons
        ],
    )
    yield from _section("Assessment", assessment_lines(report.assessment, symbols))
    yield from _section(
        "Questions to begin with",
        [
            f"{place}. {clean_text(each.question)} ({_named(each.participants)})"
            for place, each in enumerate(report.priority_questions, 1)
        ],
    )
    yield from _section("What could help", [clean_text(each) for each in report.suggested_adaptations])
    yield from _section("What to keep an eye on", [clean_text(each) for each in report.monitoring_recommendations])
    yield from _section("Thresholds set by the council", [threshold_line(each) for each in report.thresholds_changed])
    yield from _section("Open matters", [matter_line(each) for each in report.open_matters])
    yield from _section("What was decided", [line for each in report.outcomes for line in outcome_lines(each)])


def health_lines(health: SystemHealth, symbols: Symbols) -> list[str]:
    """Tell the figures as a table, then the score, then what each figure is."""
    table = TextTable(
        columns=("figure", "now", "before", "counted", "of"),
        numeric=frozenset({"now", "before", "counted"}),
        rows=[
            (
                _words(each.name),
                _figure(each.value, symbols),
                _figure(each.before, symbols),
                str(each.sample),
                each.of,
            )
            for each in health.figures
        ],
    )
    score = _figure(health.score, symbols)
    was = _figure(health.score_before, symbols)
    meanings = [f"{_words(each.name)}: {each.definition}" for each in health.figures]
    return [*table.lines(), f"health score {score}, before {was}: {health.trend}", *meanings]


def assessment_lines(assessment: AyniAssessment, symbols: Symbols) -> list[str]:
    """Tell an assessment in one table and what it rests on."""
    rows = [
        (
            "balance, short",
            assessment.short_term_balance,
            f"-1 to 1, {_extent(assessment.short_days, assessment.short_entries)}",
        ),
        (
            "balance, long",
            assessment.long_term_balance,
            f"-1 to 1, {_extent(assessment.long_days, assessment.long_entries)}",
        ),
        ("benefit of humans", assessment.human_benefit, "0 to 1: part of what they gave that came back"),
        ("benefit of AIs", assessment.ai_benefit, "the same"),
        ("benefit of the ecosystem", assessment.ecosystem_benefit, "the same"),
        ("overall", assessment.overall, "0.3 short + 0.4 long + 0.3 mean benefit"),
    ]
    table = TextTable(
        columns=("figure", "value", "what it is"),
        numeric=frozenset({"value"}),
        rows=[(name, _figure(value, symbols), meaning) for name, value, meaning in rows],
    )
    lines = table.lines()
    if assessment.unknown_kind:
        lines.append(f"of no declared kind: {_named(assessment.unknown_kind)} (see kinds in ayni.yaml)")
    if assessment.newcomers:
        lines.append(f"too few interactions to count for the balances: {_named(assessment.newcomers)}")
    for heading, aspects in (("gave most", assessment.giving_aspects), ("took most", assessment.receiving_aspects)):
        if aspects:
            parts = (f"{clean_text(each.participant)} {100 * each.share:.0f} %" for each in aspects)
            lines.append(f"{heading}: {', '.join(parts)}")
    return lines + [f"look at: {clean_text(each)}" for each in assessment.risks]


def notice_lines(notices: Notices, symbols: Symbols) -> Iterator[str]:
    """Tell what is new to the council, and what still waits for it."""
    for request in notices.deliberation_requests:
        yield f"to deliberate: {clean_text(request.id)}"
        yield f"  {_words(request.type)}: {_named(request.participants)}: {clean_text(request.description)}"
        yield f"  urgent because: {'; '.join(clean_text(each) for each in request.urgency_factors)}"
        for question in request.suggested_investigations:
            yield f"  ? {clean_text(question)}"
    for told in notices.patterns:
        yield f"to know: {clean_text(told.id)} ({_words(told.reason)})"
        yield from (f"  {line}" for line in _pattern_lines(told.pattern))
    for own_id in notices.still_open:
        yield f"still open: {clean_text(own_id)}"
    if not (notices.deliberation_requests or notices.patterns or notices.still_open):
        yield "nothing new for the council"
    score = _figure(notices.report.health_score, symbols)
    yield f"{notices.report.report_id}: health score {score}; see: argentum ayni council report"


def decision_lines(decision: DecisionStrength, symbols: Symbols) -> Iterator[str]:
    """Tell what a decision is weighed by, and what it comes to."""
    for name, value in decision.metrics.model_dump().items():
        yield f"{_words(name)} {_figure(value, symbols)}"
    if decision.score is None:
        yield f"no score: {', '.join(_words(each) for each in decision.missing)} not known"
    else:
        yield f"score {decision.score:.2f}: {decision.strength}"


def message_line(message: CircleMessage) -> str:
    """Tell the two figures of one message; what is not known has a question mark."""
    standing = f"{message.reciprocity_score:.2f}" + ("" if message.reciprocity_known else "?")
    own = f"{message.contribution_value:.2f}" + ("" if message.contribution_known else "?")
    return f"{message.id}  {clean_text(message.sender)}  {_words(message.type)}: speaker {standing}, message {own}"


def matter_line(matter: Matter) -> str:
    """Tell one matter."""
    about = "" if matter.about is None else f", about {clean_text(matter.about)}"
    return (
        f"{clean_text(matter.id)}  {_words(matter.status)}  {_day(matter.asked_at)}  {clean_text(matter.topic)}{about}"
    )


def outcome_lines(effect: Effectiveness) -> Iterator[str]:
    """Tell an outcome with its dissent, and the figures before and after it."""
    outcome = effect.outcome
    yield (
        f"{clean_text(outcome.matter_id)}: {clean_text(outcome.decision)} "
        f"({outcome.consensus_state}, {outcome.consensus} at {outcome.consensus_level:.2f}, {_day(outcome.noted_at)})"
    )
    for each in outcome.dissent:
        yield f"  against it: {clean_text(each)}"
    before, after = effect.before, effect.after
    figures = "" if effect.change is None else f": mutuality {before.mutuality:.2f} before, {after.mutuality:.2f} after"
    yield f"  {_SHOWS[effect.shows]}{figures} ({before.entries} and {after.entries} interactions)"


def threshold_line(threshold: ThresholdInForce) -> str:
    """Tell a threshold that the council has set."""
    return (
        f"{threshold.key} {threshold.value:g} instead of {threshold.configured:g}, "
        f"by {clean_text(threshold.by)} on {_day(threshold.since)}: {clean_text(threshold.why)}"
    )


def _pattern_lines(pattern: ReciprocityPattern) -> Iterator[str]:
    required = "; deliberation is asked for" if pattern.deliberation_required else ""
    yield f"{_words(pattern.type)}, confidence {pattern.confidence:.2f}{required}"
    yield f"  {pattern.description}: {_named(pattern.affected_participants)} ({pattern.compared} compared)"
    for question in pattern.questions_for_deliberation:
        yield f"  ? {question}"


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    """Give a heading with its lines; nothing without lines."""
    if lines:
        yield ""
        yield heading
        for line in lines:
            yield from _folded(f"  {line}")


def _folded(line: str) -> list[str]:
    """Fold what is too long for a narrow terminal, further in than it began; rows of a table are short enough."""
    own = len(line) - len(line.lstrip())
    if cell_len(line) <= _WIDTH:
        return [line]
    return wrap(
        line.lstrip(),
        _WIDTH,
        initial_indent=line[:own],
        subsequent_indent=" " * (own + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _extent(days: float, entries: int) -> str:
    return f"{days:g} days, {entries} interactions"


def _figure(value: float | None, symbols: Symbols) -> str:
    return symbols.missing if value is None else f"{value:.2f}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _named(names: Sequence[str]) -> str:
    return ", ".join(clean_text(each) for each in names)


def _day(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes").replace("+00:00", "Z")


def _period(since: datetime, until: datetime) -> str:
    return f"from {_day(since)} until {_day(until)}"
