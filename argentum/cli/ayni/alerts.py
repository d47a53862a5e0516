"""`ayni alerts` and `ayni acknowledge`: patterns worth talking about, and who has seen them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from argentum.cli.ayni.options import (
    CsvOption,
    JsonOption,
    LedgerOption,
    ParticipantOption,
    SinceOption,
    UntilOption,
    ZoneOption,
)
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.ayni.alerts.alert import Alert, Findings
    from argentum.ayni.council_book import CouncilBook
    from argentum.ayni.fire_circle.circle import FireCircle
    from argentum.ayni.scorer import AyniScorer

ByOption = Annotated[str, typer.Option("--by", metavar="WHO", help="Who decided it: a person, or a council.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in one line.")]


def alerts(
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    participant: ParticipantOption = None,
    severity: Annotated[
        Literal["info", "watch", "concern", "urgent"],
        typer.Option("--severity", metavar="S", help="At least this: info, watch, concern or urgent."),
    ] = "info",
    everything: Annotated[bool, typer.Option("--all", help="Also those that somebody acknowledged.")] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show patterns worth talking about, with their evidence and with questions; and good news.

    An alert says what the ledger shows and not what it means. The period is the last six weeks up to now (window_days
    in `ayni thresholds`) unless --since names another. Newcomers, and whoever has few entries, are not spoken of. The
    same finding has the same id in every run. Nothing is recorded.
    """
    from argentum.ayni.alerts.alert import SEVERITIES
    from argentum.ayni.ledger import Selection
    from argentum.ayni_wiring import council_book
    from argentum.cli.ayni.council_options import sound_circle
    from argentum.cli.ayni.nothing import say_nothing_found
    from argentum.cli.ayni.options import one_form, print_json, scorer_to_read
    from argentum.reports.ayni.alerts import alerts_csv, findings_document

    one_form(as_json=as_json, as_csv=as_csv)
    with scorer_to_read(ledger, zone) as scorer:
        circle = sound_circle(circle_of(scorer, council_book(ledger)))
        findings = found(scorer, circle, since=since, until=until)
        zone_name = str(scorer.zone)
        if not findings.entries and not as_json and not as_csv:
            typer.echo("no alerts")
            say_nothing_found(scorer, Selection(since_ms=findings.since_ms, until_ms=findings.until_ms))
            return
    least = SEVERITIES.index(severity)
    asked = [
        each
        for each in findings.alerts
        if SEVERITIES.index(each.severity) >= least and (participant is None or participant in each.participants)
    ]
    shown = [each for each in asked if everything or each.acknowledgement is None]
    if as_json:
        document = findings_document(findings, shown, zone=zone_name, warnings=circle.warnings)
        print_json(document)
    elif as_csv:
        typer.echo(alerts_csv(shown), nl=False)
    else:
        _show(findings, shown, participant=participant)


def acknowledge(
    alert_id: Annotated[str, typer.Argument(metavar="ID", help="Id of an alert that `ayni alerts` shows.")],
    *,
    by: ByOption,
    why: WhyOption,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Say that an alert has been seen, by whom and why it may stand; it is shown again when it worsens.

    Worse is a higher severity, or a quarter further beyond its threshold. The note goes into the council's book beside
    the ledger, which is append-only.
    """
    from argentum.ayni.alerts.alert import Acknowledgement
    from argentum.ayni.council_decisions import acknowledge as note
    from argentum.ayni_wiring import council_book
    from argentum.cli.ayni.options import scorer_to_read
    from argentum.reports.clean_text import clean_text

    book = council_book(ledger)
    with scorer_to_read(ledger, zone) as scorer:
        findings = found(scorer, circle_of(scorer, book), since=since, until=until)
        now_ms = scorer.now_ms()
    alert = next((each for each in findings.alerts if each.id == alert_id), None)
    if alert is None:
        known = ", ".join(each.id for each in findings.alerts) or "none in this period"
        raise UsageError(f"alert: found {alert_id!r}, allowed: {known}; repeat the --since and --until that showed it")
    note(
        book,
        Acknowledgement(
            alert_id=alert.id, by=by, why=why, at_ms=now_ms, severity=alert.severity, strength=alert.strength
        ),
    )
    typer.echo(f"{alert.id}: acknowledged by {clean_text(by)}; shown again when it worsens")


def circle_of(scorer: AyniScorer, book: CouncilBook) -> FireCircle:
    """Give the circle over a scorer's ledger."""
    from argentum.ayni.fire_circle.circle import FireCircle

    return FireCircle(ledger=scorer.ledger, book=book, settings=scorer.settings, clock=scorer.now_ms)


def found(scorer: AyniScorer, circle: FireCircle, *, since: str | None, until: str | None) -> Findings:
    """Look for alerts in a period, up to now if it names no end, by the thresholds that are in force today."""
    from argentum.cli.ayni.options import chosen_period
    from argentum.cli.progress import Progress

    period = chosen_period(scorer, None, since, until)
    with Progress("looking for alerts"):
        return circle.findings(since_ms=period.since_ms, until_ms=period.until_ms)


def _show(findings: Findings, shown: list[Alert], *, participant: str | None) -> None:
    from argentum.reports.ayni.alerts import alert_lines, closing_lines, news_lines

    for alert in shown:
        for line in alert_lines(alert):
            typer.echo(line)
        typer.echo("")
    if not shown:
        typer.echo("no alerts\n")
    good = [each for each in findings.positive if participant is None or participant in each.participants]
    if good:
        typer.echo("good news")
        for finding in good:
            for line in news_lines(finding):
                typer.echo(line)
        typer.echo("")
    for line in closing_lines(findings, shown=len(shown)):
        typer.echo(line)
