"""How far a council agrees."""

from __future__ import annotations

import pytest

from argentum.ayni.fire_circle.consensus import DecisionMetrics, ayni_balance_of, strength_of_consensus, weigh


@pytest.mark.parametrize(
    ("level", "strength"),
    [
        (1.0, "unanimous"),
        (0.95, "unanimous"),
        (0.94, "strong"),
        (0.8, "strong"),
        (0.6, "sufficient"),
        (0.59, "weak"),
        (0.4, "weak"),
        (0.39, "failed"),
        (0.0, "failed"),
    ],
)
def test_each_level_has_its_name(level: float, strength: str) -> None:
    assert strength_of_consensus(level) == strength


def test_the_five_metrics_weigh_three_two_two_two_one() -> None:
    found = weigh(DecisionMetrics(coherence=1, resonance=0, ayni_balance=0.5, emergence=0.5, future=1))

    assert found.score == pytest.approx(0.3 + 0.1 + 0.1 + 0.1)
    assert (found.strength, found.approved) == ("sufficient", True)


def test_a_missing_metric_is_named_and_nothing_is_put_in_its_place() -> None:
    found = weigh(DecisionMetrics(coherence=1, resonance=1, emergence=1, future=1))

    assert (found.score, found.strength, found.approved) == (None, None, None)
    assert found.missing == ("ayni_balance",)


@pytest.mark.parametrize(("balance", "figure"), [(-1.0, 0.0), (0.0, 0.5), (1.0, 1.0), (None, None)])
def test_the_balance_of_an_assessment_becomes_a_metric(balance: float | None, figure: float | None) -> None:
    assert ayni_balance_of(balance) == figure
