"""The set of queries is closed: constants that read, with bind variables, all of which the double answers."""

from __future__ import annotations

import re

import pytest

from argentum.adapters.ledger_arango.connection import BATCH
from argentum.adapters.ledger_arango.queries import Query
from argentum.adapters.ledger_arango.store import PAGE, ArangoLedger
from argentum.ayni.entry import Reversal
from argentum.ayni.ledger import Selection
from argentum.ayni.trend import Grid
from argentum.errors import StorageError
from tests.arango_double.aql import normal
from tests.arango_double.server import ArangoDouble
from tests.ayni_builders import draft, village


@pytest.mark.parametrize("query", Query, ids=lambda query: query.name.lower())
def test_a_query_reads_and_names_nothing_but_bind_variables(query: Query) -> None:
    assert not re.search(r"\b(INSERT|UPDATE|REPLACE|REMOVE|UPSERT)\b", query.value)
    assert re.findall(r"\bIN\s+(\S+)", query.value) == re.findall(r"\bIN\s+(@\S+)", query.value)
    assert set(re.findall(r'"([^"]*)"', query.value)) <= {"head"}


def test_a_text_that_is_not_in_the_set_is_refused_by_the_double(ledger: ArangoLedger) -> None:
    with pytest.raises(StorageError, match="the double does not know this query"), ledger.connection.translating():
        ledger.connection.database.aql.execute("FOR entry IN argentum_ayni_entries REMOVE entry", batch_size=1)


def test_every_query_is_asked_by_somebody(double: ArangoDouble, ledger: ArangoLedger) -> None:
    ledger.append([draft("i-1"), Reversal(id="r-1", reverses="i-1", reason="x")], now_ms=1)
    ledger.verify(now_ms=2)
    ledger.verify(since_checkpoint=True, now_ms=2)
    ledger.span_ms()
    list(ledger.rows())
    for participant in (None, "alice"):
        ledger.totals(Selection(participant=participant))
        ledger.totals(Selection(participant=participant, since_ms=0))
        ledger.pairs(Selection(participant=participant))
        ledger.flows(Selection(participant=participant), Grid(start_ms=0, width_ms=10, parts=3))
        list(ledger.entries(Selection(participant=participant, standing=True)))

    asked = {normal(text) for text in double.queries}

    assert [query.name for query in Query if normal(query.value) not in asked] == []


def test_names_of_people_are_never_part_of_a_query(double: ArangoDouble, ledger: ArangoLedger) -> None:
    ledger.append([draft('x" RETURN 1 //', initiator="'; mallory")], now_ms=1)
    list(ledger.entries(Selection(participant="'; mallory")))

    assert not any("mallory" in text or "//" in text for text in double.queries)


def test_while_writing_every_answer_comes_whole(double: ArangoDouble, ledger: ArangoLedger) -> None:
    ledger.append_all(village(BATCH), now_ms=1)
    double.requests.clear()

    ledger.append_all([Reversal(id=f"r-{n}", reverses=f"i-{n}", reason="x") for n in range(BATCH)], now_ms=2)

    assert [request for request in double.requests if request.startswith("POST /_api/cursor/")] == []


def test_answers_come_in_batches(double: ArangoDouble, ledger: ArangoLedger) -> None:
    ledger.append_all(village(BATCH + 1), now_ms=1)
    double.requests.clear()

    assert len(list(ledger.entries())) == BATCH + 1 < PAGE

    assert [request for request in double.requests if "cursor" in request] == [
        "POST /_api/cursor",
        "POST /_api/cursor/" + double.requests[-1].rsplit("/", 1)[-1],
    ]
    assert double.cursors == {}
