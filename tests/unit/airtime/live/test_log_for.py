"""The log for facilitators tells nobody's anonymous reaction."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from argentum.airtime.events import AnyEvent, HandRaised, ReactionModesChosen, ReactionSent, Tick
from argentum.airtime.live.log_for import for_facilitators
from argentum.airtime.reactions.codes import Visibility

_HAND = HandRaised(id="h", at_ms=0, participant="p2")
_CHOSEN = ReactionModesChosen(id="m", at_ms=0, by="fac", code="like", modes=(Visibility.ANONYMOUS,))


def _facts(events: list[AnyEvent]) -> list[AnyEvent]:
    """Leave the numbering aside."""
    return [replace(event, id="", seq=0) for event in events]


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

    told = for_facilitators([*before, reaction, _HAND], lambda _: None)

    assert _facts(told) == _facts([*before, *([reaction] if shown else []), _HAND])


def test_what_was_refused_is_left_out_for_it_would_tell_who_wished_it() -> None:
    refused = _reaction("like", Visibility.PUBLIC)

    told = for_facilitators([refused, _HAND], {"r": "too dear"}.get)

    assert _facts(told) == _facts([_HAND])


def test_nothing_shows_where_a_reaction_was_left_out() -> None:
    before, after = (HandRaised(id=f"p1:{number}", at_ms=number, seq=number, participant="p1") for number in (1, 3))
    hidden = ReactionSent(id="p1:2", at_ms=2, seq=2, participant="p1", target="p2", code="hate")

    with_it = for_facilitators([before, hidden, after], lambda _: None)
    without = for_facilitators([before, after], lambda _: None)

    assert with_it == without
    assert [(each.id, each.seq) for each in with_it] == [("e1", 1), ("e2", 2)]


def test_of_the_ticks_that_come_so_long_after_another_event_only_the_end_stays() -> None:
    first, last = Tick(id="server:tick-1", at_ms=5_000), Tick(id="server:tick-2", at_ms=10_000)

    told = for_facilitators([_HAND, first, last], lambda _: None)

    assert [(type(each), each.at_ms) for each in told] == [(HandRaised, 0), (Tick, 10_000)]
