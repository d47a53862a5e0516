"""What only a ledger in a file does; what every store does is in tests/contract."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite import queries
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.ledger import Selection
from argentum.errors import StorageError
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


def _with_no_room_beside(path: Path) -> None:
    """Let nobody make the index of the log, as on a read-only or a full disk."""
    Path(f"{path}-shm").symlink_to(path.parent / "no such folder" / "file")


def test_books_that_cannot_be_written_are_read_and_verified(ledger: SqliteLedger, path: Path) -> None:
    ledger.append([draft(), draft("i-2")], now_ms=5)
    ledger.close()
    _with_no_room_beside(path)

    with closing(SqliteLedger(path, must_exist=True)) as again:
        assert [each.id for each in again.entries()] == ["i-1", "i-2"]
        assert again.verify(now_ms=9).number == 2
        with pytest.raises(StorageError, match="can be read, but not written; nothing was recorded"):
            again.append([draft("i-3")], now_ms=9)


def test_books_whose_last_entries_are_in_a_log_that_cannot_be_read_are_not_shown_without_them(
    ledger: SqliteLedger, path: Path, tmp_path: Path
) -> None:
    ledger.append([draft()], now_ms=5)
    copy = tmp_path / "copy.sqlite3"
    for end in ("", "-wal"):
        Path(f"{copy}{end}").write_bytes(Path(f"{path}{end}").read_bytes())
    _with_no_room_beside(copy)

    with pytest.raises(StorageError, match=r"its last entries stand in .*copy.sqlite3-wal"):
        SqliteLedger(copy, must_exist=True)
