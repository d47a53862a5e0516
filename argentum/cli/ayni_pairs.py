"""`ayni pairs`: who gave to whom, how concentrated it is, and what goes round."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import typer

from argentum.cli.ayni_options import (
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
) -> None:
    """Show what each gave to each, how far giving and taking lie with a few, and what went round in rings.

    Participants with fewer entries than the minimum sample are named as newcomers and compared with nobody. A ring is
    value that three or more passed on until it was back with its giver, after setting off what two gave each other.
    With --participant, all of the period is compared, and the pairs and rings of that one are shown.
    """
    from argentum.ayni.groups import read_groups
    from argentum.ayni.pair_report import report_pairs
    from argentum.cli.ayni_options import chosen_period, scorer_to_read

    group_of = read_groups(group or (), what="--group")
    with scorer_to_read(ledger, zone) as scorer:
        least = scorer.settings.minimum_sample if minimum_sample is None else minimum_sample
        selection = chosen_period(scorer, participant, since, until)
        report = report_pairs(scorer.ledger, selection, minimum_sample=least, group_of=group_of)
        zone_name = str(scorer.zone)
    if as_json:
        from argentum.reports.ayni_pairs import pair_document

        typer.echo(json.dumps(pair_document(report, zone=zone_name), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        _show(report)


def _show(report: PairReport) -> None:
    from argentum.cli.tables import print_table
    from argentum.reports.ayni_pairs import pair_sentences, pair_table
    from argentum.reports.symbols import symbols_for

    if not report.pairs:
        typer.echo("no entries; record one with: argentum ayni record, or ask for another period or participant")
        return
    symbols = symbols_for(sys.stdout.encoding)
    table = pair_table(report.pairs, symbols)
    print_table(table, symbols)
    typer.echo("")
    for line in pair_sentences(report, symbols):
        typer.echo(line)
    if len(report.units) > 1:
        typer.echo(f"unlike units are joined by their weights: {', '.join(report.units)}")
