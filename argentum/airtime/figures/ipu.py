"""Inter-pausal units: the stretches of speech that all other figures are made of.

An inter-pausal unit (IPU) is one person's speech between own silences longer than the bridge. The bridge is 200 ms, as
in the dialogue models that are measured this way (Nguyen et al. 2023, TACL 11:250); 500 ms gives the spurts of the ICSI
meetings.
"""

from __future__ import annotations

from typing import NamedTuple

from argentum.airtime.timeline import Timeline, union

BRIDGE_MS = 200


class Ipu(NamedTuple):
    """One inter-pausal unit; `speaker` is the place of the person in `Timeline.participants`."""

    start_ms: int
    end_ms: int
    speaker: int

    @property
    def length_ms(self) -> int:
        """Length of the unit, pauses that were bridged included."""
        return self.end_ms - self.start_ms


def inter_pausal_units(timeline: Timeline, *, bridge_ms: int = BRIDGE_MS) -> list[Ipu]:
    """List all units by onset; of those that begin together the longest comes first."""
    units = [
        Ipu(start_ms, end_ms, speaker)
        for speaker, participant in enumerate(timeline.participants)
        for start_ms, end_ms in union(timeline.speech[participant], bridge_ms=bridge_ms)
    ]
    units.sort(key=lambda unit: (unit.start_ms, -unit.end_ms))
    return units
