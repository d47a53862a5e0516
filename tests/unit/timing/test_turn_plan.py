"""Turns are chains of clips, as long as the law of turn lengths has them."""

from __future__ import annotations

from statistics import median

import pytest

from argentum.policy.floor import SegmentSeconds
from argentum.policy.running import TurnLengthLaw
from argentum.rng import Streams
from argentum.timing.turn_plan import TurnLengths


def turn_lengths(seed: int = 1) -> TurnLengths:
    return TurnLengths(TurnLengthLaw(), SegmentSeconds(), Streams(seed), ("ann", "bea"))


@pytest.mark.parametrize(
    ("target_ms", "clips"),
    [(500, (500,)), (8000, (8000,)), (8001, (5000, 3001)), (14_900, (5000, 5000, 4900)), (13_000, (5000, 8000))],
)
def test_a_long_turn_is_a_chain_whose_last_clip_is_free(target_ms: int, clips: tuple[int, ...]) -> None:
    assert turn_lengths().clips_ms(target_ms) == clips


def test_turns_are_as_long_as_peoples() -> None:
    """The study's law: half of the turns below about 7 s, all between half a second and a minute."""
    drawn = [turn_lengths(seed).draw_ms("ann") for seed in range(2000)]

    assert min(drawn) >= 500
    assert max(drawn) == 60_000
    assert 5500 <= median(drawn) <= 8500


def test_a_speaker_has_its_own_pace() -> None:
    law = TurnLengthLaw(sd_log_short=0.0, sd_log_long=0.0, weight_short=1.0, session_sd=0.0)
    lengths = TurnLengths(law, SegmentSeconds(), Streams(1), ("ann", "bea"))

    assert lengths.draw_ms("ann") == lengths.draw_ms("ann")
    assert lengths.draw_ms("ann") != lengths.draw_ms("bea")
