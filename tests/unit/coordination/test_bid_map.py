"""From desires to bids."""

from __future__ import annotations

import pytest

from argentum.coordination.bid_map import LogisticMap, SoftmaxMap, bid_map
from argentum.policy.economy import Bids
from argentum.rng import Streams

CALM = (0.0, 0.0, 0.0, 0.0)
RICH = (8, 8, 8, 8)


def _desires(rounds: int, *, scale: float = 1.0) -> list[list[float]]:
    draw = Streams(5).named("desires")
    return [[scale * draw.lognormvariate(0.5, 0.6) for _ in RICH] for _ in range(rounds)]


@pytest.mark.parametrize("scale", [0.3, 3.0])
def test_bids_do_not_depend_on_the_scale_of_desire(scale: float) -> None:
    plain = LogisticMap(largest=8, pooling=0.5, mood_cap=1.0)
    scaled = LogisticMap(largest=8, pooling=0.5, mood_cap=1.0)

    bids = [plain.bids(desires, CALM, RICH) for desires in _desires(200)]
    scaled_bids = [scaled.bids(desires, CALM, RICH) for desires in _desires(200, scale=scale)]

    # A bid on the edge of rounding may fall to either side.
    changed = sum(before != after for before, after in zip(bids, scaled_bids, strict=True))
    assert changed <= 2


def test_a_keener_agent_never_bids_less_in_the_pooled_map() -> None:
    pooled = LogisticMap(largest=8, pooling=1.0, mood_cap=1.0)

    for desires in _desires(50):
        bids = pooled.bids(desires, CALM, RICH)
        ordered = [bid for _, bid in sorted(zip(desires, bids, strict=True))]
        assert ordered == sorted(ordered)


def test_an_agent_that_is_always_excited_gains_nothing_when_measured_against_itself() -> None:
    own = LogisticMap(largest=8, pooling=0.0, mood_cap=1.0)
    totals = [0, 0]

    for desires in _desires(400):
        bids = own.bids([desires[0] + 5.0, desires[1], desires[2], desires[3]], CALM, RICH)
        totals[0] += bids[0]
        totals[1] += bids[1]

    assert totals[0] == pytest.approx(totals[1], rel=0.1)


def test_mood_moves_a_bid_by_at_most_its_cap() -> None:
    calm = LogisticMap(largest=8, pooling=1.0, mood_cap=1.0)
    furious = LogisticMap(largest=8, pooling=1.0, mood_cap=1.0)
    desires = [1.0, 2.0, 3.0, 4.0]

    before = calm.bids(desires, CALM, RICH)
    after = furious.bids(desires, (50.0, 0.0, 0.0, 0.0), RICH)

    assert after[0] == before[0] + 1
    assert after[1:] == before[1:]


def test_equal_desires_that_never_change_do_not_divide_by_zero() -> None:
    still = LogisticMap(largest=8, pooling=0.5, mood_cap=1.0)

    for _ in range(500):
        bids = still.bids([0.0, 0.0, 0.0, 0.0], CALM, RICH)

    assert bids == [4, 4, 4, 4]


def test_the_literal_map_limits_the_bid_by_the_bank() -> None:
    literal = SoftmaxMap(largest=8, tau=0.3, literal=True)

    assert literal.bids([9.0, 1.0, 1.0, 1.0], CALM, (1, 8, 8, 8))[0] == 1


def test_the_literal_map_is_flat_and_the_divisor_nearly_winner_take_all() -> None:
    desires = [3.0, 2.0, 1.0, 1.0]

    literal = SoftmaxMap(largest=8, tau=0.3, literal=True).bids(desires, CALM, RICH)
    divisor = SoftmaxMap(largest=8, tau=0.3, literal=False).bids(desires, CALM, RICH)

    assert literal == [3, 2, 2, 2]
    assert divisor == [8, 0, 0, 0]


def test_the_policy_names_the_map() -> None:
    assert isinstance(bid_map(Bids(map="logistic"), mood_cap=1.0), LogisticMap)
    assert isinstance(bid_map(Bids(map="softmax"), mood_cap=1.0), SoftmaxMap)
