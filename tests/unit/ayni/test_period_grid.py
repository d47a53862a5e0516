"""Dividing periods into parts that people know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.ledger import EVERYTHING, Selection
from argentum.ayni.period_grid import MOST_PARTS, flows_in_parts, period_grid, width_text
from argentum.ayni.trend import Parts
from tests.ayni_builders import draft

DAY_MS = 86_400_000
NOON_MS = 1_749_556_800_000
"""10 June 2025 at noon, UTC."""


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    made = SqliteLedger()
    yield made
    made.close()


def happened(ledger: SqliteLedger, *moments_ms: int) -> None:
    ledger.append([draft(f"i-{at}-{n}", happened_at_ms=at) for n, at in enumerate(moments_ms)], now_ms=0)


def test_there_are_no_parts_of_nothing(ledger: SqliteLedger) -> None:
    assert period_grid(ledger, EVERYTHING, zone=UTC) is None

    happened(ledger, NOON_MS)

    assert period_grid(ledger, Selection(since_ms=NOON_MS + 1), zone=UTC) is None
    assert period_grid(ledger, Selection(until_ms=NOON_MS), zone=UTC) is None


def test_an_open_period_begins_at_midnight_of_the_zone(ledger: SqliteLedger) -> None:
    happened(ledger, NOON_MS, NOON_MS + 30 * DAY_MS)
    zone = ZoneInfo("America/Lima")

    grid = period_grid(ledger, EVERYTHING, zone=zone)

    assert grid is not None
    assert grid.width_ms == DAY_MS
    assert datetime.fromtimestamp(grid.start_ms / 1000, zone).strftime("%d %H:%M") == "10 00:00"
    assert grid.end_ms > NOON_MS + 30 * DAY_MS


def test_the_last_part_is_cut_where_the_period_ends(ledger: SqliteLedger) -> None:
    happened(ledger, NOON_MS, NOON_MS + 200 * DAY_MS)
    until_ms = NOON_MS + 55 * DAY_MS

    grid = period_grid(ledger, Selection(since_ms=NOON_MS - DAY_MS, until_ms=until_ms), zone=UTC)

    assert grid is not None
    assert width_text(grid.width_ms) == "2 days"
    assert grid.end_ms == until_ms
    assert all(each % DAY_MS == 0 for each in grid.bounds_ms[1:-1])


@pytest.mark.parametrize("days", [8, 30, 80, 400])
def test_parts_begin_at_midnight_though_clocks_are_changed(ledger: SqliteLedger, days: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    changed_ms = 1_743_296_400_000
    happened(ledger, changed_ms - 3 * DAY_MS, changed_ms, changed_ms + days * DAY_MS)

    grid = period_grid(ledger, EVERYTHING, zone=zone)

    assert grid is not None
    begun = [datetime.fromtimestamp(each / 1000, zone) for each in grid.bounds_ms]
    whole = [0, 6, 12, 18] if grid.width_ms < DAY_MS else [0]
    assert all(each.hour in whole and each.minute == 0 for each in begun)
    assert count(ledger, grid) == 3


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 10, tzinfo=UTC)),
        (datetime(1, 1, 2, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)),
        (datetime(9999, 12, 1, tzinfo=UTC), datetime(9999, 12, 31, 10, tzinfo=UTC)),
    ],
)
def test_there_are_parts_up_to_the_ends_of_the_calendar(ledger: SqliteLedger, first: datetime, last: datetime) -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    happened(ledger, *((each - epoch) // timedelta(milliseconds=1) for each in (first, last)))

    grid = period_grid(ledger, EVERYTHING, zone=ZoneInfo("America/Lima"))

    assert grid is not None
    assert grid.parts <= MOST_PARTS
    assert count(ledger, grid) == 2


def test_weeks_begin_on_mondays(ledger: SqliteLedger) -> None:
    happened(ledger, NOON_MS, NOON_MS + 200 * DAY_MS)

    grid = period_grid(ledger, EVERYTHING, zone=UTC)

    assert grid is not None
    assert width_text(grid.width_ms) == "a week"
    assert datetime.fromtimestamp(grid.start_ms / 1000, UTC).weekday() == 0


@pytest.mark.parametrize(
    ("width_ms", "text"),
    [
        (7 * DAY_MS, "a week"),
        (2 * DAY_MS, "2 days"),
        (3_600_000, "an hour"),
        (900_000, "15 minutes"),
        (1_000, "a second"),
        (500, "0.5 seconds"),
    ],
)
def test_a_length_is_told_in_words(width_ms: int, text: str) -> None:
    assert width_text(width_ms) == text


MOMENTS = st.integers(min_value=0, max_value=400 * DAY_MS)


@given(
    moments=st.lists(MOMENTS, min_size=1, max_size=12),
    since=st.none() | MOMENTS,
    until=st.none() | MOMENTS,
)
def test_the_parts_hold_what_the_period_holds(moments: list[int], since: int | None, until: int | None) -> None:
    ledger = SqliteLedger()
    happened(ledger, *moments)
    selection = Selection(since_ms=since, until_ms=until)

    grid = period_grid(ledger, selection, zone=ZoneInfo("Europe/Berlin"))

    inside = [each for each in moments if (since is None or each >= since) and (until is None or each < until)]
    counted = count(ledger, grid)
    ledger.close()
    if not inside:
        assert counted == 0  # A period between two entries has parts, and they are empty.
        return
    assert grid is not None
    assert 1 <= grid.parts <= MOST_PARTS
    assert counted == len(inside)


def count(ledger: SqliteLedger, grid: Parts | None) -> int:
    """How many entries the parts hold: alice gives 3 in each."""
    if grid is None:
        return 0
    own = flows_in_parts(ledger, EVERYTHING, grid).get("alice", [])
    return sum(given for given, _ in own) // 3_000_000
