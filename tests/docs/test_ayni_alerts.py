"""The figures of docs/ayni-alerts.md are those of the sources, and hold on a part of the held-out villages."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.false_positives import false_positive_probability
from argentum.ayni.alerts.intervals import wilson
from argentum.ayni.alerts.measured_rates import ALERTS
from argentum.ayni.finding_types import ALERT_TYPES
from argentum.ayni.scenarios.seeds import HELD_OUT_SEEDS
from scripts.measure_alerts import DOCUMENT, measured, shipped_settings, sources_digest


def test_the_tables_were_measured_over_the_sources_as_they_are() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")

    assert f"`{sources_digest()}`" in document, "run: python -m scripts.measure_alerts --write"


def test_the_documented_precision_and_recall_over_all_types_are_at_least_nine_tenths() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    row = next(line for line in document.splitlines() if line.startswith("| all "))

    rates = [float(cell.split()[0]) for cell in row.split("|")[6:8]]

    assert len(rates) == 2
    assert min(rates) >= 0.9


def test_a_part_of_the_held_out_villages_comes_out_as_well() -> None:
    tally = measured(HELD_OUT_SEEDS[:150], shipped_settings())

    assert tally.villages == 150
    assert tally.precision() >= 0.9
    assert tally.recall() >= 0.9


def test_every_type_of_alert_has_a_measured_probability_of_being_wrong() -> None:
    assert list(ALERTS) == list(ALERT_TYPES)
    for kind in ALERT_TYPES:
        alerts, wrong = ALERTS[kind]
        assert wrong / alerts < false_positive_probability(kind) < 0.5


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"), [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (0, 0, 0, 1)]
)
def test_wilson_intervals_are_those_of_the_textbook(hits: int, trials: int, low: float, high: float) -> None:
    assert wilson(hits, trials) == pytest.approx((low, high), abs=0.001)
