"""A period cut out of strands shows what its entries, added up one by one, show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from argentum.ayni.alerts.strand import Weight, heaviest, latest, nth, passed_micro
from argentum.ayni.alerts.window import Doings, Window, Woven
from argentum.ayni.entry import Entry
from tests.ayni_builders import entry

NAMES = ("ana", "ben", "cleo")


@st.composite
def books(draw: st.DrawFn) -> list[Entry]:
    """Some entries between three, in the order in which they happened, several at one moment."""
    times_ms = sorted(draw(st.lists(st.integers(0, 20), max_size=30)))
    made = []
    for number, at_ms in enumerate(times_ms, 1):
        giver, taker = draw(st.permutations(NAMES))[:2]
        made.append(
            entry(
                number,
                initiator=giver,
                responder=taker,
                contribution=draw(st.integers(0, 4)),
                consumption=draw(st.integers(0, 4)),
                outcome=draw(st.sampled_from(("done", "done", "system_failure"))),
                happened_at_ms=at_ms,
            )
        )
    return made


@given(books(), st.integers(0, 21), st.integers(0, 21))
def test_every_period_adds_up_to_its_entries(entries: list[Entry], one_ms: int, other_ms: int) -> None:
    since_ms, until_ms = sorted((one_ms, other_ms))
    inside = [each for each in entries if since_ms <= each.happened_at_ms < until_ms]

    window = Woven(entries).window(since_ms=since_ms, until_ms=until_ms)

    assert window.interactions == len(inside)
    assert list(window.doings) == sorted({who for each in inside for who in (each.initiator, each.responder)})
    for one in window.doings.values():
        assert_same(one, inside)


@given(books(), st.integers(0, 21))
def test_the_last_part_of_a_period_knows_no_failures(entries: list[Entry], since_ms: int) -> None:
    done = [each for each in entries if each.happened_at_ms >= since_ms and each.outcome == "done"]

    recent = window_of_all(entries).since(since_ms)

    assert recent.interactions == len(done)
    assert list(recent.doings) == sorted({who for each in done for who in (each.initiator, each.responder)})
    for one in recent.doings.values():
        assert_same(one, done)


@given(books(), st.sampled_from(("given", "taken", "passed")), st.integers(1, 40))
def test_evidence_is_what_weighs_most_and_then_what_stands_first(entries: list[Entry], by: Weight, most: int) -> None:
    for one in window_of_all(entries).doings.values():
        gave = [each for each in entries if each.initiator == one.name and each.outcome == "done"]

        named = heaviest(one.gave, by, most=most)

        ordered = sorted(gave, key=lambda each: (-weight_of(each, by), each.number))
        assert named == tuple(each.id for each in ordered[:most])


@given(books())
def test_the_nth_and_the_latest_are_those_in_the_order_of_time(entries: list[Entry]) -> None:
    for one in window_of_all(entries).doings.values():
        own = [each.id for each in entries if one.name in {each.initiator, each.responder} and each.outcome == "done"]

        assert latest((*one.gave, *one.took), most=3)[0] == tuple(own[-3:])
        for place in range(1, len(own) + 1):
            assert nth((*one.gave, *one.took), place) == ((own[place - 1],), ("point",))


def test_ids_of_any_length_and_script_are_found_again() -> None:
    entries = [entry(1), entry(2), entry(3)]
    ids = ("hɔ\N{SNOWMAN}", "a" * 200, "b")
    named = [replace(each, id=own) for each, own in zip(entries, ids, strict=True)]

    [alice, _] = window_of_all(named).doings.values()

    assert heaviest(alice.gave, "given", most=3) == ids
    assert alice.gave[0].first_id == ids[0]


def window_of_all(entries: list[Entry]) -> Window:
    return Woven(entries).window(since_ms=0, until_ms=10_000)


def assert_same(one: Doings, inside: list[Entry]) -> None:
    """Compare somebody's sums with those over their entries."""
    own = [each for each in inside if one.name in {each.initiator, each.responder}]
    done = [each for each in own if each.outcome == "done"]
    gave = [each for each in done if each.initiator == one.name]
    took = [each for each in done if each.responder == one.name]
    assert (one.entries, one.failed, one.first_ms) == (len(done), len(own) - len(done), own[0].happened_at_ms)
    assert one.given_micro == sum(each.given_micro for each in gave)
    assert one.taken_micro == sum(each.taken_micro for each in took)
    assert passed_micro(one.gave) == sum(min(each.given_micro, each.taken_micro) for each in gave)
    assert sum(each.beyond for each in one.took) == sum(1 for each in took if each.taken_micro > each.given_micro)


def weight_of(each: Entry, by: Weight) -> int:
    amounts = {"given": each.given_micro, "taken": each.taken_micro, "passed": min(each.given_micro, each.taken_micro)}
    return amounts[by]
