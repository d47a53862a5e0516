"""Who gets the floor next."""

from __future__ import annotations

import pytest

from argentum.airtime.decisions import QueueChanged
from argentum.airtime.events import HandLowered, HandRaised
from argentum.airtime.ruleset import PROGRESSIVE_STACK
from argentum.airtime.speaking_queue import SpeakingQueue, band
from tests.airtime_room import Room


def _queue(*hands: str, replies: tuple[str, ...] = ()) -> SpeakingQueue:
    queue = SpeakingQueue()
    for place, who in enumerate(hands):
        queue.raise_hand(who, at_ms=place, reply=who in replies, talk_ms=0)
    return queue


def test_first_come_first_served_unless_it_is_a_direct_reply() -> None:
    assert _queue("a", "b", "c", replies=("c",)).first_come() == ("c", "a", "b")


def test_the_progressive_stack_puts_the_least_spoken_first() -> None:
    talk_ms = {"a": 500, "b": 300, "c": 100}

    assert _queue("a", "b", "c").least_spoken_first(talk_ms) == ("c", "b", "a")


def test_a_direct_reply_goes_before_new_points_even_of_those_who_have_spoken_less() -> None:
    talk_ms = {"a": 500, "b": 100}

    assert _queue("a", "b", replies=("a",)).least_spoken_first(talk_ms) == ("a", "b")


def test_equal_talk_is_ordered_by_raising() -> None:
    assert _queue("b", "a").least_spoken_first({"a": 100, "b": 100}) == ("b", "a")


@pytest.mark.parametrize(("talk_ms", "expected"), [(40, 0), (50, 1), (100, 1), (149, 1), (150, 2), (900, 2)])
def test_bands_are_under_half_the_median_and_half_above_it(talk_ms: int, expected: int) -> None:
    assert band(talk_ms, [0, 100, 900]) == expected


def test_nobody_is_above_the_median_before_anybody_has_spoken() -> None:
    assert band(0, [0, 0, 0]) == 1


def test_a_hand_that_is_up_keeps_its_place_when_raised_again() -> None:
    queue = _queue("a", "b")

    assert not queue.raise_hand("a", at_ms=99, reply=False, talk_ms=0)
    assert queue.first_come() == ("a", "b")


def test_a_hand_stays_up_when_its_owner_was_interrupted_and_goes_down_after_ten_seconds() -> None:
    room = Room(2, ruleset=PROGRESSIVE_STACK)
    room.take(HandRaised(id="h", at_ms=0, participant="p1"))

    room.speak("p1", 1, 4)
    still_up = room.meeting.state.queue_order
    room.speak("p1", 5, 11.999)
    just_up = room.meeting.state.queue_order
    room.speak("p1", 12, 12.001)

    assert still_up == just_up == ("p1",)
    assert [each.order for each in room.of(QueueChanged)] == [("p1",), ()]


def test_hands_go_down_by_hand_and_by_leaving() -> None:
    room = Room(3)
    for number in (1, 2, 3):
        room.take(HandRaised(id=f"h{number}", at_ms=number, participant=f"p{number}"))

    room.take(HandLowered(id="down", at_ms=10, participant="p1"))
    room.leave("p2", 11)

    assert room.meeting.state.queue_order == ("p3",)
