"""How talk time is divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.metrics.talk_share import talk_ms, talk_share

AMOUNTS = st.lists(st.integers(0, 100_000), min_size=1, max_size=10).filter(any)


def test_nothing_to_divide_has_no_shares() -> None:
    assert talk_share({"ada": 0, "ben": 0}) == {"ada": None, "ben": None}


@given(AMOUNTS)
def test_shares_sum_to_one(amounts: list[int]) -> None:
    shares = talk_share({f"agent{place}": amount for place, amount in enumerate(amounts)})

    assert sum(share for share in shares.values() if share is not None) == pytest.approx(1)


def test_talk_time_sums_all_intervals() -> None:
    assert talk_ms({"ada": [(0, 10), (20, 25)], "ben": []}) == {"ada": 15, "ben": 0}
