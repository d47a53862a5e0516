"""The states of the floor: silence, one voice, several; found in one sweep over all onsets and offsets.

A silence is a *pause* when somebody who stopped at its start goes on at its end, and a *gap* in every other case. An
overlap is a longest stretch in which two or more people speak. Offsets come before onsets of the same instant, so
people who take over without a gap do not overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.timeline import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorStates:
    """What the sweep found, each list in order of time; together the lists tile the span."""

    pauses: list[Interval]
    gaps: list[Interval]
    overlaps: list[Interval]
    solos: list[tuple[int, int, Ipu]]
    """Stretches with one voice, each with the unit that it is part of."""

    @property
    def silences(self) -> list[Interval]:
        """Pauses and gaps together, in order of time."""
        return sorted(self.pauses + self.gaps)


def sweep_floor(units: Sequence[Ipu]) -> FloorStates:
    """Find the states between the first onset and the last offset."""
    states = FloorStates(pauses=[], gaps=[], overlaps=[], solos=[])
    changes = [(unit.start_ms, 1, place) for place, unit in enumerate(units)]
    changes += [(unit.end_ms, 0, place) for place, unit in enumerate(units)]
    changes.sort()
    voices: dict[int, None] = {}  # A set would do, but for its order.
    stopped: list[int] = []
    overlap_since_ms = solo_since_ms = silence_since_ms = 0
    place, count = 0, len(changes)
    while place < count:
        at_ms = changes[place][0]
        before = next(iter(voices)) if len(voices) == 1 else None
        was_overlap, was_silence = len(voices) > 1, not voices and place > 0
        ended: list[int] = []
        begun: list[int] = []
        while place < count and changes[place][0] == at_ms:
            _, begins, unit = changes[place]
            if begins:
                voices[unit] = None
                begun.append(units[unit].speaker)
            else:
                del voices[unit]
                ended.append(units[unit].speaker)
            place += 1
        after = next(iter(voices)) if len(voices) == 1 else None
        if was_silence:
            goes_on = any(speaker in stopped for speaker in begun)
            (states.pauses if goes_on else states.gaps).append((silence_since_ms, at_ms))
        if was_overlap and len(voices) <= 1:
            states.overlaps.append((overlap_since_ms, at_ms))
        if before is not None and after != before:
            states.solos.append((solo_since_ms, at_ms, units[before]))
        if not voices:
            silence_since_ms, stopped = at_ms, ended
        elif after is None:
            overlap_since_ms = overlap_since_ms if was_overlap else at_ms
        elif after != before:
            solo_since_ms = at_ms
    return states
