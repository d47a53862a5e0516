"""Airtime given and taken, as interactions."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.meeting_bridge import meeting_interactions


def test_speaking_takes_from_all_others_in_equal_parts() -> None:
    found = list(meeting_interactions({"ana": 6_000, "ben": 0, "cleo": 0}, meeting_id="m"))

    assert [(each.initiator, each.responder, each.consumption) for each in found] == [
        ("ben", "ana", 3),
        ("cleo", "ana", 3),
    ]
    assert all(each.contribution == each.consumption for each in found)


def test_nobody_takes_anything_in_a_meeting_of_one() -> None:
    assert list(meeting_interactions({"ana": 6_000}, meeting_id="m")) == []


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 10**7), min_size=2, max_size=8))
def test_what_is_taken_is_what_was_spoken_to_the_millionth(talk_ms: dict[str, int]) -> None:
    found = list(meeting_interactions(talk_ms, meeting_id="m"))

    for who, spoken_ms in talk_ms.items():
        taken = [Decimal(each.consumption) for each in found if each.responder == who]
        assert sum(taken) == Decimal(spoken_ms) / 1000
    assert len({each.id for each in found}) == len(found)


@given(st.integers(2, 8), st.integers(1, 10**7))
def test_equal_talk_is_balance_within_a_millionth_a_person(people: int, spoken_ms: int) -> None:
    talk_ms = {f"p{n}": spoken_ms for n in range(people)}

    found = list(meeting_interactions(talk_ms, meeting_id="m"))

    for who in talk_ms:
        given_seconds = sum(Decimal(each.contribution) for each in found if each.initiator == who)
        assert abs(given_seconds - Decimal(spoken_ms) / 1000) <= Decimal(people) / 1_000_000


def test_names_that_hold_separators_do_not_share_an_id() -> None:
    first = list(meeting_interactions({"a:b": 1_000, "c": 0}, meeting_id="m"))
    second = list(meeting_interactions({"b": 1_000, "c:a": 0}, meeting_id="m"))

    assert first[0].id != second[0].id
    assert first[0].id == next(meeting_interactions({"c": 0, "a:b": 1_000}, meeting_id="m")).id
