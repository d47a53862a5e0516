"""Following a ledger that others write to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Reversal
from argentum.ayni.following import MOST_AT_ONCE, AlertFollower, Follower
from argentum.ayni.ledger import Selection
from tests.ayni_builders import draft
from tests.ayni_findings import ALERT, FOUND, SEEN


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    yield made
    made.close()


def test_what_another_process_records_is_told_once_with_the_balances_that_it_changes(
    ledger: SqliteLedger, tmp_path: Path
) -> None:
    follower = Follower(ledger)
    other = SqliteLedger(tmp_path / "ledger.sqlite3")

    assert follower.news().scores == []
    other.append([draft("i-1"), draft("i-2", initiator="assistant", responder="cleo")], now_ms=5)
    news = follower.news()

    assert [each.id for each in news.scores] == ["i-1", "i-2"]
    assert [(each.participant, each.total_contribution) for each in news.balances] == [
        ("alice", 3),
        ("assistant", 3),
        ("cleo", 0),
    ]
    assert follower.news().scores == []
    other.close()


def test_one_may_begin_with_the_last_entries(ledger: SqliteLedger) -> None:
    ledger.append([draft(f"i-{n}") for n in range(5)], now_ms=5)

    assert [each.id for each in Follower(ledger, last=2).news().scores] == ["i-3", "i-4"]
    assert len(Follower(ledger, last=99).news().scores) == 5


def test_what_is_taken_back_is_news_too(ledger: SqliteLedger) -> None:
    ledger.append([draft("i-1")], now_ms=5)
    follower = Follower(ledger)
    ledger.append([Reversal(id="r", reverses="i-1", reason="a mistake")], now_ms=6)

    news = follower.news()

    assert [each.reverses for each in news.scores] == ["i-1"]
    assert all(each.neutral for each in news.balances)


def test_only_what_was_asked_for_is_told(ledger: SqliteLedger) -> None:
    follower = Follower(ledger, Selection(participant="ana", since_ms=100))
    ledger.append(
        [
            draft("early", initiator="ana", happened_at_ms=99),
            draft("own", initiator="ana", happened_at_ms=100),
            draft("other", happened_at_ms=101),
        ],
        now_ms=5,
    )

    news = follower.news()

    assert [each.id for each in news.scores] == ["own"]
    assert [(each.participant, each.total_contribution) for each in news.balances] == [("ana", 3), ("assistant", 0)]


@given(sizes=st.lists(st.integers(0, 2 * MOST_AT_ONCE), min_size=1, max_size=4))
def test_nothing_is_left_out_however_much_comes_at_once(sizes: list[int]) -> None:
    ledger = SqliteLedger()
    follower = Follower(ledger)
    told: list[int] = []
    for size in sizes:
        start = ledger.head().number
        ledger.append_all((draft(f"i-{start + n}") for n in range(size)), now_ms=5)
        while True:
            news = follower.news()
            told += [each.entry for each in news.scores]
            if not news.more:
                break

    assert told == list(range(1, sum(sizes) + 1))
    ledger.close()


def test_an_alert_is_told_when_it_begins_when_it_worsens_and_when_it_ends() -> None:
    follower = AlertFollower()
    worse = replace(FOUND, alerts=(replace(ALERT, severity="urgent"),))

    first, same, grown = follower.news(FOUND), follower.news(FOUND), follower.news(worse)
    milder, gone = follower.news(FOUND), follower.news(replace(FOUND, alerts=()))

    assert (list(first.begun), list(same.begun), list(milder.begun)) == ([ALERT], [], [])
    assert [each.severity for each in grown.begun] == ["urgent"]
    assert (list(gone.ended), list(gone.open)) == ([ALERT], [])


def test_what_was_acknowledged_has_ended_and_what_is_about_others_is_not_told() -> None:
    follower, about_ana = AlertFollower(), AlertFollower()
    seen = replace(FOUND, alerts=(replace(ALERT, acknowledgement=SEEN),))

    follower.news(FOUND)

    assert list(follower.news(seen).ended) == [ALERT]
    assert list(about_ana.news(FOUND, participant="ana").open) == []
