"""Dividing a period into parts that people know: days, weeks, months of thirty days, and hours where it is short."""

from __future__ import annotations

from datetime import timedelta, tzinfo

from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.score import instant
from argentum.ayni.trend import Grid

MOST_PARTS = 48
_SECOND_MS, _HOUR_MS, _DAY_MS = 1_000, 3_600_000, 86_400_000
_WIDTHS_MS = (
    *(seconds * _SECOND_MS for seconds in (1, 5, 15, 60, 300, 900)),
    *(hours * _HOUR_MS for hours in (1, 3, 6, 12)),
    *(days * _DAY_MS for days in (1, 2, 7, 14, 30, 91, 365)),
)
_MONDAY_MS = 4 * _DAY_MS
"""5 January 1970 was one; days and weeks are counted from it."""


def period_grid(ledger: Ledger, selection: Selection, *, zone: tzinfo) -> Grid | None:
    """Divide the part of a period in which the ledger has entries; `None` when it has none there.

    A side that the selection leaves open is rounded to whole parts, as clocks and calendars of the zone have them; one
    that it names is kept to a few ms, so that no part counts what lies outside.
    """
    span = ledger.span_ms()
    if span is None:
        return None
    since_ms = span[0] if selection.since_ms is None else max(selection.since_ms, span[0])
    until_ms = span[1] + 1 if selection.until_ms is None else min(selection.until_ms, span[1] + 1)
    if since_ms >= until_ms:
        return None
    length_ms = until_ms - since_ms
    width_ms = next((each for each in _WIDTHS_MS if length_ms <= each * (MOST_PARTS - 1)), -(-length_ms // MOST_PARTS))
    if selection.since_ms is None or selection.since_ms <= span[0]:
        since_ms = _rounded_down(since_ms, width_ms, zone, not_before_ms=selection.since_ms)
    parts = -(-(until_ms - since_ms) // width_ms)
    reaches_beyond = since_ms + parts * width_ms > until_ms and until_ms <= span[1]
    return (
        Grid.over(since_ms, until_ms, parts=parts)
        if reaches_beyond
        else Grid(start_ms=since_ms, width_ms=width_ms, parts=parts)
    )


def _rounded_down(at_ms: int, width_ms: int, zone: tzinfo, *, not_before_ms: int | None) -> int:
    offset = instant(at_ms).astimezone(zone).utcoffset() or timedelta()
    origin_ms = _MONDAY_MS - offset // timedelta(milliseconds=1)
    rounded_ms = at_ms - (at_ms - origin_ms) % width_ms
    return rounded_ms if not_before_ms is None else max(rounded_ms, not_before_ms)


def width_text(width_ms: int) -> str:
    """Say how long a part is."""
    for unit, length_ms in (("week", 7 * _DAY_MS), ("day", _DAY_MS), ("hour", _HOUR_MS), ("minute", 60 * _SECOND_MS)):
        if width_ms % length_ms == 0:
            count = width_ms // length_ms
            return f"a {unit}".replace("a hour", "an hour") if count == 1 else f"{count} {unit}s"
    seconds = width_ms / _SECOND_MS
    return "a second" if seconds == 1 else f"{seconds:g} seconds"
