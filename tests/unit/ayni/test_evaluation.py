"""A report over a period."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Reversal
from argentum.ayni.evaluation import COURSE_PARTS, Decay, courses, evaluate
from argentum.ayni.ledger import Selection
from tests.ayni_builders import draft


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    made = SqliteLedger()
    made.append(
        [
            draft("i-1", happened_at_ms=1_000),
            draft("i-2", happened_at_ms=2_000, initiator="assistant", responder="alice", contribution=4, consumption=4),
            draft("i-3", happened_at_ms=3_000, responder="bob"),
            Reversal(id="undo", reverses="i-3", reason="x"),
        ],
        now_ms=9_000,
    )
    yield made
    made.close()


def test_entries_are_those_that_stand(ledger: SqliteLedger) -> None:
    assert evaluate(ledger, Selection()).entries == 2
    assert evaluate(ledger, Selection(participant="alice")).entries == 2
    assert evaluate(ledger, Selection(participant="bob")).entries == 0
    assert evaluate(ledger, Selection(since_ms=2_000)).entries == 1


def test_a_filter_shows_the_same_row_as_the_whole(ledger: SqliteLedger) -> None:
    whole = evaluate(ledger, Selection())

    assert evaluate(ledger, Selection(participant="alice")).balances == [whole.balances[0]]
    assert [each.participant for each in whole.balances] == ["alice", "assistant"]


def test_decay_is_shown_beside_what_it_came_from(ledger: SqliteLedger) -> None:
    faded = evaluate(ledger, Selection(), decay=Decay(half_life_ms=1_000, as_of_ms=2_000))

    assert faded.balances[0].total_contribution == 1.5
    assert faded.undecayed is not None
    assert faded.undecayed["alice"].total_contribution == 3.0


def test_a_course_has_a_share_for_each_part_in_which_something_moved(ledger: SqliteLedger) -> None:
    course = courses(ledger, Selection())["alice"]

    assert len(course) == COURSE_PARTS
    assert (course[0], course[6]) == (1.0, None)
    assert courses(ledger, Selection(since_ms=50_000)) == {}
