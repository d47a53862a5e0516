"""`ayni pairs`: who gave to whom, how concentrated it is, and what goes round."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from argentum.cli.ayni.options import (
    CsvOption,
    GroupOption,
    JsonOption,
    LedgerOption,
    MinimumSampleOption,
    ParticipantOption,
    SinceOption,
    UntilOption,
    ZoneOption,
)

if TYPE_CHECKING:
    from argentum.ayni.pair_report import PairReport


def pairs(
    *,
    participant: ParticipantOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    group: GroupOption = None,
    minimum_sample: MinimumSampleOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show what each gave to each, how far giving and taking lie with a few, and what went round in rings.

    Participants with fewer entries than the minimum sample are named as newcomers and compared with nobody. A ring is
    value that three or more passed on until it was back with its giver, after setting off what two gave each other.
    With --participant, all of the period is compared, and the pairs and rings of that one are shown. CSV has the pairs.
    """
    from argentum.ayni.groups import groups_in
    from argentum.ayni.pair_report import report_pairs
    from argentum.cli.ayni.options import chosen_period, one_form, print_json, scorer_to_read
    from argentum.cli.progress import Progress
    from argentum.reports.ayni.documents import rows_csv
    from argentum.reports.ayni.pairs import PAIR_COLUMNS, pair_document, pair_rows

    one_form(as_json=as_json, as_csv=as_csv)
    with scorer_to_read(ledger, zone) as scorer:
        group_of = groups_in(scorer.ledger, group or (), what="--group")
        least = scorer.settings.minimum_sample if minimum_sample is None else minimum_sample
        selection = chosen_period(scorer, participant, since, until)
        with Progress("adding pairs up"):
            report = report_pairs(scorer.ledger, selection, minimum_sample=least, group_of=group_of)
        if as_json:
            document = pair_document(report, zone=str(scorer.zone))
            print_json(document)
        elif as_csv:
            typer.echo(rows_csv(pair_rows(report), PAIR_COLUMNS, names=True), nl=False)
        elif report.pairs:
            _show(report)
        else:
            from argentum.cli.ayni.nothing import say_nothing_found

            say_nothing_found(scorer, selection)


def _show(report: PairReport) -> None:
    from argentum.cli.tables import print_table
    from argentum.reports.ayni.pairs import pair_sentences, pair_table
    from argentum.reports.symbols import symbols_for

    symbols = symbols_for(sys.stdout.encoding)
    table = pair_table(report.pairs, symbols)
    print_table(table, symbols)
    typer.echo("")
    for line in pair_sentences(report, symbols):
        typer.echo(line)
    if len(report.units) > 1:
        typer.echo(f"unlike units are joined by their weights: {', '.join(report.units)}")
