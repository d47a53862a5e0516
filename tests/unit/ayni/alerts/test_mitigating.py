"""What may explain a finding."""

from __future__ import annotations

from argentum.ayni.alerts.care_deficit import care_deficits
from argentum.ayni.alerts.mitigating import mitigating_factors
from tests.village_scene import Books


def factors(books: Books) -> str:
    scene = books.scene()
    return " | ".join(factor for each in care_deficits(scene) for factor in mitigating_factors(each, scene))


def test_a_dialogue_failures_and_few_entries_are_named() -> None:
    books = Books().gives("amy", "bo", 1, times=10).gives("bo", "amy", 0.1, times=10)
    books.gives("bo", "amy", times=3, outcome="system_failure")

    said = factors(books)

    assert "the system failed in 3 more of their interactions" in said
    assert "it rests on 20 entries" in said
    assert "all of it is with one other participant" in said


def test_a_few_failures_among_many_interactions_explain_nothing() -> None:
    books = Books().gives("amy", "bo", 1, times=20).gives("bo", "amy", 0.1, times=20)
    books.gives("bo", "amy", times=3, outcome="system_failure")

    assert "the system failed" not in factors(books)


def test_a_large_entry_and_poor_quality_are_named() -> None:
    books = Books().gives("amy", "bo", times=30).gives("cem", "bo", 30, times=1, first_day=30)
    books.gives("bo", "amy", times=30, quality=0.2)

    said = factors(books)

    assert "entry 31 alone is" in said
    assert "what they gave was rated 0.20 on average" in said


def test_who_came_within_the_period_is_said_to_be_new() -> None:
    said = factors(Books().gives("amy", "bo", first_day=20).gives("bo", "amy", 0.1, first_day=20))

    assert "they have been here for 21 days only" in said
