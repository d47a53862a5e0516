"""How much each agent wants the floor."""

from __future__ import annotations

import pytest

from argentum.coordination.desire import DesireModel
from argentum.coordination.seats import Seat
from argentum.policy.economy import Desire
from argentum.rng import Streams

NOBODY_SPEAKS = -1
STILL = {"own_point_chance": 0.0, "spark_weight": 0.0}


def _model(seats: list[Seat] | None = None, *, seed: int = 1, **knobs: float) -> DesireModel:
    table = seats or [Seat(agent_id=f"a{place}", index=place) for place in range(4)]
    return DesireModel(Desire.model_validate({**STILL, **knobs}), table, Streams(seed))


def test_an_open_point_is_wanted_to_be_answered_in_proportion_to_temperament() -> None:
    seats = [Seat(agent_id="quiet", index=0, temperament=0.5), Seat(agent_id="loud", index=1, temperament=2.0)]

    desires = _model(seats, backlog_weight=2.0).values([1.0, 1.0], [0, 0], NOBODY_SPEAKS, holds=False)

    assert desires == [1.0, 4.0]


def test_waiting_counts_in_rounds_and_up_to_its_limit() -> None:
    desires = _model(recency_weight=1.0, recency_limit=2.0).values([0.0] * 4, [0, 4, 8, 80], NOBODY_SPEAKS, holds=False)

    assert desires == [0.0, 1.0, 2.0, 2.0]


def test_a_holder_with_more_to_say_wants_to_go_on() -> None:
    model = _model(hold_weight=4.0)

    assert model.values([0.0] * 4, [0] * 4, 2, holds=True) == [0.0, 0.0, 4.0, 0.0]
    assert model.values([0.0] * 4, [0] * 4, 2, holds=False) == [0.0] * 4


def test_own_points_come_up_to_a_limit_and_are_spent_by_speaking() -> None:
    model = _model(own_point_chance=1.0, own_points_staleness=0.0, own_points_limit=3.0, recency_weight=0.0)
    for _ in range(10):
        model.pass_segment()

    model.spoke(0)

    assert model.values([0.0] * 4, [0] * 4, NOBODY_SPEAKS, holds=False) == [2.0, 3.0, 3.0, 3.0]


def test_an_agent_may_have_weights_of_its_own() -> None:
    seats = [Seat(agent_id="a", index=0, backlog_weight=5.0, recency_weight=0.0), Seat(agent_id="b", index=1)]

    desires = _model(seats, backlog_weight=2.0, recency_weight=1.0).values(
        [1.0, 1.0], [2, 2], NOBODY_SPEAKS, holds=False
    )

    assert desires == [5.0, 3.0]


def test_owners_of_a_topic_care_more_and_everybody_owns_one_in_turn() -> None:
    model = _model(
        topic_owner_share=0.45, topic_gain=2.0, topic_mean_segments=1.0, recency_weight=0.0, backlog_weight=1.0
    )
    owned = [0] * 4

    for _ in range(8):
        model.pass_segment()
        desires = model.values([1.0] * 4, [0] * 4, NOBODY_SPEAKS, holds=False)
        assert sorted(desires) == [0.5, 0.5, 2.0, 2.0]
        owned = [count + (desire == 2.0) for count, desire in zip(owned, desires, strict=True)]

    assert owned == [4, 4, 4, 4]


def test_whims_depend_on_the_seed_alone() -> None:
    def whims(seed: int) -> list[float]:
        model = _model(seed=seed, spark_weight=0.5)
        model.pass_segment()
        return model.values([0.0] * 4, [0] * 4, NOBODY_SPEAKS, holds=False)

    assert whims(3) == whims(3)
    assert whims(3) != whims(4)


def test_interest_in_a_topic_is_one_on_average() -> None:
    model = _model(salience_log_sd=0.4, salience_correlation=0.0, recency_weight=0.0, backlog_weight=1.0)
    total = 0.0

    for _ in range(2_000):
        model.pass_segment()
        total += sum(model.values([1.0] * 4, [0] * 4, NOBODY_SPEAKS, holds=False))

    assert total / 8_000 == pytest.approx(1.0, abs=0.03)
