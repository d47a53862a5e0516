"""Concentration, attention, farming, thin relationships and rings: how giving and taking lie among people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argentum.ayni.alerts.attention_monopolizing import attention_monopolies
from argentum.ayni.alerts.resource_concentration import resource_concentrations
from argentum.ayni.alerts.ring_exchange import ring_exchanges
from argentum.ayni.alerts.scale_over_relationships import thin_relationships
from argentum.ayni.alerts.token_farming import token_farmings
from argentum.transcript.give_and_take import TABLE
from tests.village_scene import Books, found

OTHERS = ("bo", "cem", "dee", "eve")


def speaking(times_the_others: float, *listeners: str) -> Books:
    books = Books()
    for speaker in ("amy", *listeners):
        for listener in ("amy", *listeners):
            if speaker != listener:
                books.gives(listener, speaker, times_the_others if speaker == "amy" else 1.0, unit="minute")
    return books


@pytest.mark.parametrize(("times", "told"), [(1.0, False), (2.0, False), (4.0, True)])
def test_who_takes_many_times_the_others_time_monopolizes_attention(times: float, told: bool) -> None:
    assert found(attention_monopolies, speaking(times, "bo", "cem", "dee")) == ([("amy",)] if told else [])


def test_a_unit_of_time_of_ones_own_counts_as_time() -> None:
    scene = speaking(4.0, "bo", "cem", "dee").scene()
    goods_only = replace(scene, time_units=frozenset())

    assert [each.participants for each in attention_monopolies(scene)] == [("amy",)]
    assert list(attention_monopolies(goods_only)) == []
    assert [each.participants for each in resource_concentrations(goods_only)] == [("amy",)]


def test_two_in_a_dialogue_never_monopolize_it_however_much_one_speaks() -> None:
    assert found(attention_monopolies, speaking(50.0, "bo")) == []


def test_who_stands_for_all_together_has_no_habits() -> None:
    books = Books().gives("amy", TABLE, 90, unit="minute").gives("bo", TABLE, unit="minute")
    books.gives(TABLE, "amy", unit="minute").gives(TABLE, "bo", unit="minute").gives(TABLE, "cem", unit="minute")

    assert found(attention_monopolies, books) == []


def test_time_and_goods_are_concentrated_each_for_itself() -> None:
    books = speaking(4.0, "bo", "cem", "dee").even("amy", "bo", "cem", "dee")

    assert found(attention_monopolies, books) == [("amy",)]
    assert found(resource_concentrations, books) == []


def test_goods_that_mostly_end_with_one_are_concentrated() -> None:
    books = Books().even(*OTHERS)
    for each in OTHERS:
        books.gives(each, "amy", 12).gives("amy", each, 12)

    assert "amy" in {who for each in found(resource_concentrations, books) for who in each}


def strings(length: int, *, taken: float) -> Books:
    """Amy gives on each of 21 days, so many pieces within minutes."""
    books = Books().even(*OTHERS)
    for piece in range(length):
        books.gives("amy", "bo", 0.1, taken=taken / 10, first_day=piece / 1440, last_day=42 + piece / 1440)
    return books.gives("cem", "amy")


@pytest.mark.parametrize(
    ("length", "taken", "told"), [(8, 0.2, True), (8, 1.0, False), (1, 0.2, False), (2, 0.2, False), (8, 0.7, False)]
)
def test_farming_is_strings_that_are_hardly_taken_and_neither_alone(length: int, taken: float, told: bool) -> None:
    assert found(token_farmings, strings(length, taken=taken)) == ([("amy",)] if told else [])


def test_farming_with_several_takers_in_turn_is_farming() -> None:
    books = strings(8, taken=0.2)
    for piece in range(8):
        books.gives("amy", "cem", 0.1, taken=0.02, first_day=(piece + 0.5) / 1440, last_day=42 + (piece + 0.5) / 1440)

    assert found(token_farmings, books) == [("amy",)]


def test_who_takes_from_all_alike_and_gives_to_two_has_thin_relationships() -> None:
    names = (*OTHERS, "fay", "gus")
    books = Books().even(*names)
    for each in names:
        books.gives(each, "amy")
    books.gives("amy", "bo", 3).gives("amy", "cem", 3)

    assert found(thin_relationships, books) == [("amy",)]


def test_who_deals_with_few_is_not_told_of_thin_relationships() -> None:
    books = Books().even(*OTHERS).gives("amy", "bo", 3, times=40).gives("cem", "amy", 3, times=40)

    assert found(thin_relationships, books) == []


def ring(part: float) -> Books:
    """Four give on to the next; what is left over goes to two others, who give it back."""
    books = Books()
    around = (*OTHERS, OTHERS[0])
    for giver, taker in zip(OTHERS, around[1:], strict=True):
        books.gives(giver, taker, part)
        for other in ("fay", "gus"):
            books.gives(giver, other, (1 - part) / 2).gives(other, giver, (1 - part) / 2)
    return books


@pytest.mark.parametrize(("part", "told"), [(0.9, True), (0.7, True), (0.4, False)])
def test_a_ring_is_closed_when_most_goes_round(part: float, told: bool) -> None:
    assert found(ring_exchanges, ring(part)) == ([OTHERS] if told else [])


def test_two_who_give_each_other_everything_are_no_ring() -> None:
    assert found(ring_exchanges, Books().even("amy", "bo")) == []


def test_a_ring_is_found_once_and_with_the_entries_that_went_round_it() -> None:
    [suspicion] = ring_exchanges(ring(0.9).scene())

    assert sum(map(len, suspicion.stretches)) == 4 * 21
    assert {each.initiator for each in suspicion.stretches} == set(OTHERS)


def test_listening_to_whoever_speaks_is_no_ring() -> None:
    books = Books().even("amy", "bo", "cem")
    for giver, taker in (("amy", "bo"), ("bo", "cem"), ("cem", "amy")):
        books.gives(giver, taker, 50, unit="minute")

    assert found(ring_exchanges, books) == []
