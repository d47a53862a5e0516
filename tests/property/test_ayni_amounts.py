"""Every amount that a ledger can hold comes out of it as it went in, by each way in and each way out."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.amount import LARGEST_AMOUNT, MICRO, exact, read_amount
from argentum.ayni.entry import Draft
from argentum.ayni.evaluation import evaluate
from argentum.ayni.event_intake import interactions_of_event
from argentum.ayni.explanation import explain
from argentum.ayni.interaction import Interaction, draft_of
from argentum.ayni.ledger import EVERYTHING
from argentum.ayni.pair_report import report_pairs
from argentum.ayni.score import score_of
from argentum.ayni.settings import AyniSettings
from argentum.ayni.transfer import export_lines, read_heading, read_rows
from argentum.exact_json import json_text, read_exact
from argentum.reports.ayni.documents import balances_csv, evaluation_document, score_csv_rows, score_document
from argentum.reports.ayni.explanation import explanation_lines, step_document
from argentum.reports.ayni.page.people import sums_micro
from argentum.reports.ayni.pairs import pair_document, pair_table
from argentum.reports.ayni.tables import balance_table, entry_table
from argentum.reports.symbols import ASCII
from argentum.server.ayni.forms import InteractionForm
from argentum.workspace.interaction_files import read_drafts
from tests.ayni_builders import draft

LARGEST = LARGEST_AMOUNT * MICRO
amounts = st.one_of(st.integers(0, LARGEST), st.integers(LARGEST - 10**7, LARGEST), st.integers(0, 10**7))
ways = st.sampled_from(("digits", "zeros", "exponent"))


def written(micro: int, way: str) -> str:
    """A number as somebody would write it: 2.5, 2.500000 or 2500000e-6."""
    if way == "exponent":
        return f"{micro}e-6"
    return f"{micro // MICRO}.{micro % MICRO:06d}" if way == "zeros" else str(exact(micro))


def moment_ms(text: str) -> int:
    raise AssertionError(text)


def from_command(given: str, taken: str) -> Draft:
    both = [read_amount(each, what="amount") for each in (given, taken)]
    return draft_of(
        Interaction(id="i-1", initiator="a", responder="b", contribution=both[0], consumption=both[1]), AyniSettings()
    )


def from_file(name: str, *lines: str) -> Draft:
    (found,) = read_drafts(lines, source=Path(name), settings=AyniSettings(), moment_ms=moment_ms)
    return found


def from_rest(body: str) -> Draft:
    return draft_of(InteractionForm.model_validate(read_exact(body)).interaction(None), AyniSettings())


@given(amounts, amounts, ways)
@example(LARGEST, LARGEST - 1, "digits")
def test_every_way_in_takes_every_digit(given_micro: int, taken_micro: int, way: str) -> None:
    given, taken = written(given_micro, way), written(taken_micro, way)
    body = f'{{"id": "i-1", "initiator": "a", "responder": "b", "contribution": {given}, "consumption": {taken}}}'

    drafts = [
        from_command(given, taken),
        from_file("a.jsonl", body),
        from_file("a.csv", "id,initiator,responder,contribution,consumption\n", f"i-1,a,b,{given},{taken}\n"),
        from_rest(body),
    ]

    assert [(each.contribution_micro, each.consumption_micro) for each in drafts] == [(given_micro, taken_micro)] * 4


@given(amounts, ways)
def test_an_event_keeps_every_digit_of_its_figures(micro: int, way: str) -> None:
    value = written(micro, way)
    event = read_exact(
        '{"source": "chat_ui", "timestamp": "2025-06-14T00:00:00Z", "interaction_id": "c", '
        '"participants": ["a", "b"], "initiator": "a", '
        f'"raw_data": {{"estimated_value": {{"human_effort": {value}, "ai_computation": {value}}}}}}}'
    )
    assert isinstance(event, dict)

    drafts = [draft_of(each, AyniSettings()) for each in interactions_of_event(event)]

    assert [(each.contribution_micro, each.consumption_micro) for each in drafts] == [(micro, micro)] * 2


@settings(max_examples=60)
@given(amounts, amounts)
@example(LARGEST, LARGEST - 1)
@example(9_007_199_254_740_993, 1)
def test_every_report_tells_every_digit_and_an_export_makes_the_same_books(given_micro: int, taken_micro: int) -> None:
    ledger = SqliteLedger()
    ledger.append([draft(contribution=exact(given_micro), consumption=exact(taken_micro))], now_ms=0)
    (entry,) = ledger.entries()
    score, evaluation = score_of(entry, epsilon_micro=1), evaluate(ledger, EVERYTHING)
    pairs = report_pairs(ledger, EVERYTHING, minimum_sample=1)
    sums = exact(given_micro), exact(taken_micro)

    documents = [score_document(score), evaluation_document(evaluation, zone="UTC"), pair_document(pairs, zone="UTC")]
    steps = [step for who in ("alice", "assistant") for step in explain(who, [entry])]
    read = read_exact(json_text([*documents, *map(step_document, steps)]))
    assert isinstance(read, list)

    assert (read[0]["contribution"], read[0]["consumption"]) == sums
    assert (read[1]["participants"][0]["total_contribution"], read[1]["participants"][1]["total_consumption"]) == sums
    assert (read[2]["pairs"][0]["given"], read[2]["pairs"][0]["taken"]) == sums
    assert (read[3]["total_contribution"], read[4]["counted"]) == sums
    assert sums_micro(*evaluation.balances) == (given_micro, taken_micro)

    (row,) = csv.DictReader(io.StringIO(score_csv_rows([score], names=True)))
    assert (Decimal(row["contribution"]), Decimal(row["consumption_value"])) == sums
    rows = list(csv.DictReader(io.StringIO(balances_csv(evaluation.balances))))
    assert (Decimal(rows[0]["total_contribution"]), Decimal(rows[1]["total_consumption"])) == sums

    told = "\n".join(
        [
            *entry_table([score], ASCII).lines(),
            *balance_table(evaluation.balances, {}, ASCII).lines(),
            *pair_table(pairs.pairs, ASCII).lines(),
            *explanation_lines(steps, ASCII),
        ]
    ).split()
    numbers = [word.replace(",", "") for word in told]
    assert all(sum(Decimal(each) == own for each in numbers if each.replace(".", "").isdigit()) >= 4 for own in sums)

    first, *others = export_lines(ledger.terms, ledger.head(), ledger.rows())
    heading, copy = read_heading(first, source="export"), SqliteLedger()
    copy.restore(heading.terms, heading.head, read_rows(others, source="export"))
    assert list(copy.rows()) == list(ledger.rows())


@pytest.mark.parametrize("value", ["true", '"3"', "null", "NaN", "-1", "Infinity", "[3]"])
def test_what_is_no_number_of_json_is_no_amount_over_rest(value: str) -> None:
    body = f'{{"id": "i", "initiator": "a", "responder": "b", "contribution": {value}, "consumption": 1}}'

    with pytest.raises(ValueError, match="contribution"):
        InteractionForm.model_validate(read_exact(body))
