"""Floor-transfer offsets at the level of states: how long after one voice the next one begins.

The between-speaker interval of Heldner & Edlund (2010), for any number of people: of each two consecutive stretches
with one voice that belong to different people, the onset of the later person's unit minus the offset of the earlier
person's. Positive is a gap, negative an overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from argentum.airtime.figures.ipu import Ipu


def state_transfer_offsets_ms(solos: Sequence[tuple[int, int, Ipu]]) -> list[int]:
    """Give the offset of each transfer, in order of time."""
    return [
        later.start_ms - earlier.end_ms
        for (_, _, earlier), (_, _, later) in pairwise(solos)
        if earlier.speaker != later.speaker
    ]
