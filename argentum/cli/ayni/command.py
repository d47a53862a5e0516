"""`argentum ayni` and `mallku ayni`: the ledger, from recording to checking it."""

from __future__ import annotations

import typer

from argentum.cli.ayni import (
    alerts,
    council_command,
    demo,
    page,
    pairs,
    periods,
    reading,
    recording,
    schema,
    thresholds,
    transfer,
    trend,
    watch,
)

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def ayni() -> None:
    """Keep a ledger of what each gave and took, and explain every number in it.

    Entries are only ever added: what was wrong is taken back by another entry. Each entry is chained to the one before
    by a digest, so that `verify` notices every change, gap and missing end.

    The ledger is ayni/ledger.sqlite3 in ARGENTUM_HOME, else in the platform's data folder; --ledger PATH names another,
    --ledger http://HOST:8529/DATABASE one in an ArangoDB.
    """


app.command("record")(recording.record)
app.command("reverse")(recording.reverse)
app.command("import")(transfer.import_file)
app.command("ledger")(reading.ledger)
app.command("pairs")(pairs.pairs)
app.command("periods")(periods.periods)
app.command("trend")(trend.trend)
app.command("page")(page.page)
app.command("alerts")(alerts.alerts)
app.command("acknowledge")(alerts.acknowledge)
app.add_typer(thresholds.app, name="thresholds")
app.command("explain")(reading.explain)
app.command("verify")(reading.verify)
app.command("export")(transfer.export)
app.command("backup")(transfer.backup)
app.command("watch")(watch.watch)
app.command("demo")(demo.demo)
app.command("schema")(schema.schema)
app.add_typer(council_command.app, name="council")
