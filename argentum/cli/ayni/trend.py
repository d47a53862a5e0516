"""`ayni trend`: how give and take went over a period."""

from __future__ import annotations

import sys

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


def trend(
    *,
    participant: ParticipantOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show what each gave and took in the parts of a period, and their share so far.

    Parts are days, weeks or another length that suits the period, at most 48; days begin at midnight of the zone.
    "moved" draws what was given and taken in each, "so far" what was given of all that moved until then: half is
    balance.
    """
    from argentum.ayni.period_grid import flows_in_parts, period_grid
    from argentum.cli.ayni.options import chosen_period, one_form, print_json, scorer_to_read
    from argentum.reports.ayni.documents import TREND_COLUMNS, rows_csv, trend_document, trend_rows

    one_form(as_json=as_json, as_csv=as_csv)
    with scorer_to_read(ledger, zone) as scorer:
        selection = chosen_period(scorer, participant, since, until)
        grid = period_grid(scorer.ledger, selection, zone=scorer.zone)
        flows = {} if grid is None else flows_in_parts(scorer.ledger, selection, grid)
        if as_json:
            document = trend_document(selection, grid, flows, zone=str(scorer.zone))
            print_json(document)
        elif as_csv:
            typer.echo(rows_csv(trend_rows(grid, flows), TREND_COLUMNS, names=True), nl=False)
        elif grid is None or not flows:
            from argentum.cli.ayni.nothing import say_nothing_found

            say_nothing_found(scorer, selection)
        else:
            from argentum.ayni.period_grid import width_text
            from argentum.cli.tables import print_table
            from argentum.reports.ayni.documents import moment_text
            from argentum.reports.ayni.tables import trend_table
            from argentum.reports.symbols import symbols_for

            symbols = symbols_for(sys.stdout.encoding)
            print_table(trend_table(flows, symbols), symbols)
            typer.echo(f"\n{grid.parts} parts of {width_text(grid.width_ms)} from {moment_text(grid.start_ms)}")
