"""Loans and reactions, read off a meeting."""

from __future__ import annotations

from argentum.airtime.events import ReactionSent, TimeLent
from argentum.airtime.exchanges import loans, reactions_to_all
from argentum.airtime.reactions.codes import Visibility
from tests.airtime_room import Room


def test_a_loan_counts_once_and_a_refused_one_not_at_all() -> None:
    room = Room(3, planned_s=900)
    first = TimeLent(id="l1", at_ms=0, participant="p1", borrower="p2", lent_ms=60_000)
    room.take(first)
    room.take(TimeLent(id="l2", at_ms=0, participant="p1", borrower="p1", lent_ms=60_000))

    found = loans([*room.log, first], room.meeting.state.decisions)

    assert [each.id for each in found] == ["l1"]


def test_reactions_are_counted_by_receiver_and_code_without_the_secret_ones() -> None:
    room = Room(3)
    for number, (sender, code, mode) in enumerate(
        [
            ("p1", "like", Visibility.PUBLIC),
            ("p2", "like", Visibility.ANONYMOUS),
            ("p1", "boring", Visibility.SECRET),
        ]
    ):
        room.take(ReactionSent(id=f"r{number}", at_ms=0, participant=sender, code=code, visibility=mode, target="p3"))
    room.wait(5)

    assert reactions_to_all(room.meeting.state.decisions) == {"p3": {"like": 2}}
