"""Give and take by calendar: the days, weeks or months of a zone, each with everybody's sums.

A day may have 23 or 25 hours; a month is the month and not thirty days. The same periods come out of a store's query
and out of entries in memory.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import pairwise
from typing import Literal, get_args

from argentum.ayni.entry import Entry
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.score import instant
from argentum.ayni.time_expression import day_start_ms
from argentum.ayni.totals import TotalsFold, UnitTotal, grouped_totals
from argentum.errors import UsageError

Calendar = Literal["day", "week", "month"]
CALENDARS: tuple[Calendar, ...] = get_args(Calendar)
MOST_PERIODS = 1_000
_DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTotals:
    """What everybody gave and took in one period."""

    since_ms: int
    until_ms: int
    """Exclusive."""
    totals: tuple[UnitTotal, ...]
    """By participant, or group, and unit, in alphabetical order."""


def calendar_bounds(
    selection: Selection, span_ms: tuple[int, int] | None, *, every: Calendar, zone: tzinfo
) -> list[int]:
    """Give the moments at which periods begin, and where the last one ends; none where there are no entries.

    The first and last period are cut where the selection begins and ends. Raises `UsageError` for more than 1000.
    """
    if span_ms is None:
        return []
    first_ms = span_ms[0] if selection.since_ms is None else max(selection.since_ms, span_ms[0])
    end_ms = span_ms[1] + 1 if selection.until_ms is None else min(selection.until_ms, span_ms[1] + 1)
    if first_ms >= end_ms:
        return []
    day = _beginning(instant(first_ms).astimezone(zone).date(), every)
    start_ms = day_start_ms(day, zone)
    bounds = [start_ms if selection.since_ms is None else max(start_ms, selection.since_ms)]
    while bounds[-1] < end_ms:
        day = _next(day, every)
        bounds.append(day_start_ms(day, zone))
        if len(bounds) > MOST_PERIODS + 1:
            raise UsageError(f"by {every}: more than {MOST_PERIODS} periods; name a shorter time or longer periods")
    if selection.until_ms is not None:
        bounds[-1] = min(bounds[-1], selection.until_ms)
    return bounds


def queried_periods(
    ledger: Ledger, selection: Selection, bounds: Sequence[int], *, group_of: Mapping[str, str] | None = None
) -> Iterator[PeriodTotals]:
    """Ask a ledger for each period; a participant who is in a group, or the name of a group, stands for all of it."""
    who, groups = selection.participant, group_of or {}
    chosen = groups.get(who, who) if who is not None else None
    one = who if chosen not in groups.values() else None
    for since_ms, until_ms in pairwise(bounds):
        totals = ledger.totals(Selection(participant=one, since_ms=since_ms, until_ms=until_ms))
        yield _period(since_ms, until_ms, totals, groups, chosen)


def folded_periods(
    entries: Iterable[Entry],
    bounds: Sequence[int],
    *,
    participant: str | None = None,
    group_of: Mapping[str, str] | None = None,
) -> Iterator[PeriodTotals]:
    """Add entries up in memory, in any order; what lies outside the periods is left out."""
    folds = [TotalsFold() for _ in bounds[1:]]
    for entry in entries:
        place = bisect_right(bounds, entry.happened_at_ms) - 1
        if 0 <= place < len(folds):
            folds[place].add(entry)
    for (since_ms, until_ms), fold in zip(pairwise(bounds), folds, strict=True):
        groups = group_of or {}
        chosen = groups.get(participant, participant) if participant is not None else None
        yield _period(since_ms, until_ms, fold.totals(), groups, chosen)


def _period(
    since_ms: int, until_ms: int, totals: Iterable[UnitTotal], group_of: Mapping[str, str], chosen: str | None
) -> PeriodTotals:
    standing = [
        each
        for each in grouped_totals(totals, group_of)
        if chosen in {None, each.participant}
        and (each.given_micro or each.taken_micro or each.as_initiator or each.as_responder)
    ]
    return PeriodTotals(since_ms=since_ms, until_ms=until_ms, totals=tuple(standing))


def _beginning(day: date, every: Calendar) -> date:
    match every:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)


def _next(day: date, every: Calendar) -> date:
    match every:
        case "day":
            return day + timedelta(days=1)
        case "week":
            return day + timedelta(days=7)
        case "month":
            years, month = divmod(day.month, _DECEMBER)
            return date(day.year + years, month + 1, 1)
