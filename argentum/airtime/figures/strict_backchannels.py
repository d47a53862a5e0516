"""Backchannels in the narrow sense of voice activity projection (Ekstedt & Skantze 2022).

A unit of at most 1 s, with at least 1 s of the person's own silence before it and 2 s after it, in a second in which
somebody else spoke before it. Silence before the first and after the last word of the meeting counts as silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.figures.standing_speech import StandingSpeech

LONGEST_MS = 1_000
OWN_SILENCE_BEFORE_MS = 1_000
OWN_SILENCE_AFTER_MS = 2_000
OTHER_WITHIN_MS = 1_000


def strict_backchannels(units: Sequence[Ipu]) -> list[Ipu]:
    """List them; `units` are given by onset."""
    own_end_ms: dict[int, int] = {}
    own_next_ms: dict[int, int] = {}
    next_onset_ms: list[int | None] = [None] * len(units)
    for place in range(len(units) - 1, -1, -1):
        next_onset_ms[place] = own_next_ms.get(units[place].speaker)
        own_next_ms[units[place].speaker] = units[place].start_ms
    found: list[Ipu] = []
    standing = StandingSpeech()
    for unit, next_ms in zip(units, next_onset_ms, strict=True):
        own_ms, other_ms = own_end_ms.get(unit.speaker), standing.end_ms(other_than=unit.speaker)
        if (
            unit.length_ms <= LONGEST_MS
            and (own_ms is None or unit.start_ms - own_ms >= OWN_SILENCE_BEFORE_MS)
            and (next_ms is None or next_ms - unit.end_ms >= OWN_SILENCE_AFTER_MS)
            and other_ms is not None
            and other_ms > unit.start_ms - OTHER_WITHIN_MS
        ):
            found.append(unit)
        own_end_ms[unit.speaker] = unit.end_ms
        standing.add(unit)
    return found
