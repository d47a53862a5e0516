"""How well the floor was used."""

from __future__ import annotations

import pytest

from argentum.coordination.reputation import ReputationKeeper
from argentum.policy.behaviour import Reputation


def _keeper(**knobs: float) -> ReputationKeeper:
    return ReputationKeeper(Reputation.model_validate({"alpha": 0.1, "decay": 0.02, **knobs}), agents=2)


def test_a_segment_heard_to_its_end_raises_it_and_a_good_source_raises_it_further() -> None:
    keeper = _keeper()

    keeper.uninterrupted(0, evidence=False)
    keeper.uninterrupted(1, evidence=True)

    assert keeper.values[0] == pytest.approx(0.03)
    assert keeper.values[1] > keeper.values[0]


def test_being_cut_off_early_weighs_twice() -> None:
    keeper = _keeper()

    keeper.interrupted(0, early=False)
    keeper.interrupted(1, early=True)

    assert keeper.values == [pytest.approx(-0.02), pytest.approx(-0.04)]


def test_it_fades() -> None:
    keeper = _keeper()
    keeper.bump(0, 0.5)

    keeper.settle()

    assert keeper.values[0] == pytest.approx(0.49)


def test_a_good_reputation_raises_an_offer_up_to_its_cap_and_a_bad_one_lowers_none() -> None:
    keeper = _keeper(discount_cap=0.1)
    keeper.bump(0, 3.0)
    keeper.bump(1, -0.5)

    assert keeper.raises() == [pytest.approx(1.1), 1.0]


def test_spam_lowers_it() -> None:
    keeper = _keeper()

    keeper.spam(0)

    assert keeper.values[0] < 0
