"""A ledger moves from any store into any other without loss: numbers, moments and digests are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Reversal
from argentum.ayni.ledger import Ledger
from argentum.ayni.transfer import export_lines, read_heading, read_rows
from argentum.errors import EntryConflictError, UsageError, VerificationError
from tests.ayni_builders import draft, village
from tests.ledger_stores import STORES, Store, store_named


@pytest.fixture(params=STORES)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = store_named(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.append(village(120), now_ms=5)
    ledger.append([Reversal(id="r-1", reverses="i-7", reason="x")], now_ms=6)
    ledger.append([draft("large", contribution=999_999_999_999.999_999, note="ü\N{SOFT HYPHEN}")], now_ms=7)
    return ledger


def exported(ledger: Ledger) -> list[str]:
    return list(export_lines(ledger.terms, ledger.head(), ledger.rows()))


def restore(lines: list[str], target: Ledger) -> int:
    heading = read_heading(lines[0], source="export")
    return target.restore(heading.terms, heading.head, read_rows(lines[1:], source="export"))


def test_an_export_makes_the_same_ledger_in_the_other_store_and_back(full: Ledger, other: Store, store: Store) -> None:
    lines = exported(full)
    there = other.open(epsilon_micro=77, now_ms=3)

    assert restore(lines, there) == 122

    assert exported(there) == lines
    assert there.terms == full.terms
    assert there.totals() == full.totals()
    assert there.verify(now_ms=9) == full.verify(now_ms=9)
    assert restore(exported(there), store.open()) == 0


def test_a_ledger_that_is_the_beginning_takes_over_the_rest(full: Ledger, other: Store) -> None:
    there = other.open()
    restore(exported(full), there)
    full.append([draft("i-new")], now_ms=8)

    assert restore(exported(full), there) == 1
    assert there.head() == full.head()
    there.append([draft("i-newer")], now_ms=9)
    there.verify(now_ms=9)


def test_another_ledger_is_not_written_over(full: Ledger, other: Store) -> None:
    there = other.open(now_ms=99)
    there.append([draft("i-1", contribution=5)], now_ms=1)
    before = exported(there)

    with pytest.raises(EntryConflictError, match="holds another ledger"):
        restore(exported(full), there)

    assert exported(there) == before


def test_a_branch_of_the_same_ledger_is_not_written_over(full: Ledger, other: Store) -> None:
    there = other.open()
    restore(exported(full), there)
    there.append([draft("i-here")], now_ms=8)
    full.append([draft("i-there"), draft("i-and-there")], now_ms=8)

    with pytest.raises(EntryConflictError, match="holds another ledger"):
        restore(exported(full), there)

    there.verify(now_ms=9)


@pytest.mark.parametrize("damage", ["changed", "cut short", "gap"])
def test_a_damaged_export_is_refused_whole(full: Ledger, other: Store, damage: str) -> None:
    lines, there = exported(full), other.open()
    if damage == "changed":
        document = json.loads(lines[100])
        lines[100] = json.dumps({**document, "note": "friendly"})
    elif damage == "cut short":
        del lines[-1]
    else:
        del lines[50]

    with pytest.raises(VerificationError):
        restore(lines, there)

    assert there.head().number == 0
    assert list(there.entries()) == []
    assert there.totals() == []
    there.append([draft("i-1")], now_ms=1)
    there.verify(now_ms=1)


def test_a_backup_is_a_ledger_file_like_the_one_that_was_copied(full: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "june.sqlite3"

    full.back_up(target)

    copy = SqliteLedger(target, must_exist=True)
    assert exported(copy) == exported(full)
    assert copy.verify(now_ms=9) == full.head()
    copy.close()
    assert [each.name for each in target.parent.iterdir()] == ["june.sqlite3"]
    with pytest.raises(UsageError, match="is there already"):
        full.back_up(target)
