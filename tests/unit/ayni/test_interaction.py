"""What passes the checks can be recorded, everything else is refused whole."""

from __future__ import annotations

import math
from typing import Any

import pytest

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


def test_markup_in_a_name_is_a_name() -> None:
    assert draft(initiator="<b>al</b>").initiator == "<b>al</b>"
