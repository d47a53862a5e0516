"""Patterns of a group, with a confidence that can be reckoned on paper."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.fire_circle.patterns import ReciprocityPattern, find_patterns, sign_test_confidence
from argentum.ayni.fire_circle.period import Period, course_of
from tests.ayni_village import Village

WEEK = Period(since_ms=93 * DAY_MS, until_ms=100 * DAY_MS)
PEOPLE = ("ana", "ben", "cleo", "dan", "eve", "fay", "gus", "hal")
PAIRS = tuple(zip(PEOPLE[::2], PEOPLE[1::2], strict=True))


def patterns(village: Village, *, minimum_sample: int = 5) -> dict[str, ReciprocityPattern]:
    found = find_patterns(
        course_of(village.ledger, WEEK), course_of(village.ledger, WEEK.before), minimum_sample=minimum_sample
    )
    return {each.type: each for each in found}


@pytest.mark.parametrize(
    ("split", "confidence"), [((0, 0), 0), ((4, 4), 0), ((5, 0), 1 - 2 / 32), ((1, 6), 1 - 2 * 8 / 128)]
)
def test_the_sign_test_on_paper(split: tuple[int, int], confidence: float) -> None:
    assert sign_test_confidence(*split) == pytest.approx(confidence)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_sign_test_sums_up_what_is_at_least_as_uneven(one: int, other: int) -> None:
    count = one + other
    as_uneven = sum(comb(count, k) for k in range(count + 1) if abs(2 * k - count) >= abs(one - other))

    assert sign_test_confidence(one, other) == pytest.approx(1 - as_uneven / 2**count)


def test_empty_books_have_no_pattern(village: Village) -> None:
    assert patterns(village) == {}


def test_where_all_drift_apart_it_is_told_with_names_and_questions(village: Village) -> None:
    for one, other in PAIRS:
        village.exchange(one, other, day=90)
        village.give(one, other, day=95)

    drift = patterns(village)["balance_drift"]

    assert drift.confidence == pytest.approx(1 - 2 / 2**8)
    assert drift.affected_participants == PEOPLE
    assert (drift.changed, drift.compared, drift.deliberation_required) == (8, 8, True)
    assert drift.questions_for_deliberation
    assert drift.description == "of 8 in whom this changed, 8 now have give and take further apart"


def test_a_gain_asks_for_no_deliberation(village: Village) -> None:
    for one, other in PAIRS:
        village.give(one, other, day=90)
        village.exchange(one, other, day=95)

    found = patterns(village)

    assert not found["balance_recovery"].deliberation_required
    assert found["balance_recovery"].questions_for_deliberation == ()
    assert "balance_drift" not in found


def test_fewer_than_the_minimum_sample_make_no_pattern(village: Village) -> None:
    for one, other in PAIRS[:2]:
        village.exchange(one, other, day=90)
        village.give(one, other, day=95)

    assert "balance_drift" not in patterns(village)
    assert "balance_drift" in patterns(village, minimum_sample=4)


def test_who_left_and_who_came_are_set_against_each_other(village: Village) -> None:
    for one, other in PAIRS:
        village.exchange(one, other, day=90)
    village.exchange("ana", "ben", day=95)

    leaving = patterns(village)["leaving"]

    assert leaving.affected_participants == PEOPLE[2:]
    assert leaving.confidence == pytest.approx(1 - 2 / 2**6)


def test_an_even_split_is_no_pattern(village: Village) -> None:
    for place, (one, other) in enumerate(PAIRS):
        village.exchange(one, other, 1 + place % 2, day=90)
        village.exchange(one, other, 2 - place % 2, day=95)

    assert patterns(village) == {}
