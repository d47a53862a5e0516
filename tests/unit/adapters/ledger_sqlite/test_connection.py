"""Opening, migrating, and taking turns."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite.connection import Connection
from argentum.adapters.ledger_sqlite.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.errors import ConfigurationError, MissingPathError, StorageError
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
