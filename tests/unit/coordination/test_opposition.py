"""Who is on whose side."""

from __future__ import annotations

from argentum.coordination.opposition import Opposition
from argentum.coordination.seats import Seat


def test_stances_say_who_agrees() -> None:
    seats = [
        Seat(agent_id=name, index=place, stance=stance)
        for place, (name, stance) in enumerate([("for", 1.0), ("also_for", 0.5), ("against", -1.0), ("unsaid", None)])
    ]

    assert Opposition(seats).towards(0) == [1.0, 0.5, -1.0, 0.0]


def test_a_challenge_sets_two_against_each_other_and_nobody_else() -> None:
    opposition = Opposition([Seat(agent_id=f"a{place}", index=place) for place in range(3)])

    opposition.challenged(0, 1)

    assert opposition.towards(0)[1] < 0
    assert opposition.towards(1)[0] == opposition.towards(0)[1]
    assert opposition.towards(2) == [0.0, 0.0, 0.0]


def test_an_old_quarrel_fades_while_new_ones_begin() -> None:
    opposition = Opposition([Seat(agent_id=f"a{place}", index=place) for place in range(3)])
    opposition.challenged(0, 1)
    before = opposition.towards(0)[1]

    opposition.challenged(0, 2)

    assert before < opposition.towards(0)[1] < 0
