"""Value that goes round among three or more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.rings import Ring, net_steps, strongest_rings

NAMES = "abcdef"
VALUES = st.dictionaries(
    st.permutations(NAMES).map(lambda names: (names[0], names[1])), st.integers(0, 20), max_size=20
)


def test_three_that_pass_value_on_are_a_ring_of_what_went_all_the_way() -> None:
    taken = {("c", "a"): 5, ("a", "b"): 7, ("b", "c"): 9}

    assert strongest_rings(taken, most=10) == [Ring(members=("a", "b", "c"), value_micro=5)]


def test_two_that_give_each_other_are_no_ring() -> None:
    assert strongest_rings({("a", "b"): 7, ("b", "a"): 7, ("b", "c"): 3}, most=10) == []


def test_a_chain_that_does_not_return_is_no_ring() -> None:
    assert strongest_rings({("a", "b"): 7, ("b", "c"): 7, ("c", "d"): 7}, most=10) == []


def test_only_what_remains_after_setting_off_goes_round() -> None:
    taken = {("a", "b"): 7, ("b", "a"): 5, ("b", "c"): 9, ("c", "a"): 9}

    assert strongest_rings(taken, most=10) == [Ring(members=("a", "b", "c"), value_micro=2)]


def test_the_strongest_ring_comes_first_and_no_value_counts_twice() -> None:
    taken = {("a", "b"): 10, ("b", "c"): 6, ("c", "a"): 6, ("b", "d"): 8, ("d", "a"): 8}

    assert strongest_rings(taken, most=10) == [
        Ring(members=("a", "b", "d"), value_micro=8),
        Ring(members=("a", "b", "c"), value_micro=2),
    ]
    assert len(strongest_rings(taken, most=1)) == 1


@given(taken=VALUES)
def test_every_ring_is_carried_by_its_steps_and_what_is_left_goes_nowhere_round(
    taken: dict[tuple[str, str], int],
) -> None:
    left = net_steps(taken)

    rings = strongest_rings(taken, most=1_000)

    for ring in rings:
        assert len(set(ring.members)) == len(ring.members) >= 3
        for step in zip(ring.members, (*ring.members[1:], ring.members[0]), strict=True):
            left[step] -= ring.value_micro
            assert left[step] >= 0
    assert [ring.value_micro for ring in rings] == sorted((ring.value_micro for ring in rings), reverse=True)
    assert strongest_rings(left, most=1) == []


@given(taken=VALUES)
def test_the_order_in_which_pairs_come_makes_no_difference(taken: dict[tuple[str, str], int]) -> None:
    assert strongest_rings(dict(reversed(taken.items())), most=9) == strongest_rings(taken, most=9)
