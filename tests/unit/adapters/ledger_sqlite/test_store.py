"""What only a ledger in a file does; what every store does is in tests/contract."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite import queries
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.ledger import Selection
from tests.ayni_builders import draft, village


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "ledger.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[SqliteLedger]:
    made = SqliteLedger(path)
    yield made
    made.close()


def test_the_folder_of_a_new_ledger_is_made(ledger: SqliteLedger, path: Path) -> None:
    assert path.is_file()
    assert ledger.path == str(path)


def test_entries_stream_over_pages_in_the_order_in_which_they_happened(ledger: SqliteLedger) -> None:
    count = 2 * queries.PAGE + 7
    ledger.append_all(village(count), now_ms=5)

    everything = list(ledger.entries())
    own = list(ledger.entries(Selection(participant="ana")))

    assert len(everything) == count
    assert everything == sorted(everything, key=lambda entry: (entry.happened_at_ms, entry.number))
    assert own == [entry for entry in everything if "ana" in {entry.initiator, entry.responder}]


def test_entries_are_neither_changed_nor_removed_even_by_another_program(ledger: SqliteLedger, path: Path) -> None:
    ledger.append([draft()], now_ms=5)
    other = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="entries are never changed"):
        other.execute("UPDATE entry SET given_micro = 0")
    with pytest.raises(sqlite3.IntegrityError, match="entries are never removed"):
        other.execute("DELETE FROM entry")

    other.close()
