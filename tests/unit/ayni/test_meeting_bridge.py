"""Airtime given and taken, as interactions."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.meeting_bridge import Loan, meeting_interactions


def test_speaking_takes_from_all_others_in_equal_parts() -> None:
    found = list(meeting_interactions({"ana": 6_000, "ben": 0, "cleo": 0}, meeting_id="m"))

    assert [(each.initiator, each.responder, each.consumption) for each in found] == [
        ("ben", "ana", 3),
        ("cleo", "ana", 3),
    ]
    assert all(each.contribution == each.consumption for each in found)


def test_time_that_was_lent_is_a_gift_of_its_lender_beside_the_airtime() -> None:
    loans = [Loan("l1", "ben", "ana", 90_000), Loan("l2", "ben", "ana", 30_000)]

    found = list(meeting_interactions({"ana": 6_000, "ben": 0}, meeting_id="m", loans=loans))

    lent = [each for each in found if each.contribution_unit == "lent_second"]
    assert [(each.initiator, each.responder, each.contribution, each.consumption) for each in lent] == [
        ("ben", "ana", 90, 90),
        ("ben", "ana", 30, 30),
    ]
    assert len({each.id for each in found}) == 3


def test_reactions_stand_in_the_notes_and_change_no_amount() -> None:
    plain = list(meeting_interactions({"ana": 6_000, "ben": 0}, meeting_id="m"))
    noted = list(meeting_interactions({"ana": 6_000, "ben": 0}, meeting_id="m", received={"ana": "3 like, 1 laugh"}))

    assert [each.note for each in noted] == ["airtime in meeting m, received with 3 like, 1 laugh"]
    assert [each.contribution for each in noted] == [each.contribution for each in plain]


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
