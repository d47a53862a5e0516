"""`ayni pairs`: who gave to whom, how concentrated it is, and what goes round."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni_options import JsonOption, LedgerOption, ParticipantOption, SinceOption, UntilOption, ZoneOption
from argentum.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argentum.ayni.pair_report import PairReport


def pairs(
    *,
    participant: ParticipantOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME=P,P", help="Take these participants as one; may be given again."),
    ] = None,
    minimum_sample: Annotated[
        int | None,
        typer.Option(
            "--minimum-sample", metavar="N", min=1, help="Entries below which nobody is compared.  [as configured]"
        ),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what each gave to each, how far giving and taking lie with a few, and what went round in rings.

    Participants with fewer entries than the minimum sample are named as newcomers and compared with nobody. A ring is
    value that three or more passed on until it was back with its giver, after setting off what two gave each other.
    With --participant, all of the period is compared, and the pairs and rings of that one are shown.
    """
    from argentum.ayni.pair_report import report_pairs
    from argentum.cli.ayni_options import chosen_period, scorer_to_read

    group_of = _groups(group or ())
    with scorer_to_read(ledger, zone) as scorer:
        least = scorer.settings.minimum_sample if minimum_sample is None else minimum_sample
        selection = chosen_period(scorer, participant, since, until)
        report = report_pairs(scorer.ledger, selection, minimum_sample=least, group_of=group_of)
        zone_name = str(scorer.zone)
    if as_json:
        from argentum.reports.ayni_pairs import pair_document

        typer.echo(json.dumps(pair_document(report, zone=zone_name), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        _show(report)


def _groups(given: Sequence[str]) -> dict[str, str]:
    """Read `NAME=P,P`. Raises `UsageError` for another form and a participant in two groups."""
    from argentum.ayni.interaction import checked_name
    from argentum.errors import InteractionError

    group_of: dict[str, str] = {}
    for text in given:
        name, sign, members = text.partition("=")
        try:
            named = checked_name(name.strip(), what="group") if sign else ""
            names = [checked_name(member.strip(), what="participant") for member in members.split(",")] if sign else []
        except InteractionError as error:
            raise UsageError(f"--group {text}: {error}") from error
        if not sign:
            raise UsageError(f"--group {text}: found no =, allowed: a name and its participants, such as team=ana,ben")
        for member in names:
            if group_of.setdefault(member, named) != named:
                raise UsageError(f"--group {text}: {member!r} is in {group_of[member]!r} already")
    return group_of


def _show(report: PairReport) -> None:
    from argentum.cli.stage import chosen_form
    from argentum.reports.ayni_pairs import pair_sentences, pair_table
    from argentum.reports.symbols import symbols_for

    if not report.pairs:
        typer.echo("no entries; record one with: argentum ayni record, or ask for another period or participant")
        return
    symbols = symbols_for(sys.stdout.encoding)
    table = pair_table(report.pairs, symbols)
    if chosen_form(as_json=False) == "tables":
        from rich.console import Console

        Console(highlight=False).print(table.drawn(ascii_only=symbols.ascii_only))
    else:
        for line in table.lines():
            typer.echo(line)
    typer.echo("")
    for line in pair_sentences(report, symbols):
        typer.echo(line)
    if len(report.units) > 1:
        typer.echo(f"unlike units are joined by their weights: {', '.join(report.units)}")
