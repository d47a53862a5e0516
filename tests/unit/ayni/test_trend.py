"""Give and take over time, summed in memory."""

from __future__ import annotations

from argentum.ayni.trend import Grid, flows, shares
from tests.ayni_builders import entry


def test_a_grid_reaches_over_the_whole_period() -> None:
    grid = Grid.over(1_000, 2_001, parts=12)

    assert (grid.start_ms, grid.width_ms) == (1_000, 84)
    assert grid.end_ms >= 2_001


def test_what_each_gave_and_took_falls_into_its_part() -> None:
    entries = [entry(1), entry(2), entry(4, initiator="bob", contribution=9)]

    found = flows(entries, Grid(start_ms=1_000, width_ms=1_000, parts=3))

    assert found == {
        "alice": [(3_000_000, 0), (3_000_000, 0), (0, 0)],
        "assistant": [(0, 2_000_000), (0, 2_000_000), (0, 0)],
    }


def test_a_part_without_anything_has_no_share() -> None:
    assert shares([(1, 1), (0, 0), (3, 1)]) == [0.5, None, 0.75]
