"""Lines between data and coordinates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.reports.page.scale import Scale, path, thinned, time_step_ms


def test_a_scale_maps_its_ends_and_survives_a_point() -> None:
    assert [Scale(0, 10, 100, 0)(value) for value in (0, 5, 10)] == [100, 50, 0]
    assert Scale(3, 3, 7, 9)(3) == 7


@given(st.integers(1, 100_000_000))
def test_a_time_axis_has_at_most_the_ticks_asked_for(span_ms: int) -> None:
    assert span_ms / time_step_ms(span_ms, most_ticks=12) <= 12


def test_long_series_are_thinned_evenly() -> None:
    assert thinned(5, most=400) == [0, 1, 2, 3, 4]
    assert thinned(1000, most=400) == list(range(0, 1000, 3))
    assert thinned(0, most=400) == []


def test_paths_are_written_short() -> None:
    assert path([(1.0, 2.5), (3.0, 4.0)]) == "M1 2.5L3 4"
