"""What is done to a ledger's file, byte by byte; what is done to entries is in tests/contract."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Reversal
from argentum.errors import ConfigurationError, StorageError, VerificationError
from tests.ayni_builders import draft

ENTRIES = 40
STEP = 41
"""Bytes between two flips: a prime, so that they fall into every part of a page."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound ledger of 40 entries, the tenth taken back by the last."""
    made = tmp_path / "ledger.sqlite3"
    ledger = SqliteLedger(made)
    ledger.append([draft(f"i-{n}", happened_at_ms=n) for n in range(1, ENTRIES)], now_ms=1)
    ledger.append([Reversal(id="undo", reverses="i-10", reason="x")], now_ms=2)
    ledger.close()
    return made


def faults(path: Path, *, since_checkpoint: bool = False) -> list[str]:
    """Verify, and give what was found without the name of the file."""
    ledger = SqliteLedger(path)
    try:
        ledger.verify(since_checkpoint=since_checkpoint, now_ms=3)
    except VerificationError as error:
        return [line.removeprefix(f"{path}: ") for line in str(error).splitlines()]
    finally:
        ledger.close()
    return []


def without_log(path: Path) -> None:
    """Put everything into the one file."""
    ledger = SqliteLedger(path)
    ledger.connection.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.close()


def ledger_with_notes(path: Path) -> bytearray:
    ledger = SqliteLedger(path)
    ledger.append([draft(f"i-{n}", note=f"note {n:04d}") for n in range(1, 30)], now_ms=1)
    ledger.close()
    without_log(path)
    return bytearray(path.read_bytes())


def test_a_flipped_byte_in_an_entry_is_found_by_its_number(tmp_path: Path) -> None:
    made = tmp_path / "ledger.sqlite3"
    data = ledger_with_notes(made)

    data[data.index(b"note 0017") + 2] ^= 0x10
    made.write_bytes(data)

    assert faults(made)[0].startswith("entry 17 (id 'i-17') is not as it was recorded")


def test_a_flipped_byte_that_breaks_the_text_itself_is_found_by_its_number(tmp_path: Path) -> None:
    made = tmp_path / "ledger.sqlite3"
    data = ledger_with_notes(made)

    data[data.index(b"note 0017")] ^= 0x80
    made.write_bytes(data)

    assert faults(made)[0].startswith("entry 17 cannot be read")


def test_no_flipped_byte_goes_unnoticed_where_anything_is_written(path: Path) -> None:
    without_log(path)
    sound = path.read_bytes()
    unnoticed = []

    for position in range(100, len(sound), STEP):
        if sound[position] == 0:
            continue  # Room that nothing is written in yet.
        data = bytearray(sound)
        data[position] ^= 0x10
        path.write_bytes(data)
        with suppress(ConfigurationError, StorageError):  # The file does not even open: noticed.
            if not faults(path):
                unnoticed.append(position)
        for name in ("-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)

    assert unnoticed == []


@pytest.mark.parametrize(
    ("deleted", "said"),
    [
        (["terms", "head"], ["the terms of the ledger are missing", "the head of the ledger is missing"]),
        (["terms"], ["the terms of the ledger are missing"]),
    ],
)
def test_books_without_terms_get_no_new_ones(path: Path, deleted: list[str], said: list[str]) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for table in deleted:
            raw.execute(f"DELETE FROM {table}")  # noqa: S608 - named above
        raw.commit()
        before = list(raw.iterdump())

    for _ in range(2):
        with pytest.raises(VerificationError) as raised:
            SqliteLedger(path)
        assert str(raised.value).splitlines() == [f"{path}: {each}; restore a backup" for each in said]

    with closing(sqlite3.connect(path)) as raw:
        assert list(raw.iterdump()) == before
