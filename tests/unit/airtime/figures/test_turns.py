"""Turns, transfers of the floor, interruptions and returns."""

from __future__ import annotations

from argentum.airtime.figures.floor_sweep import sweep_floor
from argentum.airtime.figures.floor_transfers import state_transfer_offsets_ms
from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.figures.turns import (
    Interruption,
    Turn,
    interruptions,
    returns,
    turn_transfer_offsets_ms,
    turns_of,
)


def test_neighbours_of_one_speaker_are_one_turn_with_the_pause_in_it() -> None:
    turns = turns_of([Ipu(0, 2_000, 0), Ipu(3_000, 5_000, 0), Ipu(5_400, 6_000, 1)])

    assert turns == [Turn(0, 5_000, 0), Turn(5_400, 6_000, 1)]
    assert turns[0].length_ms == 5_000


def test_the_offset_of_a_transfer_is_positive_in_a_gap_and_negative_in_overlap() -> None:
    turns = [Turn(0, 2_000, 0), Turn(2_300, 5_000, 1), Turn(4_500, 6_000, 0)]

    assert turn_transfer_offsets_ms(turns) == [300, -500]


def test_the_floor_is_won_in_overlap_beyond_two_hundred_milliseconds_exactly() -> None:
    at_the_border = [Turn(0, 2_000, 0), Turn(1_800, 5_000, 1)]
    beyond_it = [Turn(0, 2_000, 0), Turn(1_799, 5_000, 1)]

    assert interruptions(at_the_border) == []
    assert interruptions(beyond_it) == [Interruption(1_799, by=1, suffered_by=0)]


def test_a_return_is_a_turn_of_the_speaker_before_last() -> None:
    turns = [Turn(at, at + 1, speaker) for at, speaker in enumerate([0, 1, 0, 2, 0, 1])]

    assert returns(turns) == 2
    assert returns(turns[:2]) == 0


def test_at_the_level_of_states_the_units_of_consecutive_solo_stretches_are_compared() -> None:
    ann, bob, ann_again = Ipu(0, 3_000, 0), Ipu(2_000, 6_000, 1), Ipu(7_000, 8_000, 0)

    offsets_ms = state_transfer_offsets_ms(sweep_floor([ann, bob, ann_again]).solos)

    assert offsets_ms == [-1_000, 1_000]


def test_a_voice_inside_another_is_no_transfer() -> None:
    holder, remark = Ipu(0, 9_000, 0), Ipu(2_000, 2_500, 1)

    assert state_transfer_offsets_ms(sweep_floor([holder, remark]).solos) == []
