"""Whatever is done to a ledger behind its back, verify names the entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite.schema import FIELDS
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.chain import digest_of
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


@contextmanager
def behind_its_back(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file without the triggers that guard it, and put them back."""
    raw = sqlite3.connect(path)
    guards = raw.execute("SELECT name, sql FROM sqlite_schema WHERE name LIKE 'entry_is_not%'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    yield raw
    for _, sql in guards:
        raw.execute(sql)
    raw.commit()
    raw.close()


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


def test_sound_books_have_no_faults(path: Path) -> None:
    assert faults(path) == []
    assert faults(path, since_checkpoint=True) == []


def test_empty_books_are_sound(tmp_path: Path) -> None:
    assert faults(tmp_path / "new.sqlite3") == []


@pytest.mark.parametrize("number", [1, 17, ENTRIES])
@pytest.mark.parametrize(
    "change",
    [
        "contribution_micro = contribution_micro + 1",
        "taken_micro = 0",
        "initiator = 'mallory'",
        "note = 'friendly'",
        "happened_at_ms = happened_at_ms - 1",
        "recorded_at_ms = recorded_at_ms + 1",
        "digest = zeroblob(32)",
    ],
)
def test_a_changed_entry_is_found_by_its_number(path: Path, number: int, change: str) -> None:
    with behind_its_back(path) as raw:
        raw.execute(f"UPDATE entry SET {change} WHERE number = ?", (number,))  # noqa: S608 - from the list above

    found = faults(path)

    assert found[0].startswith(f"entry {number} ")
    assert "not as it was recorded" in found[0]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "entry 1 is missing"),
        (17, "entry 17 is missing"),
        (ENTRIES, f"entry {ENTRIES} is missing: the head tells of 40"),
    ],
)
def test_a_removed_entry_is_found_by_its_number_even_the_last(path: Path, number: int, said: str) -> None:
    with behind_its_back(path) as raw:
        raw.execute("DELETE FROM entry WHERE number = ?", (number,))

    assert faults(path)[0].startswith(said)


def test_several_removed_entries_are_told_as_one_gap(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("DELETE FROM entry WHERE number BETWEEN 5 AND 8")

    assert faults(path)[0] == "entry 5 to 8 are missing"


def test_a_removed_end_is_told(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("DELETE FROM entry WHERE number > 30")

    assert faults(path)[0] == "entry 31 to 40 are missing: the head tells of 40 entries"


def test_a_removed_entry_with_the_rest_moved_up_is_found(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("DELETE FROM entry WHERE number = 17")
        for number in range(18, ENTRIES + 1):
            raw.execute("UPDATE entry SET number = ? WHERE number = ?", (number - 1, number))
        raw.execute("UPDATE head SET number = number - 1")

    assert faults(path)[0].startswith("entry 17 (id 'i-18') is not as it was recorded")


def test_a_reordered_pair_is_found_by_its_numbers(path: Path) -> None:
    with behind_its_back(path) as raw:
        for old, new in ((20, -1), (21, 20), (-1, 21)):
            raw.execute("UPDATE entry SET number = ? WHERE number = ?", (new, old))

    found = faults(path)

    assert found[0].startswith("entry 20 (id 'i-21') is not as it was recorded")
    assert found[1].startswith("entry 21 (id 'i-20') is not as it was recorded")


def test_an_added_entry_is_found(path: Path) -> None:
    with behind_its_back(path) as raw:
        fields = FIELDS.replace("number", "41").replace(" id", " 'forged'").replace("reverses", "NULL")
        raw.execute(f"INSERT INTO entry SELECT {fields}, digest FROM entry WHERE number = 1")  # noqa: S608 - constants

    assert faults(path)[0].startswith("entry 41 (id 'forged') is not as it was recorded")


def test_a_chain_that_was_rebuilt_over_false_sums_does_not_pass(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("UPDATE entry SET given_micro = 9 WHERE number = 39")
        previous = raw.execute("SELECT digest FROM entry WHERE number = 38").fetchone()[0]
        for number in (39, 40):
            row = raw.execute(f"SELECT {FIELDS} FROM entry WHERE number = ?", (number,)).fetchone()  # noqa: S608 - constants
            previous = digest_of(row, previous)
            raw.execute("UPDATE entry SET digest = ? WHERE number = ?", (previous, number))
        raw.execute("UPDATE head SET digest = ?", (previous,))

    assert faults(path) == ["entry 39 (id 'i-39') counts other sums than its amounts come to"]


def test_a_head_that_was_set_back_with_the_last_entry_left_in_is_found(path: Path) -> None:
    with behind_its_back(path) as raw:
        digest = raw.execute("SELECT digest FROM entry WHERE number = 39").fetchone()[0]
        raw.execute("UPDATE head SET number = 39, digest = ?", (digest,))

    assert faults(path) == ["entry 40 is one too many: the head tells of 39 entries"]


def test_a_changed_ledger_time_of_the_head_is_found(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("UPDATE head SET recorded_at_ms = recorded_at_ms + 1")

    assert faults(path) == ["entry 40 is not the one that the head tells of"]


def test_changed_terms_are_found_at_the_first_entry(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("UPDATE terms SET epsilon_micro = 500000")

    assert faults(path)[0].startswith("entry 1 ")


def test_a_changed_balance_is_found_and_says_both_sums(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("UPDATE balance SET given_micro = given_micro + 1 WHERE participant = 'alice'")

    for since_checkpoint in (False, True):
        (found,) = faults(path, since_checkpoint=since_checkpoint)
        assert found.startswith("balance of 'alice' in 'point': kept as 114000001 given")
        assert "the entries come to 114000000 given" in found


def test_without_a_checkpoint_the_whole_chain_is_checked(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("UPDATE entry SET note = 'x' WHERE number = 3")

    assert faults(path, since_checkpoint=True)[0].startswith("entry 3 ")


def test_since_the_checkpoint_only_what_came_after_is_checked(path: Path) -> None:
    assert faults(path) == []
    ledger = SqliteLedger(path)
    ledger.append([draft("i-41"), draft("i-42")], now_ms=9)
    ledger.close()
    with behind_its_back(path) as raw:
        raw.execute("UPDATE entry SET note = 'x' WHERE number IN (3, 42)")

    assert faults(path, since_checkpoint=True)[0].startswith("entry 42 ")
    assert faults(path)[0].startswith("entry 3 ")


def test_books_that_are_not_right_get_no_checkpoint(path: Path) -> None:
    with behind_its_back(path) as raw:
        raw.execute("UPDATE entry SET note = 'x' WHERE number = 3")

    assert faults(path) == faults(path, since_checkpoint=True) != []


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
