"""How evenly something is divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.evenness import gini, jain, windowed_gini

AMOUNTS = st.lists(st.integers(0, 100_000), min_size=1, max_size=10).filter(any)


def test_equal_parts_have_jain_one_and_gini_zero() -> None:
    assert jain([5, 5, 5, 5]) == 1.0
    assert gini([5, 5, 5, 5]) == 0.0


def test_a_single_voice_among_four_has_jain_a_quarter_and_gini_three_quarters() -> None:
    assert jain([0, 0, 9, 0]) == 0.25
    assert gini([0, 0, 9, 0]) == 0.75


def test_jain_and_gini_of_a_known_division() -> None:
    assert jain([1, 2, 3]) == pytest.approx(36 / 42)
    assert gini([1, 2, 3]) == pytest.approx(2 / 9)


def test_nothing_to_divide_is_undefined() -> None:
    assert jain([0, 0]) is None
    assert gini([]) is None


@given(AMOUNTS)
def test_indices_keep_their_bounds(amounts: list[int]) -> None:
    fairness, inequality = jain(amounts), gini(amounts)

    assert fairness is not None
    assert inequality is not None
    assert 1 / len(amounts) - 1e-9 <= fairness <= 1 + 1e-9
    assert -1e-9 <= inequality <= (len(amounts) - 1) / len(amounts) + 1e-9


def test_windows_are_counted_from_the_first_onset_and_the_unfinished_one_is_left_out() -> None:
    intervals = {"ada": [(50, 150), (260, 300)], "ben": [(150, 250)]}

    assert windowed_gini(intervals, window_ms=100) == [0.5, 0.5]


def test_speech_across_a_border_is_divided_between_windows() -> None:
    intervals = {"ada": [(0, 150)], "ben": [(150, 200)]}

    assert windowed_gini(intervals, window_ms=100) == [0.5, 0.0]


def test_no_speech_has_no_window() -> None:
    assert windowed_gini({"ada": []}, window_ms=100) == []
