"""What would bring it back into balance, in figures."""

from __future__ import annotations

from argentum.ayni.alerts.alert import Alert
from argentum.ayni.alerts.finding import findings_in
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.finding_types import AlertType
from tests.village_scene import SETTINGS, Books

OTHERS = ("bo", "cem", "dee", "eve")


def alert(books: Books, alert_type: AlertType) -> Alert:
    found = findings_in(books.window(), thresholds=Thresholds(), settings=SETTINGS)
    [one] = [each for each in found.alerts if each.type == alert_type and "amy" in each.participants]
    return one


def test_an_imbalance_says_how_much_would_be_even_and_who_is_on_the_other_side() -> None:
    taking = Books().gives("bo", "amy", 3).gives("cem", "amy", 1).gives("amy", "bo", 0.5)
    giving = Books().gives("amy", "bo", 3).gives("amy", "cem", 5).gives("bo", "amy", 1)

    assert alert(taking, "care_deficit").suggestions[0] == (
        "73.5 more given would be even, and so would 73.5 less taken; what they took came mostly from bo and cem"
    )
    assert alert(giving, "over_giving").suggestions[0] == (
        "147 more taken would be even, and so would 147 less of what others took from them; "
        "what they gave went mostly to cem and bo"
    )


def test_a_monopoly_says_what_an_equal_part_would_have_been() -> None:
    books = Books().gives("bo", "amy", 7, unit="minute").gives("amy", "bo", 1, unit="minute")
    books.gives("amy", "cem", 1, unit="minute")

    assert alert(books, "attention_monopolizing").suggestions[0] == "an equal part of the time would have been 63"


def test_hoarding_says_how_much_was_taken_beyond_what_was_given() -> None:
    books = Books().gives("bo", "amy", 1, taken=2).gives("amy", "bo", 2)

    assert alert(books, "resource_hoarding").suggestions[0] == ("21 was taken beyond what was given, mostly from bo")


def test_thin_relationships_name_those_to_whom_least_came_back() -> None:
    names = (*OTHERS, "fay")
    books = Books().even(*names)
    for each in names:
        books.gives(each, "amy", 2 if each == "eve" else 1)
    books.gives("amy", "bo", 3).gives("amy", "cem", 3)

    assert (
        alert(books, "scale_over_relationships")
        .suggestions[0]
        .startswith("they gave least, for what they took, to eve")
    )
