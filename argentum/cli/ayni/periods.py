"""`ayni periods`: give and take by day, week or month."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from argentum.cli.ayni.options import (
    CsvOption,
    GroupOption,
    JsonOption,
    LedgerOption,
    ParticipantOption,
    SinceOption,
    UntilOption,
    ZoneOption,
)


def periods(
    *,
    by: Annotated[
        Literal["day", "week", "month"],
        typer.Option("--by", metavar="P", help="Length of a period: day, week or month of the calendar."),
    ] = "month",
    participant: ParticipantOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    group: GroupOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show what each participant or group gave and took in every day, week or month.

    Periods go by the calendar of the zone: a day may have 23 or 25 hours, a week begins on Monday. The first and the
    last one are cut where --since and --until say so. Periods in which somebody did nothing have no line for them.
    """
    from argentum.ayni.calendar_periods import calendar_bounds, queried_periods
    from argentum.ayni.groups import groups_in
    from argentum.cli.ayni.options import chosen_period, one_form, print_json, scorer_to_read
    from argentum.reports.ayni.documents import rows_csv
    from argentum.reports.ayni.periods import PERIOD_COLUMNS, period_document, period_rows, period_table

    one_form(as_json=as_json, as_csv=as_csv)
    with scorer_to_read(ledger, zone) as scorer:
        group_of = groups_in(scorer.ledger, group or (), what="--group")
        selection = chosen_period(scorer, participant, since, until)
        epsilon_micro = scorer.ledger.terms.epsilon_micro
        bounds = calendar_bounds(selection, scorer.ledger.span_ms(), every=by, zone=scorer.zone)
        found = list(queried_periods(scorer.ledger, selection, bounds, group_of=group_of))
        if as_json:
            document = period_document(selection, found, every=by, zone=scorer.zone, epsilon_micro=epsilon_micro)
            print_json(document)
        elif as_csv:
            typer.echo(rows_csv(period_rows(found, epsilon_micro=epsilon_micro), PERIOD_COLUMNS, names=True), nl=False)
        elif any(each.totals for each in found):
            from argentum.cli.tables import print_table
            from argentum.reports.symbols import symbols_for

            table = period_table(found, zone=scorer.zone, epsilon_micro=epsilon_micro)
            print_table(table, symbols_for(sys.stdout.encoding))
        else:
            from argentum.cli.ayni.nothing import say_nothing_found

            say_nothing_found(scorer, selection)
