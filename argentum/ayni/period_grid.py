"""Dividing a period into parts that people know: days, weeks, months of thirty days, and hours where it is short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from itertools import count

from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.score import instant
from argentum.ayni.time_expression import day_start_ms, epoch_ms
from argentum.ayni.trend import Flow, Parts

MOST_PARTS = 48
_SECOND_MS, _HOUR_MS, _DAY_MS = 1_000, 3_600_000, 86_400_000
_WIDTHS_MS = (
    *(seconds * _SECOND_MS for seconds in (1, 5, 15, 60, 300, 900)),
    *(hours * _HOUR_MS for hours in (1, 3, 6, 12)),
    *(days * _DAY_MS for days in (1, 2, 7, 14, 30, 91, 365)),
)
_MONDAY = date(1970, 1, 5).toordinal()
"""Days and weeks are counted from it."""
_FIRST_DAY, _LAST_DAY = date.min.toordinal() + 1, date.max.toordinal()
"""Days that a calendar can name in every zone; entries may be as old, or as far ahead."""


def period_grid(ledger: Ledger, selection: Selection, *, zone: tzinfo) -> Parts | None:
    """Divide the part of a period in which the ledger has entries; `None` when it has none there.

    Parts begin as clocks and calendars of the zone have it, days at midnight. A side that the selection names cuts the
    part in which it lies, so that no part counts what lies outside.
    """
    span = ledger.span_ms()
    if span is None:
        return None
    since_ms = span[0] if selection.since_ms is None else max(selection.since_ms, span[0])
    until_ms = span[1] + 1 if selection.until_ms is None else min(selection.until_ms, span[1] + 1)
    if since_ms >= until_ms:
        return None
    is_inside = selection.since_ms is not None and selection.since_ms > span[0]
    years = -(-(until_ms - since_ms) // (_WIDTHS_MS[-1] * (MOST_PARTS - 1)))
    for width_ms in (*_WIDTHS_MS, years * _WIDTHS_MS[-1]):
        if until_ms - since_ms > width_ms * MOST_PARTS:
            continue
        bounds = _bounds(since_ms, until_ms, width_ms, zone, counted_from_since=is_inside)
        if len(bounds) <= MOST_PARTS + 1:
            break
    first_ms = bounds[0] if selection.since_ms is None else max(bounds[0], selection.since_ms)
    last_ms = bounds[-1] if selection.until_ms is None else min(bounds[-1], selection.until_ms)
    return Parts(bounds_ms=(first_ms, *bounds[1:-1], last_ms), width_ms=width_ms)


def flows_in_parts(ledger: Ledger, selection: Selection, parts: Parts) -> dict[str, list[Flow]]:
    """Sum up by participant and part, in alphabetical order."""
    found: dict[str, list[Flow]] = {}
    done = 0
    for grid in parts.grids():
        for who, own in ledger.flows(selection, grid).items():
            found.setdefault(who, [(0, 0)] * parts.parts)[done : done + grid.parts] = own
        done += grid.parts
    return dict(sorted(found.items()))


def _bounds(since_ms: int, until_ms: int, width_ms: int, zone: tzinfo, *, counted_from_since: bool) -> list[int]:
    """Give the moments at which parts begin, from the last one before a period to the first one behind it."""
    bounds = [since_ms]
    for at_ms in _beginnings(since_ms, width_ms, zone, counted_from_since=counted_from_since):
        if at_ms <= since_ms:
            bounds = [at_ms]
        elif at_ms > bounds[-1]:  # An hour that a clock leaves out begins when the next one does.
            bounds.append(at_ms)
        if at_ms >= until_ms:
            return bounds
    return [*bounds, until_ms]


def _beginnings(since_ms: int, width_ms: int, zone: tzinfo, *, counted_from_since: bool) -> Iterator[int]:
    local = instant(since_ms).astimezone(zone)
    midnight_ms = day_start_ms(local.date(), zone)
    if width_ms <= _HOUR_MS:  # An hour is an hour, whatever the clock says.
        yield from count(since_ms - (since_ms - midnight_ms) % width_ms, width_ms)
    today = local.date().toordinal()
    if width_ms < _DAY_MS:
        for day in range(today, _LAST_DAY):
            for hour in range(0, 24, width_ms // _HOUR_MS):
                yield epoch_ms(datetime.combine(date.fromordinal(day), time(hour), tzinfo=zone))
        return
    days = width_ms // _DAY_MS
    first = today if counted_from_since else today - (today - _MONDAY) % days
    for day in range(max(first, _FIRST_DAY), _LAST_DAY, days):
        yield day_start_ms(date.fromordinal(day), zone)


def width_text(width_ms: int) -> str:
    """Say how long a part is."""
    for unit, length_ms in (("week", 7 * _DAY_MS), ("day", _DAY_MS), ("hour", _HOUR_MS), ("minute", 60 * _SECOND_MS)):
        if width_ms % length_ms == 0:
            count = width_ms // length_ms
            return f"a {unit}".replace("a hour", "an hour") if count == 1 else f"{count} {unit}s"
    seconds = width_ms / _SECOND_MS
    return "a second" if seconds == 1 else f"{seconds:g} seconds"
