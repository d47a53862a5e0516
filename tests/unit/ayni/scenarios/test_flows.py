"""Fitting who gives to whom to what each gives and takes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.scenarios.flows import Pairs, fitted
from argentum.rng import Streams


@given(st.lists(st.tuples(st.floats(0.3, 2), st.floats(0.5, 1.5)), min_size=6, max_size=11), st.integers(0, 99))
def test_rows_are_what_each_gives_and_columns_are_to_each_other_as_what_each_takes(
    habits: list[tuple[float, float]], seed: int
) -> None:
    stream = Streams(seed).fresh("near")
    count = len(habits)
    near = [[float(one != other) * stream.uniform(0.5, 2) for other in range(count)] for one in range(count)]
    giving, taking = [each[0] for each in habits], [each[1] for each in habits]

    flow = fitted(near, giving=giving, taking=taking)

    scale = sum(giving) / sum(taking)
    assert [sum(row) for row in flow] == pytest.approx(giving)
    assert [sum(column) for column in zip(*flow, strict=True)] == pytest.approx([scale * t for t in taking], rel=0.05)
    assert all(flow[place][place] == 0 for place in range(count))


def test_somebody_who_is_not_there_gives_and_takes_nothing() -> None:
    flow = fitted([[0, 1, 1], [1, 0, 1], [1, 1, 0]], giving=[1, 1, 0], taking=[1, 1, 0])

    assert flow == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]


def test_pairs_are_drawn_as_often_as_they_weigh() -> None:
    pairs = Pairs([[0, 3], [1, 0]])
    stream = Streams(5).fresh("pairs")

    drawn = Counter(pairs.drawn(stream) for _ in range(4_000))

    assert list(drawn) == [(0, 1), (1, 0)] or list(drawn) == [(1, 0), (0, 1)]
    assert drawn[0, 1] / 4_000 == pytest.approx(0.75, abs=0.03)
