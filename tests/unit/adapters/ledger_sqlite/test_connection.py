"""Opening, migrating, and taking turns."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite.connection import Connection
from argentum.adapters.ledger_sqlite.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.errors import ConfigurationError, LedgerBusyError, MissingPathError, StorageError
from tests.ayni_builders import draft


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


def pragma(path: Path, name: str) -> object:
    raw = sqlite3.connect(path)
    value = raw.execute(f"PRAGMA {name}").fetchone()[0]
    raw.close()
    return value


def test_a_new_file_is_a_ledger_of_the_present_schema_that_syncs_every_commit(path: Path) -> None:
    connection = Connection(str(path))

    assert connection.raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.raw.execute("PRAGMA synchronous").fetchone()[0] == 2
    connection.close()
    assert pragma(path, "user_version") == SCHEMA_VERSION
    assert pragma(path, "application_id") == APPLICATION_ID


def test_a_ledger_of_the_first_schema_is_brought_up_to_date_without_loss(path: Path) -> None:
    SqliteLedger(path).close()
    old = sqlite3.connect(path)
    old.execute("DROP TABLE checkpoint")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()

    ledger = SqliteLedger(path)
    ledger.append([draft()], now_ms=1)
    ledger.verify(now_ms=2)

    assert ledger.verify(since_checkpoint=True, now_ms=3).number == 1
    ledger.close()
    assert pragma(path, "user_version") == SCHEMA_VERSION == len(MIGRATIONS)


def test_a_newer_ledger_is_refused_and_left_alone(path: Path) -> None:
    SqliteLedger(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()

    with pytest.raises(ConfigurationError, match="a ledger of schema 99, written by a newer argentum"):
        SqliteLedger(path)

    assert pragma(path, "user_version") == 99


def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.commit()
    other.close()

    with pytest.raises(ConfigurationError, match="found a database of another program, allowed: an ayni ledger"):
        SqliteLedger(path)

    assert pragma(path, "application_id") == 0


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("id,initiator,responder\n" * 100, encoding="utf-8")

    with pytest.raises(ConfigurationError, match="found a file that is no SQLite database"):
        SqliteLedger(path)

    assert path.read_text(encoding="utf-8").startswith("id,initiator")


def test_a_ledger_that_must_be_there_is_not_made(path: Path) -> None:
    with pytest.raises(MissingPathError, match="no such ledger"):
        SqliteLedger(path, must_exist=True)

    assert not path.exists()


def test_a_folder_where_the_ledger_should_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="a folder stands where the ledger is needed"):
        SqliteLedger(tmp_path)


def test_a_writer_that_waits_too_long_is_refused_in_one_sentence(path: Path) -> None:
    first, second = SqliteLedger(path), SqliteLedger(path, longest_wait_ms=0)

    with first.connection.writing(), pytest.raises(LedgerBusyError, match="another process has been writing for 0 s"):
        second.append([draft()], now_ms=1)

    assert second.append([draft()], now_ms=1)[0].number == 1
    first.close()
    second.close()


def test_a_reader_does_not_wait_for_a_writer(path: Path) -> None:
    writer, reader = SqliteLedger(path), SqliteLedger(path, longest_wait_ms=0)
    writer.append([draft()], now_ms=1)

    with writer.connection.writing() as raw:
        raw.execute("UPDATE head SET recorded_at_ms = 99")
        assert len(list(reader.entries())) == 1
        assert reader.head().recorded_at_ms == 1

    writer.close()
    reader.close()


def test_writers_take_turns_and_none_loses_or_doubles_anything(path: Path) -> None:
    each, failures = 60, []

    def write(name: str) -> None:
        ledger = SqliteLedger(path)
        try:
            for n in range(each):
                ledger.append([draft(f"{name}-{n}"), draft(f"shared-{n}")], now_ms=n)
        except Exception as error:  # noqa: BLE001 - told to the test, which runs in another thread
            failures.append(error)
        ledger.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    ledger = SqliteLedger(path)
    assert failures == []
    assert ledger.verify(now_ms=1).number == 4 * each
    ledger.close()
