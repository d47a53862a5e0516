"""Amounts are whole millionths."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.amount import LARGEST_AMOUNT, from_micro, to_micro
from argentum.errors import InteractionError


@pytest.mark.parametrize(
    ("amount", "micro"),
    [(0, 0), (-0.0, 0), (1, 1_000_000), (0.1, 100_000), (1e-6, 1), (1.4e-6, 1), (Decimal("2.5"), 2_500_000)],
)
def test_an_amount_is_rounded_to_the_nearest_millionth(amount: float | Decimal, micro: int) -> None:
    assert to_micro(amount, what="contribution") == micro


@pytest.mark.parametrize(
    "amount", [-1, -1e-9, math.nan, math.inf, -math.inf, LARGEST_AMOUNT + 1, 1e-9, True, "3", None]
)
def test_what_no_ledger_can_hold_is_refused_by_name(amount: object) -> None:
    with pytest.raises(InteractionError, match=r"^contribution: found .*, allowed: "):
        to_micro(amount, what="contribution")  # type: ignore[arg-type]  # what a caller without types would give


def test_a_refused_amount_is_a_value_error_for_who_catches_those() -> None:
    with pytest.raises(ValueError, match="finite"):
        to_micro(math.nan, what="contribution")


def test_an_amount_that_would_vanish_in_rounding_is_refused() -> None:
    with pytest.raises(InteractionError, match="choose a smaller unit"):
        to_micro(4e-7, what="consumption")


@given(st.integers(min_value=0, max_value=LARGEST_AMOUNT * 1_000_000))
def test_millionths_come_back_as_the_same_millionths(micro: int) -> None:
    assert to_micro(Decimal(micro) / 1_000_000, what="contribution") == micro


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_a_number_of_up_to_nine_digits_comes_back_through_a_float(micro: int) -> None:
    assert to_micro(from_micro(micro), what="contribution") == micro
