"""The rule of appending: new, repeated, reversed, refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from argentum.ayni.appending import AppendPlan, plan_appends
from argentum.ayni.chain import digest_of
from argentum.ayni.entry import Draft, Entry, Reversal
from argentum.errors import EntryConflictError, InteractionError
from tests.ayni_builders import START, draft

UNDO = Reversal(id="undo", reverses="i-1", reason="typed wrongly")


def plan(asked: Sequence[Draft | Reversal], *, known: Sequence[Entry] = (), now_ms: int = 5_000) -> AppendPlan:
    taken_back = {each.reverses: each for each in known if each.reverses is not None}
    return plan_appends(
        asked, head=START, now_ms=now_ms, known={each.id: each for each in known}, taken_back=taken_back
    )


def test_entries_are_numbered_and_chained_in_the_order_asked() -> None:
    planned = plan([draft("i-1"), draft("i-2")])

    (first, first_digest), (second, second_digest) = planned.rows
    assert (first.number, second.number) == (1, 2)
    assert first_digest == digest_of(first, START.digest)
    assert second_digest == digest_of(second, first_digest)
    assert (planned.head.number, planned.head.digest) == (2, second_digest)


def test_the_same_again_is_answered_by_the_first_entry_and_adds_nothing() -> None:
    first = plan([draft()]).answers[0]

    again = plan([draft(), draft()], known=[first])

    assert again.answers == [first, first]
    assert again.rows == []
    assert again.head == START


def test_the_same_again_without_a_moment_is_the_same_whenever_it_comes() -> None:
    first = plan([draft(happened_at_ms=None)], now_ms=1).answers[0]

    assert plan([draft(happened_at_ms=None)], known=[first], now_ms=9_000).answers == [first]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (draft(contribution=4), "contribution 3.0, not 4.0"),
        (draft(responder="bob"), "responder 'assistant', not 'bob'"),
        (draft(happened_at_ms=2_000), "timestamp 1970-01-01T00:00:01Z, not 1970-01-01T00:00:02Z"),
        (draft(quality=0.5), "quality 1.0, not 0.5"),
        (draft(note="new"), "note '', not 'new'"),
        (Reversal(id="i-1", reverses="i-1", reason="x"), "is an interaction"),
    ],
)
def test_an_id_with_other_data_is_a_conflict_that_says_what_differs(other: Draft | Reversal, said: str) -> None:
    first = plan([draft()]).answers[0]

    with pytest.raises(EntryConflictError, match=said):
        plan([other], known=[first])


def test_a_conflict_inside_a_batch_refuses_the_batch() -> None:
    with pytest.raises(EntryConflictError, match="another one in this batch has it already with contribution"):
        plan([draft("i-1"), draft("i-1", contribution=9)])


def test_a_reversal_with_another_reason_is_told_that_there_is_nothing_left_to_take_back() -> None:
    known = plan([draft(), UNDO]).answers

    with pytest.raises(
        EntryConflictError, match="reversal of 'i-1': entry 2 took it back already, with another reason"
    ):
        plan([Reversal(id="undo", reverses="i-1", reason="no, because")], known=known)


def test_a_reversal_mirrors_its_entry_at_the_same_moment() -> None:
    entry, reversal = plan([draft(), UNDO]).answers

    assert (reversal.given_micro, reversal.taken_micro) == (-entry.given_micro, -entry.taken_micro)
    assert reversal.happened_at_ms == entry.happened_at_ms
    assert reversal.reverses == entry.id
    assert reversal.recorded_at_ms == 5_000


def test_the_same_reversal_again_adds_nothing() -> None:
    known = plan([draft(), UNDO]).answers

    assert plan([UNDO], known=known).rows == []


def test_an_entry_is_taken_back_once() -> None:
    known = plan([draft(), UNDO]).answers

    with pytest.raises(EntryConflictError, match=r"entry 2 .'undo'. took it back"):
        plan([Reversal(id="undo-2", reverses="i-1", reason="again")], known=known)


def test_what_is_not_there_cannot_be_taken_back() -> None:
    with pytest.raises(InteractionError, match="no entry of this id"):
        plan([UNDO])


def test_a_reversal_cannot_be_taken_back() -> None:
    known = plan([draft(), UNDO]).answers

    with pytest.raises(InteractionError, match="it is a reversal itself"):
        plan([Reversal(id="redo", reverses="undo", reason="x")], known=known)


def test_ledger_time_never_runs_backwards() -> None:
    late = plan([draft()], now_ms=9_000)

    early = plan_appends([draft("i-2")], head=late.head, now_ms=1, known={}, taken_back={})

    assert early.answers[0].recorded_at_ms == 9_000


def test_what_happens_as_it_is_recorded_happens_by_the_clock_even_where_ledger_time_is_ahead() -> None:
    ahead = plan([draft()], now_ms=9_000)

    now = plan_appends([draft("i-2")], head=ahead.head, now_ms=1_000, known={}, taken_back={})

    assert (now.answers[0].happened_at_ms, now.answers[0].recorded_at_ms) == (1_000, 9_000)


def test_a_failure_of_the_system_counts_for_nobody() -> None:
    entry = plan([draft(outcome="system_failure")]).answers[0]

    assert (entry.contribution_micro, entry.given_micro, entry.taken_micro) == (3_000_000, 0, 0)
