"""`ayni periods`, as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.cli import mallku_application as mallku
from tests.ayni_builders import draft

DAY_MS = 86_400_000


@pytest.fixture
def books(tmp_path: Path) -> str:
    path = tmp_path / "books.sqlite3"
    ledger = SqliteLedger(path)
    for place, day in enumerate((1, 2, 33, 34, 35)):
        ledger.append(
            [draft(f"i-{place}", initiator="[b]ana[/b]", responder="ben", happened_at_ms=day * DAY_MS)], now_ms=0
        )
    ledger.close()
    return str(path)


def output(books: str, *arguments: str) -> str:
    result = CliRunner().invoke(
        mallku.app, ["ayni", "periods", "--ledger", books, "--zone", "UTC", *arguments], catch_exceptions=False
    )
    assert result.exit_code == 0
    return result.stdout


def test_each_month_has_its_own_sums(books: str) -> None:
    lines = output(books).splitlines()

    assert [line.split() for line in lines[1:]] == [
        ["[b]ana[/b]", "1970-01-01", "6", "0", "gift", "2"],
        ["ben", "1970-01-01", "0", "4", "0.000", "2"],
        ["[b]ana[/b]", "1970-02-01", "9", "0", "gift", "3"],
        ["ben", "1970-02-01", "0", "6", "0.000", "3"],
    ]


def test_documents_and_rows_say_the_same_for_groups(books: str) -> None:
    group = ("--group", "team=[b]ana[/b],ben", "--by", "week")
    document = json.loads(output(books, *group, "--json"))
    rows = output(books, *group, "--csv").splitlines()

    told = [(each["since"], one["participant"]) for each in document["periods"] for one in each["participants"]]
    assert {who for _, who in told} == {"team"}
    assert len(rows) == len(told) + 1


def test_where_nothing_is_found_it_is_said(books: str) -> None:
    assert "nobody is nowhere in the ledger" in output(books, "--participant", "nobody")
