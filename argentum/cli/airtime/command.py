"""`argentum airtime`: who had how much of a meeting."""

from __future__ import annotations

import typer

from argentum.cli.airtime.export import export
from argentum.cli.airtime.replay import compare, replay
from argentum.cli.airtime.report import report
from argentum.cli.airtime.simulate import simulate
from argentum.cli.airtime.track import track

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback(help="Who had how much of a meeting, and was it fair?")
def airtime() -> None:
    """Group the commands; the text is above, so that it stands in the help."""


app.command("report")(report)
app.command("export")(export)
app.command("simulate")(simulate)
app.command("replay")(replay)
app.command("compare")(compare)
app.command("track")(track)
