"""All commands. Importing them loads typer and nothing heavier; each imports what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from argentum import __version__
from argentum.cli import (
    compare_command,
    config_command,
    debate_command,
    export_command,
    project_command,
    replay_command,
    serve_command,
    show_command,
)
from argentum.cli.airtime.command import app as airtime
from argentum.cli.ayni.command import app as ayni
from argentum.cli.ayni.evaluate import evaluate_ayni
from argentum.cli.doctor_command import doctor

app = typer.Typer(
    name="argentum",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Decide who speaks next, make it heard, and show whether it was fair.",
    epilog=(
        'First run:  argentum debate "Should cities ban private cars from their centres?" --docs briefs/    '
        "Exit codes: 0 done, 1 a check failed, 2 usage, 3 configuration or input, 4 key, 5 budget reached, "
        "6 provider gone, 130 interrupted."
    ),
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"argentum {__version__}")
        raise typer.Exit


@app.callback()
def argentum(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda value: _print_version(wanted=value),
            is_eager=True,
            help="Print the version and end.",
        ),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback with an error; may stand anywhere.")] = False,
) -> None:
    """Take the options of all commands; `run` has read `--debug` already."""


app.command("debate")(debate_command.debate)
app.command("replay")(replay_command.replay)
app.command("show")(show_command.show)
app.command("compare")(compare_command.compare)
app.command("export")(export_command.export)
app.add_typer(airtime, name="airtime")
app.add_typer(project_command.app, name="project")
app.add_typer(config_command.app, name="config")
app.command("evaluate-ayni")(evaluate_ayni)
app.add_typer(ayni, name="ayni")
app.command("serve")(serve_command.serve)
app.command("doctor")(doctor)
