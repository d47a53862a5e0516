"""The gate is armed only for a kicker that is ready in time."""

from __future__ import annotations

import pytest

from argentum.orchestration.interrupt_gate import InterruptGate
from argentum.orchestration.piece import PieceState
from tests.builders import a_piece

CUT_MS, GUARD_MS = 5000, 200


@pytest.mark.parametrize(("ready_ms", "armed"), [(4799, True), (4800, True), (4801, False), (None, False)])
def test_a_kicker_ready_at_the_guard_arms_it_and_one_millisecond_later_does_not(
    ready_ms: int | None, armed: bool
) -> None:
    gate = InterruptGate()
    kicker = a_piece("kicker", "bea", ready_ms=ready_ms)
    gate.open_for([kicker])
    gate.schedule(kicker, CUT_MS)

    assert gate.arm(now_ms=CUT_MS - GUARD_MS) is armed
    assert gate.armed is armed


def test_a_gate_without_a_scheduled_cut_cannot_be_armed() -> None:
    gate = InterruptGate()
    gate.open_for([a_piece("kicker", ready_ms=0)])

    assert not gate.arm(now_ms=1000)


def test_the_best_ready_candidate_is_the_first_that_is_ready_in_time() -> None:
    late, early = a_piece("kicker", "bea", ready_ms=900), a_piece("kicker", "carl", ready_ms=500)
    writing = a_piece("kicker", "dora")
    gate = InterruptGate()
    gate.open_for([writing, late, early])

    assert gate.best_ready(by_ms=800) is early
    assert gate.best_ready(by_ms=900) is late
    assert gate.best_ready(by_ms=499) is None


def test_disarming_keeps_the_candidates_and_closing_gives_the_unused_ones() -> None:
    used, unused = a_piece("kicker", "bea", ready_ms=0), a_piece("kicker", "carl", ready_ms=0)
    gate = InterruptGate()
    gate.open_for([used, unused])
    gate.schedule(used, CUT_MS)
    gate.arm(now_ms=CUT_MS)

    gate.disarm()

    assert (gate.armed, gate.scheduled, gate.candidates) == (False, None, [used, unused])
    assert gate.close(keep=used) == [unused]
    assert gate.candidates == []


def test_a_kicker_that_sounds_already_arms_nothing() -> None:
    kicker = a_piece("kicker", ready_ms=0)
    kicker.state = PieceState.SOUNDING
    gate = InterruptGate()
    gate.open_for([kicker])
    gate.schedule(kicker, CUT_MS)

    assert not gate.arm(now_ms=CUT_MS)
