"""`argentum ayni council` and `mallku ayni council`: the commands of the fire circle."""

from __future__ import annotations

import typer

from argentum.cli.ayni import council_reading, council_saying

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def council() -> None:
    """Bring what the ledger shows before a council, and what it decides back to the ledger.

    Reports hold evidence and questions, no verdicts. What the council is told, asked and decides is kept in a book of
    its own beside the ledger, with who, why and when; thresholds that it sets are in force from then on.
    """


app.command("report")(council_reading.report)
app.command("assess")(council_reading.assess)
app.command("notify")(council_reading.notify)
app.command("matters")(council_reading.matters)
app.command("ask")(council_saying.ask)
app.command("guidance")(council_saying.guidance)
app.command("outcome")(council_saying.outcome)
app.command("outcomes")(council_reading.outcomes)
app.command("decide")(council_reading.decide)
app.command("messages")(council_reading.messages)
