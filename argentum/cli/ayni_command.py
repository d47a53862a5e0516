"""`argentum ayni` and `mallku ayni`: the ledger, from recording to checking it."""

from __future__ import annotations

import typer

from argentum.cli import (
    ayni_alerts,
    ayni_council_command,
    ayni_demo,
    ayni_page,
    ayni_pairs,
    ayni_periods,
    ayni_reading,
    ayni_recording,
    ayni_schema,
    ayni_thresholds,
    ayni_transfer,
    ayni_trend,
    ayni_watch,
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


app.command("record")(ayni_recording.record)
app.command("reverse")(ayni_recording.reverse)
app.command("import")(ayni_transfer.import_file)
app.command("ledger")(ayni_reading.ledger)
app.command("pairs")(ayni_pairs.pairs)
app.command("periods")(ayni_periods.periods)
app.command("trend")(ayni_trend.trend)
app.command("page")(ayni_page.page)
app.command("alerts")(ayni_alerts.alerts)
app.command("acknowledge")(ayni_alerts.acknowledge)
app.add_typer(ayni_thresholds.app, name="thresholds")
app.command("explain")(ayni_reading.explain)
app.command("verify")(ayni_reading.verify)
app.command("export")(ayni_transfer.export)
app.command("backup")(ayni_transfer.backup)
app.command("watch")(ayni_watch.watch)
app.command("demo")(ayni_demo.demo)
app.command("schema")(ayni_schema.schema)
app.add_typer(ayni_council_command.app, name="council")
