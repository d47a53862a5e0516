"""What passes the checks can be recorded, everything else is refused whole."""

from __future__ import annotations

import math
from typing import Any

import pytest

from argentum.ayni.interaction import checked_name
from argentum.errors import InteractionError
from tests.ayni_builders import draft


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"interaction_id": ""}, "id: found '', allowed: a text of 1 to 200 characters"),
        ({"initiator": "x" * 201}, "initiator: found"),
        ({"initiator": " alice"}, "no blanks at the ends"),
        ({"responder": "a\nb"}, "responder: found"),
        ({"responder": "a\x1b[2J"}, "no control characters"),
        ({"responder": "alice"}, "nobody can give to themselves"),
        ({"contribution": -1}, "contribution: found -1"),
        ({"contribution": math.nan}, "contribution: found nan"),
        ({"consumption": math.inf}, "consumption: found inf"),
        ({"quality": 1.5}, "quality: found 1.5, allowed: 0 to 1"),
        ({"quality": -0.1}, "quality: found -0.1"),
        ({"outcome": "failed"}, "outcome: found 'failed', allowed: done, system_failure"),
        ({"contribution_unit": "hug"}, "unit: found 'hug', allowed: point"),
        ({"note": "two\nlines"}, "note: found"),
        ({"initiator": "an\u202ea"}, "initiator: found 'an.u202ea' with .* nobody sees, allowed: 'ana' without them"),
        ({"responder": "a\u200b"}, "allowed: 'a' without them"),
        ({"initiator": "an\u200da"}, "allowed: 'ana' without them"),
        ({"interaction_id": "\u2060"}, "id: found '.u2060' with .*, allowed: a text that can be seen"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_its_name(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InteractionError, match="^.*" + said.replace("[", r"\[")):
        draft(**given)


def test_one_person_is_not_two_by_the_way_an_accent_is_typed() -> None:
    assert draft(initiator="Jose\u0301").initiator == draft(initiator="Jos\u00e9").initiator == "Jos\u00e9"


def test_somebody_whose_name_is_typed_in_two_ways_still_cannot_give_to_themselves() -> None:
    with pytest.raises(InteractionError, match="themselves"):
        draft(initiator="Jose\u0301", responder="Jos\u00e9")


@pytest.mark.parametrize("name", ["\u0645\u06cc\u200c\u0631\u0627", "\u0915\u094d\u200d\u0937"])
def test_joiners_that_belong_to_the_spelling_of_a_name_stay(name: str) -> None:
    assert draft(initiator=name).initiator == name


def test_a_name_of_older_books_can_still_be_asked_for() -> None:
    assert checked_name("a\u200b", what="participant") == "a\u200b"


def test_markup_in_a_name_is_a_name() -> None:
    assert draft(initiator="<b>al</b>").initiator == "<b>al</b>"
