"""Amounts are whole millionths, in and out."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.amount import LARGEST_AMOUNT, amount_text, exact, from_micro, read_amount, to_micro
from argentum.errors import InteractionError


@pytest.mark.parametrize(
    ("amount", "micro"),
    [(0, 0), (-0.0, 0), (1, 1_000_000), (0.1, 100_000), (1e-6, 1), (1.4e-6, 1), (Decimal("2.5"), 2_500_000)],
)
def test_an_amount_is_rounded_to_the_nearest_millionth(amount: float | Decimal, micro: int) -> None:
    assert to_micro(amount, what="contribution") == micro


@pytest.mark.parametrize(
    ("text", "micro"),
    [("0.0000015", 2), ("1.0000005", 1_000_000), (f"0.0000005{'0' * 60}1", 1), ("1.0000015", 1_000_002)],
)
def test_digits_beyond_the_millionths_are_rounded_once_and_halves_to_the_even_one(text: str, micro: int) -> None:
    assert to_micro(read_amount(text, what="contribution"), what="contribution") == micro


@pytest.mark.parametrize(
    "amount",
    [
        *(-1, -1e-9, math.nan, math.inf, -math.inf, LARGEST_AMOUNT + 1, 1e-9, True, "3", None),
        *map(Decimal, ("sNaN", "1e999", "1e-999", "1000000000000.000001")),
    ],
)
def test_what_no_ledger_can_hold_is_refused_by_name(amount: object) -> None:
    with pytest.raises(InteractionError, match=r"^contribution: found .{,60}, allowed: "):
        to_micro(amount, what="contribution")  # type: ignore[arg-type]  # what a caller without types would give


def test_a_number_of_thousands_of_digits_is_refused_without_writing_it_out() -> None:
    with pytest.raises(InteractionError, match=r"found a number of thousands of digits, allowed: at most 10{12};"):
        to_micro(10**5000, what="contribution")


def test_a_refused_amount_is_a_value_error_for_who_catches_those() -> None:
    with pytest.raises(ValueError, match="finite"):
        to_micro(math.nan, what="contribution")


def test_an_amount_that_would_vanish_in_rounding_is_refused() -> None:
    with pytest.raises(InteractionError, match="choose a smaller unit"):
        to_micro(4e-7, what="consumption")


@pytest.mark.parametrize(
    "text", ["", " 1", "1_000", "1,5", "nan", "inf", "0x1", "٣", "1e", ".", "--1", "1e9999999999", "1" * 101]
)
def test_only_decimal_digits_are_read_as_a_number(text: str) -> None:
    with pytest.raises(InteractionError, match=r"^--contribution: found '.{,40}', allowed: a finite number"):
        read_amount(text, what="--contribution")


@pytest.mark.parametrize(
    ("text", "number"), [("3.", 3), (".5", "0.5"), ("1e3", 1000), ("+2.50E-1", "0.25"), ("-1", -1)]
)
def test_numbers_are_read_as_people_and_programs_write_them(text: str, number: int | str) -> None:
    assert read_amount(text, what="contribution") == Decimal(number)


def test_amounts_are_written_with_the_digits_that_they_have() -> None:
    micros = (0, 3_000_000, 100_000, -1_234_500_000, 1, 999_999_999_999_999_999)

    assert [amount_text(each) for each in micros] == ["0", "3", "0.1", "-1,234.5", "0.000001", "999,999,999,999.999999"]
    assert [str(exact(each)) for each in micros] == ["0.0", "3.0", "0.1", "-1234.5", "0.000001", "999999999999.999999"]


@given(st.integers(min_value=-9 * 10**18, max_value=9 * 10**18))
def test_what_is_written_says_the_same_as_the_millionths(micro: int) -> None:
    assert exact(micro) * 1_000_000 == micro
    assert Decimal(amount_text(micro).replace(",", "")) == exact(micro)


@given(st.integers(min_value=0, max_value=LARGEST_AMOUNT * 1_000_000))
def test_millionths_come_back_as_the_same_millionths(micro: int) -> None:
    assert to_micro(read_amount(str(exact(micro)), what="contribution"), what="contribution") == micro


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_a_number_of_up_to_nine_digits_comes_back_through_a_float(micro: int) -> None:
    assert to_micro(from_micro(micro), what="contribution") == micro
