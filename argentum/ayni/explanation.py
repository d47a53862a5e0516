"""Where a participant's numbers come from: every entry that counts, what it adds, and the sums after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from argentum.ayni.amount import MICRO
from argentum.ayni.entry import Entry
from argentum.ayni.units import PICO


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry on the way to a participant's sums."""

    entry: Entry
    role: Literal["gave", "took"]
    other: str
    amount_micro: int
    """As reported, in `unit`; negative in a reversal."""
    unit: str
    factor: float
    """Weight / scale × quality: what one of the unit counts here."""
    counted_micro: int
    """What the entry adds to the sum of its side."""
    given_micro: int
    """Sum of what was given, after this entry."""
    taken_micro: int
    """Sum of what was taken, after this entry."""


def explain(participant: str, entries: Iterable[Entry]) -> Iterator[Step]:
    """Go through entries of a participant one by one, as they come; the last step holds the totals of a report."""
    given_micro = taken_micro = 0
    for entry in entries:
        gave = entry.initiator == participant
        counted_micro = entry.given_micro if gave else entry.taken_micro
        if gave:
            given_micro += counted_micro
        else:
            taken_micro += counted_micro
        rate = (entry.contribution_rate_pico if gave else entry.consumption_rate_pico) / PICO
        quality = entry.quality_micro / MICRO if gave else 1.0
        yield Step(
            entry=entry,
            role="gave" if gave else "took",
            other=entry.responder if gave else entry.initiator,
            amount_micro=entry.contribution_micro if gave else entry.consumption_micro,
            unit=entry.contribution_unit if gave else entry.consumption_unit,
            factor=rate * quality if entry.outcome == "done" else 0.0,
            counted_micro=counted_micro,
            given_micro=given_micro,
            taken_micro=taken_micro,
        )
