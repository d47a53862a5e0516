"""Giving speaking time to somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.decisions import AllocationsChanged, Refused
from argentum.airtime.enforcement import DEFAULT
from argentum.airtime.events import TimeLent
from argentum.airtime.lending import lend
from argentum.airtime.ruleset import EQUAL_SHARE_HARD
from argentum.errors import PolicyViolationError
from tests.airtime_room import Room


def _of(who: str, allocated_s: int, used_s: int) -> TimeAllocation:
    return TimeAllocation(participant_id=who, allocated_ms=allocated_s * 1000, used_ms=used_s * 1000)


def test_a_loan_of_200_seconds_is_lent_and_borrowed() -> None:
    lender, borrower = lend(_of("p1", 600, 100), _of("p2", 600, 500), 200_000, policy=DEFAULT)

    assert (lender.lent_ms, lender.remaining_ms) == (200_000, 300_000)
    assert (borrower.borrowed_ms, borrower.remaining_ms) == (200_000, 300_000)


@pytest.mark.parametrize(
    ("lender", "borrower", "lent_ms"),
    [
        (_of("p1", 600, 0), _of("p2", 600, 0), 400_000),
        (_of("p1", 600, 550), _of("p2", 600, 0), 100_000),
        (_of("p1", 600, 600), _of("p2", 600, 0), 1),
        (_of("p1", 600, 0), _of("p1", 600, 0), 1000),
        (_of("p1", 600, 0), _of("p2", 600, 0), 0),
        (_of("p1", 600, 0), _of("p2", 600, 0), -1000),
    ],
    ids=["over the cap", "more than is left", "nothing left", "to oneself", "nothing", "less than nothing"],
)
def test_a_loan_that_the_policy_forbids_moves_nothing(
    lender: TimeAllocation, borrower: TimeAllocation, lent_ms: int
) -> None:
    with pytest.raises(PolicyViolationError):
        lend(lender, borrower, lent_ms, policy=DEFAULT)


def test_the_cap_counts_all_loans_of_a_meeting_together() -> None:
    lender, borrower = lend(_of("p1", 600, 0), _of("p2", 600, 0), 300_000, policy=DEFAULT)

    with pytest.raises(PolicyViolationError, match="at most 0 ms"):
        lend(lender, borrower, 300_000, policy=DEFAULT)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(-1000, 900_000)), max_size=12))
def test_loans_conserve_seconds(loans: list[tuple[int, int, int]]) -> None:
    hourglasses = [_of("p1", 600, 50), _of("p2", 600, 500), _of("p3", 600, 0)]

    for lender, borrower, lent_ms in loans:
        try:
            after = lend(hourglasses[lender], hourglasses[borrower], lent_ms, policy=DEFAULT)
        except PolicyViolationError:
            continue
        hourglasses[lender], hourglasses[borrower] = after

    assert sum(each.available_ms for each in hourglasses) == 1_800_000
    assert all(each.lent_ms <= 300_000 for each in hourglasses)


def test_a_loan_in_a_meeting_updates_both_hourglasses_for_all() -> None:
    room = Room(3, planned_s=1800)
    room.speak("p1", 0, 100)
    room.speak("p2", 100, 600)

    decided = room.take(TimeLent(id="loan", at_ms=600_000, participant="p1", borrower="p2", lent_ms=200_000))

    changed = [each for each in decided if isinstance(each, AllocationsChanged)]
    assert [each.participant_id for each in changed[-1].allocations] == ["p1", "p2"]
    assert room.seat("p1").lent_ms == room.seat("p2").borrowed_ms == 200_000


def test_a_loan_to_somebody_who_is_muted_in_mid_speech_lets_them_speak_again() -> None:
    room = Room(3, planned_s=300, ruleset=EQUAL_SHARE_HARD)
    room.start("p1", 0)
    room.wait(110)

    room.take(TimeLent(id="loan", at_ms=110_000, participant="p2", borrower="p1", lent_ms=30_000))
    room.stop("p1", 120)

    assert room.seat("p1").blocked_ms == 10_000
    assert room.seat("p1").charged_ms == 110_000


def test_a_loan_that_is_forbidden_is_refused_with_its_reason() -> None:
    room = Room(2)

    decided = room.take(TimeLent(id="loan", at_ms=0, participant="p1", borrower="p2", lent_ms=10**9))

    assert isinstance(decided[-1], Refused)
    assert "cannot lend" in decided[-1].reason
