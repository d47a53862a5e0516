"""Every number is traced to its entries."""

from __future__ import annotations

from argentum.ayni.entry import Reversal, reversal_of
from argentum.ayni.explanation import explain
from tests.ayni_builders import entry


def test_each_step_says_what_it_adds_and_the_sums_after_it() -> None:
    taken = entry(2, initiator="bob", responder="alice", contribution=9, consumption=4)
    given = entry(1, contribution=4, quality=0.25)

    steps = list(explain("alice", [given, taken]))

    assert [(step.role, step.other, step.factor) for step in steps] == [
        ("gave", "assistant", 0.25),
        ("took", "bob", 1.0),
    ]
    assert [(step.amount_micro, step.counted_micro) for step in steps] == [
        (4_000_000, 1_000_000),
        (4_000_000, 4_000_000),
    ]
    assert (steps[-1].given_micro, steps[-1].taken_micro) == (1_000_000, 4_000_000)


def test_what_was_taken_back_cancels_out() -> None:
    original = entry(1)
    undo = reversal_of(original, Reversal(id="undo", reverses="i-1", reason="x"), number=2, recorded_at_ms=0)

    steps = list(explain("alice", [original, undo]))

    assert [step.given_micro for step in steps] == [3_000_000, 0]


def test_a_failure_of_the_system_has_the_factor_nothing() -> None:
    step = next(explain("alice", [entry(1, outcome="system_failure")]))

    assert (step.amount_micro, step.factor, step.counted_micro) == (3_000_000, 0.0, 0)
