"""`argentum ayni council` and `mallku ayni council`: the commands of the fire circle."""

from __future__ import annotations

import typer

from argentum.cli import ayni_council, ayni_council_saying

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def council() -> None:
    """Bring what the ledger shows before a council, and what it decides back to the ledger.

    Reports hold evidence and questions, no verdicts. What the council is told, asked and decides is kept in a book of
    its own beside the ledger, with who, why and when; thresholds that it sets are in force from then on.
    """


app.command("report")(ayni_council.report)
app.command("assess")(ayni_council.assess)
app.command("notify")(ayni_council.notify)
app.command("matters")(ayni_council.matters)
app.command("ask")(ayni_council_saying.ask)
app.command("guidance")(ayni_council_saying.guidance)
app.command("outcome")(ayni_council_saying.outcome)
app.command("outcomes")(ayni_council.outcomes)
app.command("decide")(ayni_council.decide)
app.command("messages")(ayni_council.messages)
