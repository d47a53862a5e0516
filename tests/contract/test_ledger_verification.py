"""Whatever is done to a ledger behind its back, verify names the entry, in whichever store.

Only stores that offer a way behind their back: a file, and the double of an ArangoDB.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from argentum.ayni.chain import Head, digest_of
from argentum.ayni.entry import Entry, Reversal
from argentum.errors import VerificationError
from tests.ayni_builders import draft
from tests.ledger_stores import ArangoDoubleStore, SqliteStore, TamperableStore

ENTRIES = 40


@pytest.fixture(params=["sqlite", "arango double"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TamperableStore]:
    """A sound ledger of 40 entries, the tenth taken back by the last."""
    made: TamperableStore = SqliteStore(tmp_path) if request.param == "sqlite" else ArangoDoubleStore()
    ledger = made.open()
    ledger.append([draft(f"i-{n}", happened_at_ms=n) for n in range(1, ENTRIES)], now_ms=1)
    ledger.append([Reversal(id="undo", reverses="i-10", reason="x")], now_ms=2)
    ledger.close()
    yield made
    made.close()


def faults(store: TamperableStore, *, since_checkpoint: bool = False) -> list[str]:
    """Verify, and give what was found without the name of the ledger."""
    ledger = store.open()
    try:
        ledger.verify(since_checkpoint=since_checkpoint, now_ms=3)
    except VerificationError as error:
        return [line.split(": ", 1)[1] for line in str(error).splitlines()]
    return []


def rows(store: TamperableStore) -> list[tuple[Entry, bytes]]:
    return list(store.open().rows())


def test_sound_books_have_no_faults(store: TamperableStore) -> None:
    assert faults(store) == []
    assert faults(store, since_checkpoint=True) == []


@pytest.mark.parametrize("number", [1, 17, ENTRIES])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contribution_micro", 7),
        ("taken_micro", 0),
        ("initiator", "mallory"),
        ("note", "friendly"),
        ("happened_at_ms", 0),
        ("recorded_at_ms", 9),
        ("digest", bytes(32)),
    ],
)
def test_a_changed_entry_is_found_by_its_number(store: TamperableStore, number: int, field: str, value: object) -> None:
    store.change(number, field, value)

    found = faults(store)

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
def test_a_removed_entry_is_found_by_its_number_even_the_last(store: TamperableStore, number: int, said: str) -> None:
    store.remove(number)

    assert faults(store)[0].startswith(said)


def test_several_removed_entries_are_told_as_one_gap(store: TamperableStore) -> None:
    for number in range(5, 9):
        store.remove(number)

    assert faults(store)[0] == "entry 5 to 8 are missing"


def test_a_removed_end_is_told(store: TamperableStore) -> None:
    for number in range(31, ENTRIES + 1):
        store.remove(number)

    assert faults(store)[0] == "entry 31 to 40 are missing: the head tells of 40 entries"


def test_a_removed_entry_with_the_rest_moved_up_is_found(store: TamperableStore) -> None:
    head = store.open().head()
    store.remove(17)
    for number in range(18, ENTRIES + 1):
        store.renumber(number, number - 1)
    store.move_head(Head(number=head.number - 1, digest=head.digest, recorded_at_ms=head.recorded_at_ms))

    assert faults(store)[0].startswith("entry 17 (id 'i-18') is not as it was recorded")


def test_a_reordered_pair_is_found_by_its_numbers(store: TamperableStore) -> None:
    store.renumber(20, 99)
    store.renumber(21, 20)
    store.renumber(99, 21)

    found = faults(store)

    assert found[0].startswith("entry 20 ")
    assert any(line.startswith("entry 21 ") for line in found)


def test_an_entry_that_was_added_is_found(store: TamperableStore) -> None:
    (first, _), *_, (_, digest) = rows(store)
    forged = msgspec.structs.replace(first, number=ENTRIES + 1, id="forged")
    store.add(forged, digest_of(forged, digest))

    found = faults(store)

    assert found[0].startswith("entry 41 ")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (ENTRIES - 1, "entry 39 (id 'i-39') counts other sums than its amounts come to"),
        (ENTRIES, "entry 40 (id 'undo') does not take back what it points to"),
    ],
)
def test_a_chain_that_was_rebuilt_over_false_sums_does_not_pass(store: TamperableStore, number: int, said: str) -> None:
    written = rows(store)
    previous = written[number - 2][1]
    for entry, _ in written[number - 1 :]:
        rebuilt = msgspec.structs.replace(entry, given_micro=0) if entry.number == number else entry
        previous = digest_of(rebuilt, previous)
        store.remove(entry.number)
        store.add(rebuilt, previous)
    store.move_head(Head(number=ENTRIES, digest=previous, recorded_at_ms=2))

    assert faults(store) == [said]


def test_a_head_that_tells_of_another_end_is_found(store: TamperableStore) -> None:
    store.move_head(Head(number=ENTRIES, digest=bytes(32), recorded_at_ms=2))

    assert faults(store)[0] == "entry 40 is not the one that the head tells of"


def test_a_changed_ledger_time_of_the_head_is_found(store: TamperableStore) -> None:
    head = store.open().head()
    store.move_head(Head(number=head.number, digest=head.digest, recorded_at_ms=head.recorded_at_ms + 1))

    assert faults(store) == ["entry 40 is not the one that the head tells of"]


def test_a_head_that_was_set_back_with_the_last_entry_left_in_is_found(store: TamperableStore) -> None:
    (before, digest), _ = rows(store)[-2:]
    store.move_head(Head(number=before.number, digest=digest, recorded_at_ms=before.recorded_at_ms))

    assert faults(store)[0] == "entry 40 is one too many: the head tells of 39 entries"


def test_changed_terms_are_found_at_the_first_entry(store: TamperableStore) -> None:
    store.change_terms(2)

    assert faults(store)[0].startswith("entry 1 (id 'i-1') is not as it was recorded")


@pytest.mark.parametrize("must_exist", [False, True])
@pytest.mark.parametrize("head", [False, True])
def test_books_without_terms_get_no_new_ones(store: TamperableStore, head: bool, must_exist: bool) -> None:
    store.remove_terms(head=head)

    for _ in range(2):
        with pytest.raises(VerificationError) as raised:
            store.open(must_exist=must_exist)

        told = [line.partition(": ")[2] for line in str(raised.value).splitlines()]
        assert told[0].endswith("the terms of the ledger are missing; restore a backup")
        assert len(told) == 1 + head


def test_without_a_checkpoint_the_whole_chain_is_checked(store: TamperableStore) -> None:
    store.change(3, "note", "x")

    assert faults(store, since_checkpoint=True)[0].startswith("entry 3 ")


def test_a_changed_balance_is_told_with_both_sums(store: TamperableStore) -> None:
    store.change_balance("alice", "point", 114_000_001)

    for since_checkpoint in (False, True):
        (found,) = faults(store, since_checkpoint=since_checkpoint)
        assert found.startswith("balance of 'alice' in 'point': kept as 114000001 given")
        assert "the entries come to 114000000 given" in found


def test_since_the_checkpoint_only_what_came_after_is_checked(store: TamperableStore) -> None:
    assert faults(store) == []
    store.open().append([draft("i-41"), draft("i-42")], now_ms=9)
    store.change(3, "note", "x")
    store.change(42, "note", "x")

    assert faults(store, since_checkpoint=True)[0].startswith("entry 42 ")
    assert faults(store)[0].startswith("entry 3 ")


def test_a_checkpoint_at_an_entry_that_is_another_one_now_is_told(store: TamperableStore) -> None:
    assert faults(store) == []
    store.change(ENTRIES, "digest", bytes(32))

    assert faults(store, since_checkpoint=True)[0] == "entry 40 is not the one that the last checkpoint was made at"


def test_books_that_are_not_right_get_no_checkpoint(store: TamperableStore) -> None:
    store.change(3, "note", "x")

    assert faults(store) == faults(store, since_checkpoint=True) != []
