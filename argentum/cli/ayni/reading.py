"""`ayni ledger`, `ayni explain` and `ayni verify`: what reads the books and changes nothing that they say."""

from __future__ import annotations

import sys
from itertools import chain, islice
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
    from collections.abc import Iterator

    from argentum.ayni.chain import Head
    from argentum.ayni.explanation import Step
    from argentum.ayni.ledger import Selection
    from argentum.ayni.score import ReciprocityScore
    from argentum.ayni.scorer import AyniScorer

_BATCH = 1_000


def ledger(
    *,
    participant: ParticipantOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was taken back, and the entries that took it back.")
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="The first N entries.")] = None,
    path: LedgerOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List entries with their scores, in the order in which they happened."""
    from dataclasses import replace

    from argentum.ayni.score import score_of
    from argentum.cli.ayni.options import chosen_period, one_form, scorer_to_read

    one_form(as_json=as_json, as_csv=as_csv)
    with scorer_to_read(path, zone) as scorer:
        selection = replace(chosen_period(scorer, participant, since, until), standing=not everything)
        epsilon_micro = scorer.ledger.terms.epsilon_micro
        entries = scorer.ledger.entries(selection)
        scores = (score_of(entry, epsilon_micro=epsilon_micro) for entry in islice(entries, limit))
        if as_json:
            from argentum.reports.ayni.documents import score_document

            _print_array("scores", map(score_document, scores))
        elif as_csv:
            _print_csv(scores)
        else:
            _print_table(scorer, selection, scores)


def explain(
    participant: Annotated[str, typer.Argument(metavar="P", help="Participant.")],
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    path: LedgerOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Trace a participant's numbers to their entries: what each added, and the sums after it.

    The sums of the last line are those of `evaluate-ayni`. Entries that were taken back are there with those that took
    them back.
    """
    from argentum.ayni.explanation import explain as steps_of
    from argentum.cli.ayni.options import chosen_period, one_form, scorer_to_read
    from argentum.reports.ayni.explanation import step_document

    one_form(as_json=as_json, as_csv=as_csv)
    with scorer_to_read(path, zone) as scorer:
        selection = chosen_period(scorer, participant, since, until)
        # In its composed form, as it stands in the entries.
        who = selection.participant or participant
        steps = steps_of(who, scorer.ledger.entries(selection))
        if as_json:
            _print_array("steps", (step_document(step) for step in steps), participant=who)
        elif as_csv:
            _print_steps_csv(step_document(step) for step in steps)
        else:
            _print_steps(scorer, selection, who, steps)


def _print_steps(scorer: AyniScorer, selection: Selection, who: str, steps: Iterator[Step]) -> None:
    from argentum.ayni.amount import amount_text
    from argentum.ayni.score import balance_of
    from argentum.reports.ayni.explanation import explanation_lines
    from argentum.reports.ayni.tables import ratio_text
    from argentum.reports.clean_text import clean_text
    from argentum.reports.symbols import symbols_for

    first = next(steps, None)
    if first is None:
        from argentum.cli.ayni.nothing import say_nothing_found

        say_nothing_found(scorer, selection)
        return
    for line in explanation_lines(chain([first], steps), symbols_for(sys.stdout.encoding)):
        typer.echo(line)
    balance = balance_of(who, scorer.ledger.totals(selection), epsilon_micro=scorer.ledger.terms.epsilon_micro)
    given, taken = amount_text(balance.given_micro), amount_text(balance.taken_micro)
    ratio = "undefined: nothing was taken" if balance.overall_balance is None else ratio_text(balance.overall_balance)
    typer.echo(f"\n{clean_text(who)} gave {given} and took {taken}: balance {ratio}")


def _print_steps_csv(documents: Iterator[dict[str, object]]) -> None:
    from argentum.reports.ayni.documents import rows_csv
    from argentum.reports.ayni.explanation import STEP_COLUMNS

    typer.echo(rows_csv(islice(documents, _BATCH), STEP_COLUMNS, names=True), nl=False)
    while batch := list(islice(documents, _BATCH)):
        typer.echo(rows_csv(batch, STEP_COLUMNS, names=False), nl=False)


def verify(
    *,
    since_checkpoint: Annotated[
        bool, typer.Option("--since-checkpoint", help="Only what came since the books were last found right.")
    ] = False,
    path: LedgerOption = None,
) -> None:
    """Check the books; ends with 0 and says how many entries are right, else with 1 and a line for each fault.

    Every digest, number and sum is derived again, and compared with the head, the balances and the indexes; then the
    file's own structure is checked, and the council's book beside it. Books that are right get a checkpoint, from which
    --since-checkpoint goes on.
    """
    from argentum.ayni_wiring import council_book
    from argentum.cli.ayni.options import scorer_to_read
    from argentum.cli.progress import Progress
    from argentum.errors import VerificationError

    faults: list[str] = []
    head: Head | None = None
    with scorer_to_read(path, None) as scorer:
        try:
            with Progress("checking the books"):
                head = scorer.ledger.verify(since_checkpoint=since_checkpoint, now_ms=scorer.now_ms())
        except VerificationError as error:
            faults.append(str(error))
        try:
            council_book(path).notes()
        except VerificationError as error:
            faults.append(str(error))
    if faults:
        raise VerificationError("\n".join(faults))
    entries = 0 if head is None else head.number
    whole = "since the last checkpoint" if since_checkpoint else "from the first to the last"
    typer.echo(f"right: {entries:,} {'entry' if entries == 1 else 'entries'}, checked {whole}, and the council's book")


def _print_array(name: str, documents: Iterator[dict[str, object]], **facts: object) -> None:
    from argentum.reports.ayni.documents import array_pieces

    for piece in array_pieces(name, documents, **facts):
        typer.echo(piece, nl=False)


def _print_csv(scores: Iterator[ReciprocityScore]) -> None:
    from argentum.reports.ayni.documents import score_csv_rows

    typer.echo(score_csv_rows(islice(scores, _BATCH), names=True), nl=False)
    while batch := list(islice(scores, _BATCH)):
        typer.echo(score_csv_rows(batch, names=False), nl=False)


def _print_table(scorer: AyniScorer, selection: Selection, scores: Iterator[ReciprocityScore]) -> None:
    from argentum.cli.tables import print_table
    from argentum.reports.ayni.tables import entry_table
    from argentum.reports.symbols import symbols_for

    symbols = symbols_for(sys.stdout.encoding)
    table = entry_table(list(scores), symbols)
    if not table.rows:
        from argentum.cli.ayni.nothing import say_nothing_found

        say_nothing_found(scorer, selection)
    else:
        print_table(table, symbols)
