"""The ratio of the specification and its views."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.balance import event_balance, overall_balance, share_view, signed_view

EPSILON = 1e-6


@pytest.mark.parametrize(
    ("contribution", "consumption", "balance"),
    [
        (5.0, 5.0, 1.0),
        (0.1, 0.1, 1.0),
        (0.0, 0.0, 1.0),
        (3.0, 0.0, 3.0 / EPSILON),
        (0.0, 7.0, 0.0),
        (1.0, 10.0, 0.1),
        (1.0, 0.0000005, 1.0 / EPSILON),
    ],
)
def test_an_event_has_the_balance_of_the_specification(contribution: float, consumption: float, balance: float) -> None:
    assert event_balance(contribution, consumption, epsilon=EPSILON) == balance


def test_a_participant_who_took_nothing_has_no_ratio() -> None:
    assert overall_balance(5.0, 0.0, epsilon=EPSILON) is None
    assert overall_balance(0.0, 5.0, epsilon=EPSILON) == 0.0
    assert overall_balance(3.0, 2.0, epsilon=EPSILON) == 1.5


def test_the_views_are_undefined_where_nothing_moved_and_complete_for_a_gift() -> None:
    assert (share_view(0.0, 0.0), signed_view(0.0, 0.0)) == (None, None)
    assert (share_view(4.0, 0.0), signed_view(4.0, 0.0)) == (1.0, 1.0)
    assert (share_view(0.0, 4.0), signed_view(0.0, 4.0)) == (0.0, -1.0)
    assert (share_view(4.0, 4.0), signed_view(4.0, 4.0)) == (0.5, 0.0)


@given(st.floats(min_value=1e-3, max_value=1e6), st.floats(min_value=1e-3, max_value=1e6))
def test_the_views_say_the_same_as_the_ratio(given_amount: float, taken: float) -> None:
    ratio = event_balance(given_amount, taken, epsilon=EPSILON)

    assert share_view(given_amount, taken) == pytest.approx(ratio / (1 + ratio))
    assert signed_view(given_amount, taken) == pytest.approx((ratio - 1) / (ratio + 1), abs=1e-9)
