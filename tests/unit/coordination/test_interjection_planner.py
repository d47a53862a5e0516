"""Who interjects, with what, at what price."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from argentum.coordination.decisions import InterjectionDecision
from argentum.coordination.interjection_planner import InterjectionPlanner, Listeners
from argentum.policy.floor import Interjections
from argentum.rng import Streams

IDS = ("ada", "ben", "cy", "dee")
HEARD = Listeners(
    speaker=0,
    segment_index=10,
    able=[0, 1, 2, 3],
    spendable=[4.0] * 4,
    challenged=[False] * 4,
    open_points=[0.0] * 4,
    frustration=[0.0] * 4,
    confidence=[0.5] * 4,
    stated=[False] * 4,
    sides=[0.0] * 4,
)


def _planner(policy: Interjections | None = None, *, seed: int = 1) -> InterjectionPlanner:
    return InterjectionPlanner(policy or Interjections(), IDS, Streams(seed).named("interjections"))


def _plans(heard: Listeners, *, seeds: int = 40, policy: Interjections | None = None) -> list[InterjectionDecision]:
    return [decision for seed in range(seeds) for decision in _planner(policy, seed=seed).plan(1, heard)]


def test_somebody_wants_to_interject_at_the_rate_of_the_policy() -> None:
    planner = _planner(Interjections(wanted_chance=0.25))

    wanted = sum(planner.wanted(1) for _ in range(4_000))

    assert wanted / 4_000 == pytest.approx(0.25, abs=0.03)


def test_the_cap_holds_however_many_the_session_could_place() -> None:
    planner = _planner(Interjections(wanted_chance=1.0, max_per_segment=1))

    assert planner.wanted(3) == 1


def test_the_speaker_never_interjects_into_its_own_segment() -> None:
    assert "ada" not in {decision.agent_id for decision in _plans(HEARD)}


def test_who_was_challenged_interjects_more_often_and_challenges_back() -> None:
    challenged = msgspec.structs.replace(
        HEARD, challenged=[False, True, False, False], open_points=[0.0, 2.0, 0.0, 0.0]
    )

    plans = _plans(challenged)
    by_ben = [decision for decision in plans if decision.agent_id == "ben"]

    assert len(by_ben) > len(plans) / 3
    assert {decision.interjection_type for decision in by_ben} == {"challenge"}


def test_the_type_follows_the_side_that_an_agent_is_on() -> None:
    friends = _plans(msgspec.structs.replace(HEARD, sides=[1.0] * 4))
    enemies = _plans(msgspec.structs.replace(HEARD, sides=[-1.0] * 4))

    assert {decision.interjection_type for decision in friends} == {"support"}
    assert {decision.interjection_type for decision in enemies} == {"challenge"}


def test_who_is_unsure_asks() -> None:
    unsure = _plans(msgspec.structs.replace(HEARD, confidence=[0.2] * 4))

    assert {decision.interjection_type for decision in unsure} == {"clarify"}
    assert all(decision.acknowledge for decision in unsure)


def test_support_has_a_price_of_its_own() -> None:
    friends = msgspec.structs.replace(HEARD, sides=[1.0] * 4)

    plans = _plans(friends, policy=Interjections(cost=1, support_cost=0))

    assert {decision.price for decision in plans} == {0}


def test_who_cannot_pay_does_not_interject() -> None:
    assert _plans(msgspec.structs.replace(HEARD, spendable=[0.0] * 4)) == []


def test_who_interjected_rests_for_the_cooldown() -> None:
    planner = _planner(Interjections(cooldown_segments=2))
    planner.committed(1, 9)
    only_ben = msgspec.structs.replace(HEARD, able=[1])

    assert planner.plan(1, only_ben) == ()
    assert planner.plan(1, msgspec.structs.replace(only_ben, segment_index=12)) != ()


def test_remarks_go_around() -> None:
    planner = _planner(Interjections(cooldown_segments=0))
    counts: Counter[str] = Counter()

    for segment in range(300):
        for decision in planner.plan(1, msgspec.structs.replace(HEARD, segment_index=segment)):
            counts[decision.agent_id] += 1
            planner.committed(IDS.index(decision.agent_id), segment)

    assert max(counts.values()) - min(counts.values()) < 30


def test_nothing_below_the_wanted_importance_is_said() -> None:
    assert _plans(HEARD, policy=Interjections(min_importance=0.9)) == []


def test_a_remark_below_the_wanted_importance_counts_as_spam() -> None:
    planner = _planner(Interjections(min_importance=0.3))

    assert planner.worthless(0.1)
    assert not planner.worthless(0.3)
