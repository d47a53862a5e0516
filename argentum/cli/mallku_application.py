"""The commands of `mallku`: `evaluate-ayni` and the `ayni` namespace under the names of the specification."""

from __future__ import annotations

import typer

from argentum.cli.ayni.command import app as ayni
from argentum.cli.ayni.evaluate import evaluate_ayni

app = typer.Typer(
    name="mallku",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A ledger of what each gave and took. The same commands as `argentum evaluate-ayni` and `argentum ayni`.",
)
app.command("evaluate-ayni")(evaluate_ayni)
app.add_typer(ayni, name="ayni")
