"""Health figures: definition, sample, and null where nothing is known."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.fire_circle.health import HealthFigure, Surroundings, SystemHealth, people_known, system_health
from argentum.ayni.fire_circle.period import Period, course_of
from tests.ayni_village import Village

WEEK = Period(since_ms=93 * DAY_MS, until_ms=100 * DAY_MS)


def measured(village: Village, *, asked: int = 0, decided: int = 0) -> SystemHealth:
    ledger = village.ledger
    around = tuple(
        Surroundings(known=people_known(ledger, each.until_ms), asked=asked, decided=decided)
        for each in (WEEK, WEEK.before)
    )
    return system_health(
        ledger,
        course_of(ledger, WEEK),
        course_of(ledger, WEEK.before),
        around=(around[0], around[1]),
        minimum_sample=2,
    )


def figure(health: SystemHealth, name: str) -> HealthFigure:
    return next(each for each in health.figures if each.name == name)


def test_empty_books_give_nothing_but_definitions(village: Village) -> None:
    found = measured(village)

    assert {(each.value, each.before, each.change, each.sample) for each in found.figures} == {(None, None, None, 0)}
    assert all(each.definition for each in found.figures)
    assert (found.score, found.trend) == (None, "unknown")


def test_each_figure_is_what_its_definition_says(village: Village) -> None:
    village.give("eve", "dan", day=50)
    village.exchange("ana", "ben", 2, day=90, times=2)
    village.give("cleo", "ana", 1, day=90)
    village.give("ana", "ben", 3, day=95, times=2)
    village.give("ben", "ana", 1, day=95, taken=0.5)
    village.give("ana", "dan", 2, day=96, failed=True)

    found = measured(village, asked=4, decided=3)

    values = {each.name: (each.value, each.sample) for each in found.figures}
    # ana gave 6 and took 0.5, ben gave 1 and took 6.
    assert values == {
        "participation": (pytest.approx(3 / 5), 5),
        "voluntary_return": (pytest.approx(2 / 3), 3),
        "mutuality": (pytest.approx(1 - (5.5 + 5) / (6.5 + 7)), 2),
        "uptake": (pytest.approx(6.5 / 7), 3),
        "evenness_of_giving": (pytest.approx(1 - (6 - 1) / (2 * 7)), 2),
        "evenness_of_taking": (pytest.approx(1 - (6 - 0.5) / (2 * 6.5)), 2),
        "reliability": (pytest.approx(3 / 4), 4),
        "resolution": (0.75, 4),
        "new_ties": (0.0, 1),
        "satisfaction": (None, 0),
        "capacity": (None, 0),
    }
    counted = [each.value for each in found.figures if each.in_score and each.value is not None]
    assert len(counted) == 8
    assert found.score == pytest.approx(sum(counted) / 8)


def test_the_period_before_is_measured_the_same_way(village: Village) -> None:
    village.exchange("ana", "ben", 2, day=90, times=2)
    village.give("ana", "ben", 1, day=95, times=3)

    mutual = figure(measured(village), "mutuality")

    assert (mutual.before, mutual.value, mutual.change) == (1.0, 0.0, -1.0)
    assert measured(village).trend == "falling"


def test_a_tie_is_new_when_the_two_never_dealt_before(village: Village) -> None:
    village.give("ana", "ben", day=10)
    village.give("ben", "ana", day=95)
    village.give("ana", "cleo", day=95, times=2)

    ties = figure(measured(village), "new_ties")

    assert (ties.value, ties.sample, ties.in_score) == (0.5, 2, False)


def test_the_table_of_a_debate_is_nobody(village: Village) -> None:
    village.give("ana", "the table", day=95, times=3)
    village.give("the table", "ana", day=95, times=3)

    found = measured(village)

    assert figure(found, "participation").sample == 1
    assert figure(found, "new_ties").value is None


def test_a_score_needs_three_figures(village: Village) -> None:
    village.give("ana", "ben", day=95, failed=True)

    found = measured(village)

    assert figure(found, "reliability").value == 0.0
    assert found.score is None
