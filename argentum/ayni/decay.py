"""Letting what is long past count less: an option of reports, never of the books, and always told beside the sums."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from argentum.ayni.entry import Entry
from argentum.ayni.totals import UnitTotal, fold


def decayed_totals(entries: Iterable[Entry], *, half_life_ms: int, as_of_ms: int) -> list[UnitTotal]:
    """Sum entries up, each halved for every half-life between it and `as_of_ms`; the future counts in full."""
    return fold(_decayed(entry, half_life_ms, as_of_ms) for entry in entries)


def _decayed(entry: Entry, half_life_ms: int, as_of_ms: int) -> Entry:
    part = 0.5 ** (max(0, as_of_ms - entry.happened_at_ms) / half_life_ms)
    return msgspec.structs.replace(
        entry, given_micro=round(entry.given_micro * part), taken_micro=round(entry.taken_micro * part)
    )
