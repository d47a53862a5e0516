"""Spearman's rank correlation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.metrics.rank_correlation import average_ranks, spearman


def test_equal_values_share_the_mean_of_their_places() -> None:
    assert average_ranks([10, 20, 20, 30]) == [1.0, 2.5, 2.5, 4.0]


def test_a_monotone_relation_correlates_fully_whatever_its_shape() -> None:
    assert spearman([1, 2, 3, 4], [1, 10, 100, 1000]) == pytest.approx(1)
    assert spearman([1, 2, 3, 4], [9, 7, 5, 3]) == pytest.approx(-1)


def test_a_known_value_with_ties() -> None:
    assert spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) == pytest.approx(0.8207826816681233)


def test_a_constant_has_no_correlation() -> None:
    assert spearman([1, 2, 3], [4, 4, 4]) is None
    assert spearman([], []) is None


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), min_size=2, max_size=30))
def test_it_is_symmetric_and_bounded(pairs: list[tuple[int, int]]) -> None:
    left, right = [one for one, _ in pairs], [other for _, other in pairs]

    correlation = spearman(left, right)

    assert correlation == spearman(right, left)
    assert correlation is None or -1 - 1e-9 <= correlation <= 1 + 1e-9
