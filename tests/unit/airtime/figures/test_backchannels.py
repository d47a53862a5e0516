"""Backchannels and what claims the floor, against the definition read off word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.figures.backchannels import divide_claims
from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.figures.strict_backchannels import strict_backchannels

# One unit a person and onset, as bridging leaves them: own units do not touch.
UNITS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 40), st.integers(0, 3)), max_size=20, unique_by=lambda drawn: drawn[0]
).map(lambda drawn: _apart([Ipu(100 * at, 100 * (at + length), who) for at, length, who in sorted(drawn)]))


def _apart(units: list[Ipu]) -> list[Ipu]:
    kept: list[Ipu] = []
    for unit in units:
        own_end_ms = max((other.end_ms for other in kept if other.speaker == unit.speaker), default=-1_000)
        if unit.start_ms > own_end_ms + 200:
            kept.append(unit)
    return kept


def test_a_short_unit_inside_another_is_a_backchannel_and_a_long_one_is_nothing() -> None:
    holder, short, long = Ipu(0, 10_000, 0), Ipu(2_000, 3_000, 1), Ipu(5_000, 6_001, 2)

    found = divide_claims([holder, short, long])

    assert found.backchannels == [short]
    assert found.claims == [holder]


def test_a_short_unit_between_two_of_one_other_person_is_a_backchannel() -> None:
    before, remark, after = Ipu(0, 3_000, 0), Ipu(3_500, 4_400, 1), Ipu(5_000, 9_000, 0)

    found = divide_claims([before, remark, after])

    assert found.backchannels == [remark]
    assert found.claims == [before, after]


def test_a_unit_of_exactly_a_second_is_still_short() -> None:
    between = [Ipu(0, 3_000, 0), Ipu(3_500, 4_500, 1), Ipu(5_000, 9_000, 0)]
    inside = [Ipu(0, 9_000, 0), Ipu(3_500, 4_500, 1)]
    longer = [Ipu(0, 3_000, 0), Ipu(3_500, 4_501, 1), Ipu(5_000, 9_000, 0)]

    assert [divide_claims(units).backchannels for units in (between, inside, longer)] == [
        [Ipu(3_500, 4_500, 1)],
        [Ipu(3_500, 4_500, 1)],
        [],
    ]


def test_it_is_a_turn_when_the_other_person_takes_longer_than_two_seconds_to_go_on() -> None:
    units = [Ipu(0, 3_000, 0), Ipu(3_500, 4_400, 1), Ipu(5_001, 9_000, 0)]

    assert divide_claims(units).claims == units


def test_it_is_a_turn_between_two_different_people() -> None:
    units = [Ipu(0, 3_000, 0), Ipu(3_100, 3_400, 1), Ipu(3_500, 9_000, 2)]

    assert divide_claims(units).claims == units


def test_of_two_equal_units_the_first_claims_the_floor() -> None:
    first, second = Ipu(0, 900, 0), Ipu(0, 900, 1)

    found = divide_claims([first, second])

    assert (found.claims, found.backchannels) == ([first], [second])


def test_a_strict_backchannel_needs_own_silence_around_it_and_somebody_to_listen_to() -> None:
    talk, remark = Ipu(0, 10_000, 0), Ipu(4_000, 4_500, 1)

    assert strict_backchannels([talk, remark]) == [remark]
    assert strict_backchannels([talk, Ipu(3_001, 3_500, 1), remark]) == []
    assert strict_backchannels([talk, remark, Ipu(6_499, 7_600, 1)]) == []
    assert strict_backchannels([Ipu(0, 3_000, 0), remark]) == []


def test_a_strict_backchannel_may_stand_exactly_on_every_limit() -> None:
    talk, remark = Ipu(0, 10_000, 0), Ipu(4_000, 5_000, 1)
    before, after = Ipu(1_000, 3_000, 1), Ipu(7_000, 9_000, 1)

    assert strict_backchannels([talk, before, remark, after]) == [remark]
    assert strict_backchannels([talk, before, Ipu(4_000, 5_001, 1)]) == []


@given(UNITS)
def test_the_sweep_agrees_with_the_definition(units: list[Ipu]) -> None:
    inside = [
        unit
        for place, unit in enumerate(units)
        if any(
            other.speaker != unit.speaker
            and other.start_ms <= unit.start_ms
            and other.end_ms >= unit.end_ms
            and (other[:2] != unit[:2] or at < place)
            for at, other in enumerate(units)
        )
    ]
    rest = [unit for unit in units if unit not in inside]
    between = [
        unit
        for before, unit, after in zip(rest, rest[1:], rest[2:], strict=False)
        if before.speaker == after.speaker != unit.speaker
        and unit.length_ms <= 1_000
        and after.start_ms - before.end_ms <= 2_000
    ]

    found = divide_claims(units)

    assert found.backchannels == sorted([unit for unit in inside if unit.length_ms <= 1_000] + between)
    assert found.claims == [unit for unit in rest if unit not in between]
