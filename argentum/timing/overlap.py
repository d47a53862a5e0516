"""How long both talk before one gives way (floor-timing study, section 5, rule 5)."""

from __future__ import annotations

from math import exp, log

from argentum.policy.floor import Interrupt
from argentum.rng import Stream


def yield_depth_ms(policy: Interrupt, stream: Stream) -> int:
    """Draw the overlap of a competition; redrawn, not clipped, above the longest, so that no value piles up there."""
    while True:
        depth = exp(stream.gauss(log(policy.yield_depth_median_ms), policy.yield_depth_log_sd))
        if depth <= policy.yield_depth_max_ms:
            return round(depth)
