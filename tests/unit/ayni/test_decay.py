"""What is past counts less, in reports that say so."""

from __future__ import annotations

from argentum.ayni.decay import decayed_totals
from argentum.ayni.entry import Reversal, reversal_of
from argentum.ayni.totals import fold
from tests.ayni_builders import entry


def test_an_entry_counts_half_after_its_half_life_and_in_full_in_the_future() -> None:
    entries = [
        entry(1, contribution=8),
        entry(11, contribution=8),
        entry(21, contribution=8),
        entry(31, contribution=8),
    ]

    alice = decayed_totals(entries, half_life_ms=10_000, as_of_ms=21_000)[0]

    assert alice.given_micro == 2_000_000 + 4_000_000 + 8_000_000 + 8_000_000
    assert alice.as_initiator == 4


def test_what_was_taken_back_leaves_nothing_behind() -> None:
    original = entry(1, contribution=1, consumption=1)
    undo = reversal_of(original, Reversal(id="undo", reverses="i-1", reason="x"), number=2, recorded_at_ms=9_000)

    totals = decayed_totals([original, undo], half_life_ms=7_000, as_of_ms=50_000)

    assert [(each.given_micro, each.taken_micro) for each in totals] == [(0, 0), (0, 0)]


def test_a_very_long_half_life_changes_nothing() -> None:
    entries = [entry(number) for number in range(1, 5)]

    assert decayed_totals(entries, half_life_ms=10**15, as_of_ms=10_000) == fold(entries)
