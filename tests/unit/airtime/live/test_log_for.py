"""The log for facilitators tells nobody's anonymous reaction."""

from __future__ import annotations

import pytest

from argentum.airtime.events import AnyEvent, HandRaised, ReactionModesChosen, ReactionSent
from argentum.airtime.live.log_for import for_facilitators
from argentum.airtime.reactions.codes import Visibility

_HAND = HandRaised(id="h", at_ms=0, participant="p2")
_CHOSEN = ReactionModesChosen(id="m", at_ms=0, by="fac", code="like", modes=(Visibility.ANONYMOUS,))


def _reaction(code: str, visibility: Visibility | None) -> ReactionSent:
    return ReactionSent(id="r", at_ms=0, participant="p1", target="p2", code=code, visibility=visibility)


@pytest.mark.parametrize(
    ("code", "visibility", "before", "shown"),
    [
        ("like", Visibility.PUBLIC, [], True),
        ("like", Visibility.SECRET, [], True),
        ("like", Visibility.ANONYMOUS, [], False),
        ("like", None, [], True),
        ("Hate", None, [], False),
        ("boring", None, [], False),
        ("dance", None, [], False),
        ("like", None, [_CHOSEN], False),
    ],
)
def test_a_reaction_is_left_out_unless_it_was_surely_signed(
    code: str, visibility: Visibility | None, before: list[AnyEvent], shown: bool
) -> None:
    reaction = _reaction(code, visibility)

    told = list(for_facilitators([*before, reaction, _HAND], lambda _: None))

    assert told == [*before, *([reaction] if shown else []), _HAND]


def test_what_was_refused_is_left_out_for_it_would_tell_who_wished_it() -> None:
    refused = _reaction("like", Visibility.PUBLIC)

    told = list(for_facilitators([refused, _HAND], {"r": "too dear"}.get))

    assert told == [_HAND]
