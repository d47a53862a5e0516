"""Measuring the alerts: counts add up, tables hold a row for each type, and the rates are a module that can be read."""

from __future__ import annotations

import pytest

from argentum.ayni.finding_types import ALERT_TYPES
from argentum.ayni.scenarios.judging import judged
from argentum.ayni.scenarios.seeds import villages
from argentum.ayni.synthetic import SCRIPTS
from scripts.alert_overlap import PAIRS, overlap_rows
from scripts.measure_alerts import Tally, measured, rates_module, shipped_settings

SEEDS = range(28)


@pytest.fixture(scope="module")
def tally() -> Tally:
    return measured(SEEDS, shipped_settings())


def test_labels_are_found_or_missed_and_counted_by_type_and_by_kind(tally: Tally) -> None:
    labels = sum(len(each.truths) for each in villages(SEEDS))

    assert tally.right["all"] + tally.missed["all"] == labels > 10
    for counter in (tally.right, tally.wrong, tally.missed):
        assert sum(counter[kind] for kind in ALERT_TYPES) == sum(counter[kind] for kind in SCRIPTS) == counter["all"]


def test_an_alert_about_somebody_else_is_wrong_and_the_label_missed() -> None:
    settings = shipped_settings()
    village = next(each for each in villages(range(2, 100, 7)) if each.truths and judged(each, settings=settings).right)
    judgement = judged(village, settings=settings)

    assert len(judgement.right) + len(judgement.missed) == len(village.truths)
    assert len(judgement.right) + len(judgement.wrong) == len(judgement.findings.alerts)


def test_rates_are_written_as_a_module(tally: Tally) -> None:
    space: dict[str, object] = {}

    exec(rates_module(tally), space)  # noqa: S102 - our own source, to see that it can be read

    assert space["ALERTS"] == {kind: (tally.right[kind] + tally.wrong[kind], tally.wrong[kind]) for kind in ALERT_TYPES}


def test_neighbours_are_compared_in_the_figure_that_parts_them() -> None:
    rows = overlap_rows(villages(range(70)), shipped_settings())

    assert [each.figure for each in rows] == list(PAIRS)
    for each in rows:
        assert sum(each.low) / len(each.low) < sum(each.high) / len(each.high)
        assert each.cells()[3].endswith(f"% of {len(each.high)}")
