"""Planners of offsets and pauses."""

from __future__ import annotations

import pytest

from argentum.timing.transfer import FixedTransfer, Seamless


def test_radio_has_no_gap_no_overlap_and_no_pause() -> None:
    assert Seamless().offset_ms(previous_turn_ms=5000, turn_ms=3000) == 0
    assert Seamless().pauses_ms(clips=3) == (0, 0)


@pytest.mark.parametrize(
    ("offset_ms", "previous_ms", "turn_ms", "given"),
    [(300, 5000, 5000, 300), (-300, 5000, 5000, -300), (-3000, 1000, 5000, -850), (-3000, 5000, 100, 0)],
)
def test_an_overlap_is_never_so_deep_that_a_turn_lies_inside_the_other(
    offset_ms: int, previous_ms: int, turn_ms: int, given: int
) -> None:
    assert FixedTransfer(offset_ms=offset_ms).offset_ms(previous_turn_ms=previous_ms, turn_ms=turn_ms) == given


def test_a_turn_of_one_clip_has_no_pause() -> None:
    assert FixedTransfer(offset_ms=0, pause_ms=200).pauses_ms(clips=1) == ()
    assert FixedTransfer(offset_ms=0, pause_ms=200).pauses_ms(clips=3) == (200, 200)
