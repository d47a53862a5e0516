"""Care deficit, over-giving and hoarding: what one gives for what they take."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.care_deficit import care_deficits
from argentum.ayni.alerts.over_giving import over_givings
from argentum.ayni.alerts.resource_hoarding import resource_hoardings
from tests.village_scene import Books, found

OTHERS = ("bo", "cem", "dee", "eve")


def village(*, given: float = 1.0, taken: float = 1.0) -> Books:
    """Four who are even among themselves, and amy, who gives and takes so much with each of them."""
    books = Books().even(*OTHERS)
    for each in OTHERS:
        books.gives("amy", each, given)
        books.gives(each, "amy", taken)
    return books


@pytest.mark.parametrize(("given", "told"), [(0.0, True), (0.2, True), (0.4, True), (0.6, False), (1.0, False)])
def test_a_deficit_is_told_below_its_threshold(given: float, told: bool) -> None:
    assert found(care_deficits, village(given=given)) == ([("amy",)] if told else [])


@pytest.mark.parametrize(("given", "told"), [(1.0, False), (2.0, False), (5.0, True)])
def test_over_giving_is_told_above_its_threshold(given: float, told: bool) -> None:
    assert found(over_givings, village(given=given)) == ([("amy",)] if told else [])


def test_both_sides_of_an_imbalance_have_an_alert() -> None:
    books = Books().gives("amy", "bo", 5).gives("bo", "amy", 1)

    assert found(over_givings, books) == [("amy",)]
    assert found(care_deficits, books) == [("bo",)]


def test_where_one_gives_lavishly_it_is_nobodys_deficit_that_the_others_take() -> None:
    assert found(care_deficits, village(given=8.0)) == []


def test_gifts_that_nobody_takes_are_no_over_giving() -> None:
    books = Books().even(*OTHERS)
    for each in OTHERS:
        books.gives("amy", each, 5, taken=0.5).gives(each, "amy")

    assert found(over_givings, books) == []


def test_a_single_large_entry_makes_no_deficit() -> None:
    books = village().gives("bo", "amy", 200, times=1, first_day=30)

    assert found(care_deficits, books) == []


def test_a_pattern_that_is_over_is_not_told() -> None:
    books = Books().even(*OTHERS)
    for each in OTHERS:
        books.gives(each, "amy", times=20, last_day=27)
        books.gives(each, "amy", times=7, first_day=28).gives("amy", each, 1.2, times=7, first_day=28)

    assert found(care_deficits, books) == []


def test_what_the_system_failed_in_counts_for_nobody() -> None:
    books = village().gives("bo", "amy", 50, times=20, outcome="system_failure")

    assert found(care_deficits, books) == []


def test_who_neither_gave_nor_took_anything_is_balanced() -> None:
    books = Books().gives("amy", "bo", 0)

    assert found(care_deficits, books) == found(over_givings, books) == []


@pytest.mark.parametrize(("taken", "told"), [(1.0, False), (1.2, False), (1.6, True)])
def test_hoarding_is_taking_more_than_what_was_given(taken: float, told: bool) -> None:
    books = Books().gives("bo", "amy", taken=taken).gives("amy", "bo", 2)

    assert found(resource_hoardings, books) == ([("amy",)] if told else [])


def test_taking_what_nobody_gave_is_hoarding_of_the_highest_strength() -> None:
    [suspicion] = resource_hoardings(Books().gives("bo", "amy", 0, taken=1).gives("amy", "bo").scene())

    assert suspicion.participants == ("amy",)
    assert suspicion.strength > 50


def test_hoarding_is_judged_within_a_unit_and_not_across_them() -> None:
    books = Books().gives("bo", "amy", taken=1.6).gives("bo", "amy", 50, unit="minute").gives("amy", "bo", 30)

    assert found(resource_hoardings, books) == [("amy",)]
