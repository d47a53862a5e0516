"""Divisions that lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.apportion import divided, fitted, in_proportion

_amount = st.integers(0, 10**9)


@given(_amount, st.integers(1, 50))
def test_equal_parts_add_up_and_differ_by_one_at_most(total: int, parts: int) -> None:
    found = divided(total, parts)

    assert sum(found) == total
    assert max(found) - min(found) <= 1


def test_nobody_gets_no_part() -> None:
    assert divided(1000, 0) == []


@given(_amount, st.lists(_amount, min_size=1, max_size=20))
def test_parts_in_proportion_add_up_and_are_within_one_of_it(total: int, weights: list[int]) -> None:
    found = in_proportion(total, weights)

    assert sum(found) == total
    if sum(weights):
        assert all(
            abs(part * sum(weights) - total * weight) < sum(weights)
            for part, weight in zip(found, weights, strict=True)
        )


@given(st.lists(st.integers(-(10**6), 10**6), max_size=20), st.integers(-100, 10**7))
def test_fitted_amounts_never_exceed_the_limit_nor_grow(amounts: list[int], most: int) -> None:
    found = fitted(amounts, most)

    assert sum(max(0, part) for part in found) <= max(0, most)
    assert all(
        part == amount if amount <= 0 else 0 <= part <= amount for part, amount in zip(found, amounts, strict=True)
    )


def test_what_fits_is_left_alone() -> None:
    assert fitted([5, -3, 7], 12) == [5, -3, 7]
