"""`evaluate-ayni`: what each participant gave and took."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni.options import (
    CsvOption,
    JsonOption,
    LedgerOption,
    ParticipantOption,
    SinceOption,
    UntilOption,
    ZoneOption,
)

if TYPE_CHECKING:
    from argentum.ayni.evaluation import Evaluation
    from argentum.ayni.scorer import AyniScorer


def evaluate_ayni(
    *,
    participant: ParticipantOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    half_life: Annotated[
        str | None,
        typer.Option("--half-life", metavar="D", help="Let an entry count half after this time, such as 30d or 12h."),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="End with 1 where books do not verify, nobody is found, or unlike units are summed up."
        ),
    ] = False,
) -> None:
    """Show what each gave as initiator and took as responder, and the ratio of the two sums.

    The ratio is undefined where nothing was taken: that is a gift. Beside it stands the share, what was given of all
    that moved: 50 % is balance. "over time" draws the share in twelve equal parts of the period.

    Time expressions name a moment, a period means its start: --since 2025-06 --until 2025-07 is June in the zone.
    """
    from argentum.ayni.evaluation import decay_asked, evaluate
    from argentum.cli.ayni.options import chosen_period, one_form, print_json, scorer_to_read
    from argentum.reports.ayni.documents import balances_csv, evaluation_document

    one_form(as_json=as_json, as_csv=as_csv)
    with scorer_to_read(ledger, zone) as scorer:
        selection = chosen_period(scorer, participant, since, until)
        decay = decay_asked(half_life, now_ms=scorer.now_ms(), until_ms=selection.until_ms, what="--half-life")
        evaluation = evaluate(scorer.ledger, selection, decay=decay)
        if strict:
            _refuse_doubtful(scorer, evaluation)
        if as_json:
            document = evaluation_document(evaluation, zone=str(scorer.zone))
            print_json(document)
        elif as_csv:
            typer.echo(balances_csv(evaluation.balances), nl=False)
        else:
            _show(scorer, evaluation)


def _refuse_doubtful(scorer: AyniScorer, evaluation: Evaluation) -> None:
    from argentum.errors import VerificationError

    scorer.ledger.verify(since_checkpoint=True, now_ms=scorer.now_ms())
    if not evaluation.balances:
        raise VerificationError("--strict: no entries were found; see: argentum ayni ledger")
    if len(evaluation.units) > 1:
        units = ", ".join(evaluation.units)
        raise VerificationError(f"--strict: the sums join unlike units by their weights ({units})")


def _show(scorer: AyniScorer, evaluation: Evaluation) -> None:
    from argentum.ayni.evaluation import courses
    from argentum.cli.tables import print_table
    from argentum.reports.ayni.documents import moment_text
    from argentum.reports.ayni.tables import balance_table
    from argentum.reports.symbols import symbols_for

    symbols = symbols_for(sys.stdout.encoding)
    table = balance_table(evaluation.balances, courses(scorer.ledger, evaluation.selection), symbols)
    if not evaluation.balances:
        from argentum.cli.ayni.nothing import say_nothing_found

        say_nothing_found(scorer, evaluation.selection)
        return
    print_table(table, symbols)
    since, until = moment_text(evaluation.selection.since_ms), moment_text(evaluation.selection.until_ms)
    period = f"from {since or 'the beginning'} until {until or 'the end'} (zone {scorer.zone})"
    typer.echo(f"\n{evaluation.entries} {'entry' if evaluation.entries == 1 else 'entries'} {period}")
    if len(evaluation.units) > 1:
        rates = ", ".join(_rate(scorer, unit) for unit in evaluation.units)
        typer.echo(f"unlike units are joined by their weights: {rates}")
    if evaluation.decay is not None:
        half_life_days = evaluation.decay.half_life_ms / 86_400_000
        as_of = moment_text(evaluation.decay.as_of_ms)
        typer.echo(
            f"decay: what is past counts half after {half_life_days:g} days, as of {as_of}; --json shows both sums"
        )


def _rate(scorer: AyniScorer, unit: str) -> str:
    known = scorer.settings.units.get(unit)
    return unit if known is None else f"1 {unit} = {float(known.weight / known.scale):g}"
