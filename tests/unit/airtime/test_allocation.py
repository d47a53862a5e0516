"""The hourglass of one participant."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.allocation import TimeAllocation


def _hourglass(allocated_s: int, used_s: int = 0, *, borrowed_s: int = 0, lent_s: int = 0) -> TimeAllocation:
    return TimeAllocation(
        participant_id="p1",
        allocated_ms=allocated_s * 1000,
        used_ms=used_s * 1000,
        borrowed_ms=borrowed_s * 1000,
        lent_ms=lent_s * 1000,
    )


def test_a_new_allocation_has_nothing_used() -> None:
    assert _hourglass(600).used_ms == 0


@pytest.mark.parametrize(
    ("hourglass", "remaining_s"),
    [
        (_hourglass(600, 400), 200),
        (_hourglass(600, 400, borrowed_s=100), 300),
        (_hourglass(600, 200, lent_s=100), 300),
        (_hourglass(600, 650), -50),
    ],
)
def test_remaining_is_allocated_and_borrowed_less_lent_and_used(hourglass: TimeAllocation, remaining_s: int) -> None:
    assert hourglass.remaining_ms == remaining_s * 1000


@pytest.mark.parametrize(("used_s", "exhausted"), [(600, True), (300, False), (650, True)])
def test_an_hourglass_is_exhausted_when_nothing_is_left(used_s: int, exhausted: bool) -> None:
    assert _hourglass(600, used_s).is_exhausted is exhausted


@pytest.mark.parametrize(
    ("hourglass", "lendable_s"),
    [
        (_hourglass(600), 300),
        (_hourglass(600, 550), 50),
        (_hourglass(600, 600), 0),
        (_hourglass(600, 700), 0),
        (_hourglass(600, lent_s=300), 0),
        (_hourglass(600, lent_s=200), 100),
        (_hourglass(600, 600, borrowed_s=200), 200),
        (_hourglass(600, 700, borrowed_s=200), 100),
    ],
)
def test_lendable_is_own_time_within_half_the_allocation_over_the_whole_meeting(
    hourglass: TimeAllocation, lendable_s: int
) -> None:
    assert hourglass.lendable_ms() == lendable_s * 1000


def test_borrowed_time_cannot_be_lent_on() -> None:
    assert _hourglass(0, borrowed_s=300).lendable_ms() == 0


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_an_hourglass_reads_back_what_it_wrote(allocated_ms: int, used_ms: int, lent_ms: int) -> None:
    hourglass = TimeAllocation(participant_id="p1", allocated_ms=allocated_ms, used_ms=used_ms, lent_ms=lent_ms)

    assert TimeAllocation.from_dict(hourglass.to_dict()) == hourglass


def test_a_dictionary_of_another_kind_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        TimeAllocation.from_dict({"participant_id": "p1", "allocated_ms": "ten minutes"})
