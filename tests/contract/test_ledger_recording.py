"""What goes into the books: durable, once, whole or not at all, in whichever store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from argentum.ayni.entry import Draft, Reversal
from argentum.ayni.ledger import Ledger, Selection
from argentum.errors import EntryConflictError, InteractionError, LedgerBusyError, MissingPathError, StorageError
from tests.ayni_builders import draft, older_draft, village
from tests.ledger_stores import Store


def test_what_was_recorded_is_there_when_the_ledger_is_opened_again(ledger: Ledger, store: Store) -> None:
    written = ledger.append([draft("i-1"), draft("i-2")], now_ms=5)
    ledger.close()

    again = store.open(epsilon_micro=999, now_ms=77)

    assert list(again.entries()) == written
    assert again.entry("i-2") == written[1]
    assert again.entry("i-3") is None
    assert again.terms.epsilon_micro == 1


def test_a_repeat_is_answered_by_the_entry_of_the_first_time(ledger: Ledger) -> None:
    first = ledger.append([draft("i-1"), draft("i-2")], now_ms=5)

    again = ledger.append([draft("i-2"), draft("i-3"), draft("i-1"), draft("i-3")], now_ms=6)

    assert again[0] == first[1]
    assert again[2] == first[0]
    assert again[1] == again[3]
    assert ledger.head().number == 3


def test_ledger_time_never_runs_backwards(ledger: Ledger) -> None:
    ledger.append([draft("i-1")], now_ms=50)

    (entry,) = ledger.append([draft("i-2")], now_ms=7)

    assert entry.recorded_at_ms == 50


def test_a_batch_with_a_conflict_leaves_no_trace(ledger: Ledger) -> None:
    ledger.append([draft("i-1")], now_ms=5)
    before = ledger.head()

    with pytest.raises(EntryConflictError, match=r"contribution 3\.0, not 9\.0"):
        ledger.append([draft("i-2"), draft("i-1", contribution=9)], now_ms=6)

    assert ledger.head() == before
    assert ledger.entry("i-2") is None
    assert len(ledger.totals()) == 2


def test_a_reversal_takes_back_once_and_only_what_is_there(ledger: Ledger) -> None:
    ledger.append([draft("i-1", happened_at_ms=3)], now_ms=5)

    (undo,) = ledger.append([Reversal(id="r-1", reverses="i-1", reason="typo")], now_ms=6)

    assert (undo.reverses, undo.happened_at_ms, undo.given_micro) == ("i-1", 3, -3_000_000)
    assert ledger.append([Reversal(id="r-1", reverses="i-1", reason="typo")], now_ms=7) == [undo]
    for wrong, error in (
        (Reversal(id="r-2", reverses="i-1", reason="again"), EntryConflictError),
        (Reversal(id="r-3", reverses="r-1", reason="undo the undoing"), InteractionError),
        (Reversal(id="r-4", reverses="nothing", reason="x"), InteractionError),
    ):
        with pytest.raises(error):
            ledger.append([wrong], now_ms=8)
    assert ledger.head().number == 2


def test_a_reversal_in_the_batch_of_what_it_takes_back_is_recorded_with_it(ledger: Ledger) -> None:
    ledger.append([draft("i-1"), Reversal(id="r-1", reverses="i-1", reason="x")], now_ms=5)

    assert [total.given_micro for total in ledger.totals()] == [0, 0]
    ledger.verify(now_ms=6)


def test_a_long_list_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    def broken() -> Iterator[Draft]:
        yield from village(2_500)
        raise InteractionError("line 2501")

    with pytest.raises(InteractionError, match="line 2501"):
        ledger.append_all(broken(), now_ms=5)
    assert ledger.head().number == 0

    first = ledger.append_all(village(2_500), now_ms=5)
    second = ledger.append_all(village(2_501), now_ms=6)

    assert (first.recorded, first.repeated) == (2_500, 0)
    assert (second.recorded, second.repeated) == (1, 2_500)


def test_a_sum_that_would_outgrow_the_store_is_refused_and_nothing_is_recorded(ledger: Ledger) -> None:
    ledger.append([draft(f"i-{n}", contribution=1e12) for n in range(9)], now_ms=5)

    with pytest.raises(StorageError, match="a sum would outgrow the ledger"):
        ledger.append([draft("i-9", contribution=1e12)], now_ms=5)

    assert ledger.head().number == 9
    ledger.verify(now_ms=6)


@pytest.mark.parametrize(
    "name",
    [
        "'; DROP TABLE entry; -- <script>%s\"]",
        "@participant RETURN 1 //`${x}`",
        "\N{ZERO WIDTH JOINER}" * 3,
        "名" * 200,
        "_key",
    ],
)
def test_names_that_look_like_something_else_are_names(ledger: Ledger, name: str) -> None:
    ledger.append([older_draft(name, initiator=name, note=name)], now_ms=5)

    assert [entry.initiator for entry in ledger.entries(Selection(participant=name))] == [name]
    found = ledger.entry(name)
    assert found is not None
    assert found.note == name
    ledger.verify(now_ms=6)


def test_names_that_a_collation_takes_for_equal_are_different_people(ledger: Ledger) -> None:
    names = ["resume", "re\N{SOFT HYPHEN}sume", "Resume", "re\N{WORD JOINER}sume", "RESUME", "résume", "résumé"]
    ledger.append([older_draft(name, initiator=name, happened_at_ms=9) for name in names], now_ms=5)

    assert [total.participant for total in ledger.totals()] == sorted([*names, "assistant"])
    assert [pair.giver for pair in ledger.pairs()] == sorted(names)


def test_a_ledger_that_must_be_there_is_not_made(store: Store) -> None:
    with pytest.raises(MissingPathError, match="no such"):
        store.open(must_exist=True)
    with pytest.raises(MissingPathError, match="no such"):
        store.open(must_exist=True)

    store.open().append([draft()], now_ms=1)

    assert store.open(must_exist=True).head().number == 1


def test_a_writer_that_waits_too_long_is_refused_in_one_sentence(store: Store) -> None:
    first, second = store.open(), store.open(longest_wait_ms=0)

    with store.hold(first), pytest.raises(LedgerBusyError, match="another process has been writing for 0 s"):
        second.append([draft()], now_ms=1)

    assert second.append([draft()], now_ms=1)[0].number == 1


def test_readers_do_not_wait_for_a_writer_and_see_nothing_of_it_before_its_commit(store: Store) -> None:
    writer, reader = store.open(), store.open(longest_wait_ms=0)
    writer.append([draft("i-1")], now_ms=1)
    seen: list[list[str]] = []

    def slowly() -> Iterator[Draft]:
        yield draft("i-2")
        seen.append([entry.id for entry in reader.entries()])

    writer.append_all(slowly(), now_ms=2)

    assert seen == [["i-1"]]
    assert [entry.id for entry in reader.entries()] == ["i-1", "i-2"]
