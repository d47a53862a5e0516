"""How long both talk."""

from __future__ import annotations

from statistics import median

from argentum.policy.floor import Interrupt
from argentum.rng import Streams
from argentum.timing.overlap import yield_depth_ms


def test_depths_have_the_policys_median_and_do_not_pile_up_at_the_longest() -> None:
    stream = Streams(1).named("depth")
    policy = Interrupt(yield_depth_max_ms=1500)

    depths = [yield_depth_ms(policy, stream) for _ in range(2000)]

    assert 720 <= median(depths) <= 880
    assert max(depths) <= 1500
    assert sum(1 for depth in depths if depth == 1500) <= 3
