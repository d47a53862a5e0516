"""The ledger in a file: durable, idempotent, all or nothing, and equal to a plain recomputation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite import queries
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Draft, Reversal
from argentum.ayni.ledger import Selection
from argentum.ayni.totals import fold
from argentum.ayni.trend import Grid, flows
from argentum.errors import EntryConflictError, InteractionError, StorageError
from tests.ayni_builders import draft


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "ledger.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[SqliteLedger]:
    made = SqliteLedger(path)
    yield made
    made.close()


def village(count: int) -> list[Draft]:
    """Everybody deals with everybody, in no order of time."""
    names = ["ana", "ben", "cleo", "dan", "eva"]
    return [
        draft(
            f"i-{n}",
            initiator=names[n % 5],
            responder=names[(n * 3 + 1 + n % 5) % 5] if names[(n * 3 + 1 + n % 5) % 5] != names[n % 5] else "zoe",
            contribution=n % 7,
            consumption=n % 11,
            happened_at_ms=n * 7919 % 1000,
        )
        for n in range(count)
    ]


def test_what_was_recorded_is_there_when_the_file_is_opened_again(ledger: SqliteLedger, path: Path) -> None:
    written = ledger.append([draft("i-1"), draft("i-2")], now_ms=5)
    ledger.close()

    again = SqliteLedger(path, epsilon_micro=999, now_ms=77)

    assert list(again.entries()) == written
    assert again.entry("i-2") == written[1]
    assert again.entry("i-3") is None
    assert again.terms.epsilon_micro == 1
    again.close()


def test_a_batch_with_a_conflict_leaves_no_trace(ledger: SqliteLedger) -> None:
    ledger.append([draft("i-1")], now_ms=5)
    before = ledger.head()

    with pytest.raises(EntryConflictError):
        ledger.append([draft("i-2"), draft("i-1", contribution=9)], now_ms=6)

    assert ledger.head() == before
    assert ledger.entry("i-2") is None
    assert len(ledger.totals()) == 2


def test_a_long_list_is_recorded_whole_or_not_at_all(ledger: SqliteLedger) -> None:
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


def test_totals_are_those_of_a_plain_recomputation(ledger: SqliteLedger) -> None:
    ledger.append(village(200), now_ms=5)
    ledger.append([Reversal(id=f"r-{n}", reverses=f"i-{n}", reason="x") for n in (3, 50, 199)], now_ms=6)
    entries = list(ledger.entries())

    assert ledger.totals() == fold(entries)
    period = [entry for entry in entries if 200 <= entry.happened_at_ms < 700]
    assert ledger.totals(Selection(since_ms=200, until_ms=700)) == fold(period)
    for name in ("ana", "zoe"):
        own = [total for total in fold(period) if total.participant == name]
        assert ledger.totals(Selection(participant=name, since_ms=200, until_ms=700)) == own
        assert ledger.totals(Selection(participant=name)) == [
            total for total in fold(entries) if total.participant == name
        ]


def test_a_course_over_time_is_the_same_by_query_and_in_memory(ledger: SqliteLedger) -> None:
    ledger.append(village(300), now_ms=5)
    grid = Grid(start_ms=100, width_ms=77, parts=9)

    in_memory = flows(ledger.entries(), grid)

    assert ledger.flows(Selection(), grid) == in_memory
    assert ledger.flows(Selection(participant="ben"), grid) == {"ben": in_memory["ben"]}


def test_entries_stream_over_pages_in_the_order_in_which_they_happened(ledger: SqliteLedger) -> None:
    count = 2 * queries.PAGE + 7
    ledger.append_all(village(count), now_ms=5)

    everything = list(ledger.entries())
    own = list(ledger.entries(Selection(participant="ana")))

    assert len(everything) == count
    assert everything == sorted(everything, key=lambda entry: (entry.happened_at_ms, entry.number))
    assert own == [entry for entry in everything if "ana" in {entry.initiator, entry.responder}]


def test_entries_go_on_behind_a_place_also_where_many_share_a_moment(ledger: SqliteLedger) -> None:
    same_moment = [draft(f"now-{n}", initiator="ana", responder="ben", happened_at_ms=7) for n in range(30)]
    ledger.append_all([*village(60), *same_moment], now_ms=5)

    for selection in (Selection(), Selection(participant="ana"), Selection(since_ms=3, standing=True)):
        everything = list(ledger.entries(selection))
        for place in range(0, len(everything), 7):
            last = everything[place]
            behind = ledger.entries(selection, after=(last.happened_at_ms, last.number))
            assert list(behind) == everything[place + 1 :]


def test_entries_are_neither_changed_nor_removed_even_by_another_program(ledger: SqliteLedger, path: Path) -> None:
    ledger.append([draft()], now_ms=5)
    other = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="entries are never changed"):
        other.execute("UPDATE entry SET given_micro = 0")
    with pytest.raises(sqlite3.IntegrityError, match="entries are never removed"):
        other.execute("DELETE FROM entry")

    other.close()


def test_a_sum_that_would_outgrow_the_store_is_refused_and_nothing_is_recorded(ledger: SqliteLedger) -> None:
    ledger.append([draft(f"i-{n}", contribution=1e12) for n in range(9)], now_ms=5)

    with pytest.raises(StorageError, match="a sum would outgrow the ledger"):
        ledger.append([draft("i-9", contribution=1e12)], now_ms=5)

    assert ledger.head().number == 9
    ledger.verify(now_ms=6)


def test_names_that_look_like_sql_or_markup_are_names(ledger: SqliteLedger) -> None:
    name = "'; DROP TABLE entry; -- <script>%s\"]"
    ledger.append([draft(initiator=name)], now_ms=5)

    assert [entry.initiator for entry in ledger.entries(Selection(participant=name))] == [name]
    ledger.verify(now_ms=6)
