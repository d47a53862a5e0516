"""Who is sounding: silent, held, contested; steps that are refused change nothing."""

from __future__ import annotations

import pytest

from argentum.errors import IllegalPhaseError
from argentum.orchestration.floor import Floor
from argentum.orchestration.micro_turn import Phase
from tests.builders import a_piece


def test_a_floor_begins_silent_and_quiet() -> None:
    floor = Floor()

    assert (floor.silent, floor.quiet, floor.contested) == (True, True, False)


def test_a_refused_step_leaves_the_phase_as_it_was() -> None:
    floor = Floor()
    floor.hold(a_piece(), None)
    floor.step("auction_opened")

    with pytest.raises(IllegalPhaseError, match="bidding cannot take the step handover_checked"):
        floor.step("handover_checked")

    assert floor.phase is Phase.BIDDING


def test_whoever_held_the_floor_becomes_the_tail_of_its_successor() -> None:
    floor = Floor()
    first, second = a_piece(agent="ann"), a_piece(agent="bea")

    floor.hold(first, None)
    floor.hold(second, None)

    assert (floor.current, floor.tail) == (second, first)


def test_a_tail_outlives_a_successor_that_was_shorter() -> None:
    floor = Floor()
    tail = a_piece(agent="ann")
    floor.hold(tail, None)
    floor.hold(a_piece(agent="bea"), None)
    floor.release(4000)

    floor.hold(a_piece(agent="carl"), None)

    assert floor.tail is tail


def test_segments_in_a_row_are_counted_until_another_speaks() -> None:
    floor = Floor()
    counts = []

    for agent in ("ann", "ann", "bea", "ann"):
        floor.hold(a_piece(agent=agent), None)
        floor.release(0)
        counts.append(floor.contiguous)

    assert counts == [1, 2, 1, 1]


def test_a_remark_or_a_rival_keeps_a_silent_floor_from_being_quiet() -> None:
    floor = Floor()

    floor.interjection = a_piece("interjection")

    assert floor.silent
    assert not floor.quiet
