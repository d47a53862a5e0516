"""What the commands of ayni share: their options, and the moments and ledgers behind them."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from argentum.ayni.ledger import Selection
    from argentum.ayni.scorer import AyniScorer

MOMENTS = "now, today, yesterday, week, month, 12h, 7d, 2w (ago), 2025-06, 2025-06-14, 2025-06-14T09:30Z"

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH",
        help="Ledger file, or http(s)://HOST:8529/DATABASE of an ArangoDB.  [the file in the user's data directory]",
    ),
]
ParticipantOption = Annotated[
    str | None, typer.Option("--participant", metavar="P", help="Only this participant, in either role.")
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="T", help=f"From this moment on, inclusive: {MOMENTS}.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="T", help="Up to this moment, exclusive; a period means its start.")
]
ZoneOption = Annotated[
    str | None,
    typer.Option("--zone", metavar="Z", help="Zone in which days begin, such as Europe/Berlin.  [the machine's]"),
]
GroupOption = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="NAME=P,P", help="Take these participants as one; may be given again."),
]
MinimumSampleOption = Annotated[
    int | None,
    typer.Option(
        "--minimum-sample", metavar="N", min=1, help="Entries below which nobody is compared.  [as configured]"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output and nothing else.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Comma-separated values with a line of names.")]


def scorer_to_read(ledger: str | None, zone: str | None) -> AyniScorer:
    """Make a scorer over a ledger that is there; the user's own counts as empty while it is not."""
    from argentum.ayni.scorer import AyniScorer
    from argentum.ayni_wiring import ledger_to_read

    return AyniScorer(ledger=ledger_to_read(ledger), zone=chosen_zone(zone))


def scorer_to_write(ledger: str | None, zone: str | None) -> AyniScorer:
    """Make a scorer over a ledger, which is made if it is not there."""
    from argentum.ayni.scorer import AyniScorer
    from argentum.ayni_wiring import configured_settings, open_ledger, user_ledger

    settings = configured_settings()
    books = user_ledger(settings) if ledger is None else open_ledger(ledger, settings=settings)
    return AyniScorer(ledger=books, settings=settings, zone=chosen_zone(zone))


def chosen_zone(zone: str | None) -> tzinfo:
    """Find the zone that was asked for, else the machine's."""
    from argentum.ayni_wiring import local_zone
    from argentum.workspace.local_zone import zone_named

    return local_zone() if zone is None else zone_named(zone, what="--zone")


def chosen_period(scorer: AyniScorer, participant: str | None, since: str | None, until: str | None) -> Selection:
    """Read the options of a query; raises as `period_asked`."""
    from argentum.ayni.period import period_asked

    return period_asked(scorer, participant, since, until, flags="--")


def print_json(document: object) -> None:
    """Print one JSON document and nothing else; amounts in it have all their digits."""
    from argentum.exact_json import json_text

    typer.echo(json_text(document))


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Refuse two forms of output at once."""
    from argentum.errors import UsageError

    if as_json and as_csv:
        raise UsageError("--json and --csv: choose one of the two")
