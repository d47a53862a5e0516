"""Villages with known habits: repeatable, labelled by habit alone, and with ranges that overlap."""

from __future__ import annotations

import pytest

from argentum.ayni.interaction import draft_of
from argentum.ayni.scenarios.habit import LABELS, RANGES, Role
from argentum.ayni.scenarios.seeds import HELD_OUT_SEEDS, TUNING_SEEDS, villages
from argentum.ayni.scenarios.village import village
from argentum.ayni.settings import AyniSettings
from argentum.ayni.synthetic import SCRIPTS, Script
from argentum.ayni.units import POINT

SETTINGS = AyniSettings(units={"point": POINT, "minute": POINT})


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_village_is_the_same_for_the_same_seed_and_another_for_another(kind: Script) -> None:
    assert village(kind, seed=3) == village(kind, seed=3)
    assert village(kind, seed=3).interactions != village(kind, seed=4).interactions


def test_seeds_for_tuning_and_for_measuring_are_apart() -> None:
    assert len(HELD_OUT_SEEDS) == 500
    assert not set(TUNING_SEEDS) & set(HELD_OUT_SEEDS)


def test_labels_follow_from_roles_and_from_nothing_else() -> None:
    for each in villages(range(70)):
        labelled = sorted((LABELS[one.role], one.name) for one in each.members if one.role in LABELS)

        assert labelled == sorted((truth.type, who) for truth in each.truths for who in truth.participants)


def test_each_kind_of_village_has_labels_where_it_should() -> None:
    labels: dict[Script, set[str]] = {kind: set() for kind in SCRIPTS}
    for each in villages(range(280)):
        labels[each.kind] |= {truth.type for truth in each.truths}

    assert labels["steady"] == labels["healing"] == set()
    assert labels["generous"] == {"over_giving"}
    assert labels["ring"] == {"ring_exchange"}
    assert len(labels["extractive"]) == 6


@pytest.mark.parametrize(
    ("harmless", "labelled", "habit"),
    [
        ("sparing", "taker", "ratio"),
        ("generous", "over_giver", "ratio"),
        ("hungry", "hoarder", "overdraw"),
        ("busy", "collector", "volume"),
        ("talkative", "monopolist", "attention"),
        ("piecemeal", "farmer", "pieces"),
        ("unheard", "farmer", "uptake"),
        ("faithful", "skimmer", "leak"),
        ("circle_member", "ring_member", "ring_part"),
    ],
)
def test_the_ranges_of_harmless_and_labelled_members_overlap(harmless: Role, labelled: Role, habit: str) -> None:
    one, other = RANGES[harmless][habit], RANGES[labelled][habit]

    assert max(one[0], other[0]) < min(one[1], other[1])


def test_who_healed_changed_within_the_village_and_is_not_labelled() -> None:
    healed = [(each, one) for each in villages(range(140)) for one in each.members if one.earlier is not None]

    assert len(healed) == 20
    for each, one in healed:
        assert each.began_at_ms < one.changed_at_ms < each.ended_at_ms
        assert one.habit_at(one.changed_at_ms - 1) == one.earlier != one.habit_at(one.changed_at_ms)
        assert each.positive[0].type == "healing"


def test_a_newcomer_has_at_most_as_many_dealings_as_they_had_time_for() -> None:
    for seed in range(20):
        each = village("newcomer", seed=seed)
        for one in each.members:
            if one.role == "newcomer":
                own = [i.happened_at_ms or 0 for i in each.interactions if one.name in {i.initiator, i.responder}]
                pieces = max(other.habit.pieces for other in each.members)

                assert len(own) <= (one.most_entries or 0) * pieces
                assert min(own, default=one.joined_at_ms) >= one.joined_at_ms


def test_every_interaction_can_be_recorded_and_every_mistake_is_among_them() -> None:
    for each in villages(range(14)):
        ids = [draft_of(one, SETTINGS).id for one in each.interactions]

        assert len(set(ids)) == len(ids)
        assert set(each.reversed_ids) <= set(ids)
        assert [one.happened_at_ms for one in each.interactions] == sorted(
            one.happened_at_ms or 0 for one in each.interactions
        )
