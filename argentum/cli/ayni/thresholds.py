"""`ayni thresholds`: where alerts begin, who moved that, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni.alerts import ByOption, WhyOption
from argentum.cli.ayni.options import JsonOption, LedgerOption

if TYPE_CHECKING:
    from argentum.ayni.alerts.thresholds import ThresholdChange, Thresholds
    from argentum.ayni.council_book import CouncilBook

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def thresholds() -> None:
    """Show or change where an alert begins.

    The defaults stand in the settings (ayni.yaml, alerts). A change is the council's: it needs who and why, is in force
    from its moment on, and is never forgotten. Every alert says which thresholds it rests on and since when.
    """


@app.command("show")
def show(*, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Show the thresholds in force, with what they mean and who set them."""
    from argentum.ayni.alerts.thresholds import RANGES
    from argentum.reports.ayni.alerts import threshold_document, threshold_lines

    _, in_force = _book_and_thresholds(ledger)
    used = in_force.used(*RANGES)
    if as_json:
        from argentum.cli.ayni.options import print_json

        document = {"thresholds": [threshold_document(each, RANGES[each.key]) for each in used]}
        print_json(document)
        return
    for each in used:
        for line in threshold_lines(each, RANGES[each.key]):
            typer.echo(line)


@app.command("set", context_settings={"ignore_unknown_options": True})  # -1 is a number, out of range.
def set_threshold(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Name of a threshold, as `show` lists them.")],
    value: Annotated[float, typer.Argument(metavar="VALUE", help="Its new value.")],
    *,
    by: ByOption,
    why: WhyOption,
    ledger: LedgerOption = None,
) -> None:
    """Change a threshold from now on, in the council's book beside the ledger."""
    from argentum.ayni.alerts.thresholds import ThresholdChange, checked_value
    from argentum.ayni.council_decisions import change_threshold, checked_decision
    from argentum.ayni_wiring import wall_clock_ms
    from argentum.reports.clean_text import clean_text

    checked_value(key, value)
    book, before = _book_and_thresholds(ledger)
    checked_decision(before, {key: value})
    change_threshold(book, ThresholdChange(key=key, value=value, by=by, why=why, at_ms=wall_clock_ms()))
    typer.echo(f"{key}: {value:g}, before {before.value(key):g}; by {clean_text(by)}: {clean_text(why)}")


@app.command("history")
def history(*, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List every change that was ever made, the oldest first."""
    from argentum.ayni.council_decisions import threshold_changes
    from argentum.ayni_wiring import configured_settings
    from argentum.reports.ayni.alerts import change_document, change_line

    book, _ = _book_and_thresholds(ledger)
    configured = configured_settings().alerts
    changes: list[ThresholdChange] = threshold_changes(book)
    if as_json:
        from argentum.cli.ayni.options import print_json

        document = {"changes": [change_document(each) for each in changes]}
        print_json(document)
        return
    held: dict[str, float] = {}
    for each in changes:
        typer.echo(change_line(each, before=held.get(each.key, configured.value(each.key))))
        held[each.key] = each.value
    if not changes:
        typer.echo("nothing was ever changed")


def _book_and_thresholds(ledger: str | None) -> tuple[CouncilBook, Thresholds]:
    from argentum.ayni.council_decisions import thresholds_in_force
    from argentum.ayni_wiring import configured_settings, council_book, ledger_to_read

    ledger_to_read(ledger).close()  # A name that is no ledger is refused before anything is noted beside it.
    book = council_book(ledger)
    return book, thresholds_in_force(book, configured_settings().alerts)
