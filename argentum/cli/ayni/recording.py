"""`ayni record` and `ayni reverse`: what adds an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni.options import MOMENTS, JsonOption, LedgerOption, ZoneOption

if TYPE_CHECKING:
    from argentum.ayni.score import ReciprocityScore


def record(
    *,
    interaction_id: Annotated[
        str, typer.Option("--id", metavar="I", help="Id of the interaction; recording it again records nothing.")
    ],
    initiator: Annotated[str, typer.Option("--initiator", metavar="A", help="Who gave.")],
    responder: Annotated[str, typer.Option("--responder", metavar="B", help="Who took.")],
    contribution: Annotated[str, typer.Option("--contribution", metavar="X", help="What the initiator gave.")],
    consumption: Annotated[str, typer.Option("--consumption", metavar="Y", help="What the responder took of it.")],
    at: Annotated[str | None, typer.Option("--at", metavar="T", help=f"When it happened: {MOMENTS}.  [now]")] = None,
    zone: ZoneOption = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="U", help="Unit of both amounts.  [point]")] = None,
    contribution_unit: Annotated[
        str | None, typer.Option("--contribution-unit", metavar="U", help="Unit of the contribution.")
    ] = None,
    consumption_unit: Annotated[
        str | None, typer.Option("--consumption-unit", metavar="U", help="Unit of the consumption.")
    ] = None,
    quality: Annotated[
        str, typer.Option("--quality", metavar="Q", help="0 to 1: multiplies what the contribution counts.")
    ] = "1",
    system_failure: Annotated[
        bool, typer.Option("--system-failure", help="The system failed: recorded, but counts for and against nobody.")
    ] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="One line; no content of conversations.")] = "",
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record an interaction, and say its score.

    The balance is contribution / max(consumption, ε): 1 is perfect balance, and so is an interaction in which nothing
    was given and nothing taken. Amounts are rounded to the nearest millionth. The same id with the same data gives the
    same score again; with other data, an error.
    """
    from argentum.ayni.amount import read_amount
    from argentum.cli.ayni.options import scorer_to_write

    with scorer_to_write(ledger, zone) as scorer:
        score = scorer.score_interaction(
            interaction_id,
            initiator,
            responder,
            read_amount(contribution, what="--contribution"),
            read_amount(consumption, what="--consumption"),
            timestamp=at,
            unit=unit,
            contribution_unit=contribution_unit,
            consumption_unit=consumption_unit,
            quality=read_amount(quality, what="--quality"),
            outcome="system_failure" if system_failure else "done",
            note=note,
        )
        _warn_of_clock(score, scorer.now_ms())
    _say(score, as_json=as_json)


def reverse(
    interaction_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the interaction to take back.")],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in one line.")],
    reversal_id: Annotated[
        str | None, typer.Option("--id", metavar="I", help="Id of the new entry.  [reversal:ID]")
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an interaction back by a new entry that points to it; both stay in the books.

    The new entry has the moment of the old one, so that the sums of every period are right. To correct an interaction,
    take it back and record it again under another id.
    """
    from argentum.cli.ayni.options import scorer_to_write

    with scorer_to_write(ledger, None) as scorer:
        score = scorer.reverse(interaction_id, reason=reason, reversal_id=reversal_id)
        _warn_of_clock(score, scorer.now_ms())
    _say(score, as_json=as_json)


def _warn_of_clock(score: ReciprocityScore, now_ms: int) -> None:
    """Say that the books are ahead of the clock: one of the two is or was wrong."""
    from argentum.ayni.time_expression import epoch_ms
    from argentum.reports.ayni.documents import moment_text

    recorded_at_ms = epoch_ms(score.recorded_at)
    if recorded_at_ms <= now_ms:
        return
    typer.echo(
        f"warning: the books are ahead of this clock ({moment_text(recorded_at_ms)}, not {moment_text(now_ms)}), so "
        "one of the two was wrong; recorded_at stays ahead, and happened is what you said or, without --at, this clock",
        err=True,
    )


def _say(score: ReciprocityScore, *, as_json: bool) -> None:
    if as_json:
        from argentum.cli.ayni.options import print_json
        from argentum.reports.ayni.documents import score_document

        print_json(score_document(score))
        return
    from argentum.reports.ayni.tables import ratio_text
    from argentum.reports.clean_text import clean_text

    remark = "  neutral: counts for nobody" if score.neutral else "  gift: nothing was taken" if score.gift else ""
    taken_back = f", takes back {clean_text(score.reverses)}" if score.reverses is not None else ""
    typer.echo(f"entry {score.entry}  {clean_text(score.id)}{taken_back}  balance {ratio_text(score.balance)}{remark}")
