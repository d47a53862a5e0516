"""Give and take by calendar: the days, weeks and months of a zone, by query and in memory alike."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.calendar_periods import CALENDARS, Calendar, calendar_bounds, folded_periods, queried_periods
from argentum.ayni.entry import Reversal
from argentum.ayni.ledger import EVERYTHING, Selection
from argentum.ayni.time_expression import epoch_ms
from argentum.errors import UsageError
from tests.ayni_builders import draft

BERLIN = ZoneInfo("Europe/Berlin")
HOUR_MS = 3_600_000


def at(text: str, zone: ZoneInfo = BERLIN) -> int:
    return epoch_ms(datetime.fromisoformat(text).replace(tzinfo=zone))


def bounds(since: str, until: str, every: Calendar, selection: Selection = EVERYTHING) -> list[int]:
    return calendar_bounds(selection, (at(since), at(until)), every=every, zone=BERLIN)


def test_days_have_as_many_hours_as_the_clocks_say() -> None:
    spring = bounds("2025-03-29T12:00", "2025-03-31T12:00", "day")
    autumn = bounds("2025-10-25T12:00", "2025-10-27T12:00", "day")

    assert [(b - a) // HOUR_MS for a, b in pairwise(spring)] == [24, 23, 24]
    assert [(b - a) // HOUR_MS for a, b in pairwise(autumn)] == [24, 25, 24]


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert bounds("2025-06-18T12:00", "2025-06-24T00:00", "week") == [
        at("2025-06-16T00:00"),
        at("2025-06-23T00:00"),
        at("2025-06-30T00:00"),
    ]
    assert bounds("2024-12-31T23:59", "2025-02-01T00:00", "month") == [
        at("2024-12-01T00:00"),
        at("2025-01-01T00:00"),
        at("2025-02-01T00:00"),
        at("2025-03-01T00:00"),
    ]


def test_the_first_and_the_last_period_are_cut_where_the_selection_says() -> None:
    selection = Selection(since_ms=at("2025-06-10T00:00"), until_ms=at("2025-07-05T00:00"))

    found = bounds("2025-01-01T00:00", "2025-12-31T00:00", "month", selection)

    assert found == [at("2025-06-10T00:00"), at("2025-07-01T00:00"), at("2025-07-05T00:00")]


def test_where_there_are_no_entries_there_are_no_periods_and_too_many_are_refused() -> None:
    later = Selection(since_ms=at("2026-01-01T00:00"))

    assert calendar_bounds(EVERYTHING, None, every="day", zone=BERLIN) == []
    assert bounds("2025-01-01T00:00", "2025-12-31T00:00", "day", later) == []
    with pytest.raises(UsageError, match="by day: more than 1000 periods"):
        bounds("1970-01-01T00:00", "2025-12-31T00:00", "day")


PEOPLE = st.sampled_from(("ana", "ben", "cleo"))
MOMENTS = st.integers(at("2025-03-20T00:00"), at("2025-04-10T00:00"))
EXCHANGES = st.lists(
    st.tuples(PEOPLE, PEOPLE, st.integers(0, 9), MOMENTS, st.booleans()).filter(lambda each: each[0] != each[1]),
    min_size=1,
    max_size=25,
)


@given(
    EXCHANGES,
    st.sampled_from(CALENDARS),
    st.none() | PEOPLE | st.just("team"),
    st.sampled_from(({}, {"ana": "team", "ben": "team"})),
    st.tuples(st.none() | MOMENTS, st.none() | MOMENTS),
)
def test_a_query_and_a_fold_in_memory_give_the_same_periods(
    exchanges: list[tuple[str, str, int, int, bool]],
    every: Calendar,
    participant: str | None,
    group_of: dict[str, str],
    period: tuple[int | None, int | None],
) -> None:
    ledger = SqliteLedger()
    for number, (giver, taker, amount, at_ms, taken_back) in enumerate(exchanges):
        own_id = f"i-{number}"
        ledger.append(
            [draft(own_id, initiator=giver, responder=taker, contribution=amount, happened_at_ms=at_ms)], now_ms=0
        )
        if taken_back:
            ledger.append([Reversal(id=f"r-{number}", reverses=own_id, reason="wrong")], now_ms=0)
    selection = Selection(participant=participant, since_ms=period[0], until_ms=period[1])
    found = calendar_bounds(selection, ledger.span_ms(), every=every, zone=BERLIN)

    queried = list(queried_periods(ledger, selection, found, group_of=group_of))
    folded = list(folded_periods(ledger.entries(), found, participant=participant, group_of=group_of))

    assert queried == folded
    ledger.close()


def test_a_member_and_the_name_of_a_group_stand_for_all_of_it() -> None:
    ledger = SqliteLedger()
    ledger.append(
        [draft("i-1", initiator="ana"), draft("i-2", initiator="ben"), draft("i-3", initiator="zoe")], now_ms=0
    )
    groups = {"ana": "team", "ben": "team"}

    for who in ("ana", "team"):
        (period,) = queried_periods(ledger, Selection(participant=who), [0, 2_000], group_of=groups)

        assert [(each.participant, each.given_micro) for each in period.totals] == [("team", 6_000_000)]
    ledger.close()
