"""The rules of the specification, by their numbers, and what they do when people come and go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.rules.advisory import AdvisoryOnlyRule
from argentum.airtime.rules.catalogue import make_rule
from argentum.airtime.rules.custom import CustomAllocationRule
from argentum.airtime.rules.equal_share import EqualShareRule
from argentum.airtime.rules.progressive_stack import ProgressiveStackRule
from argentum.airtime.rules.reaction_based import ReactionBasedRule
from argentum.airtime.rules.round_robin import RoundRobinRule
from argentum.airtime.rules.rule import Impression, Situation
from argentum.airtime.rules.token import TokenAllocationRule
from argentum.airtime.ruleset import PRESETS, RULE_NAMES, RuleName, RulesetConfig
from tests.airtime_room import Room


def _standings(*used_s: int, allocated_s: int = 0) -> list[TimeAllocation]:
    return [
        TimeAllocation(participant_id=f"p{place}", allocated_ms=allocated_s * 1000, used_ms=used * 1000)
        for place, used in enumerate(used_s, 1)
    ]


def _seconds(allocated: dict[str, int]) -> dict[str, float]:
    return {who: amount / 1000 for who, amount in allocated.items()}


def test_equal_share_of_an_hour_among_three_is_1200_seconds_each() -> None:
    situation = Situation(now_ms=0, left_ms=3_600_000, standings=_standings(0, 0, 0))

    assert _seconds(EqualShareRule().calculate(situation)) == {"p1": 1200, "p2": 1200, "p3": 1200}


def test_the_remainder_of_an_equal_share_is_not_lost() -> None:
    allocated = EqualShareRule().calculate(Situation(now_ms=0, left_ms=1000, standings=_standings(0, 0, 0)))

    assert list(allocated.values()) == [334, 333, 333]


def test_nobody_and_an_unknown_length_have_no_equal_share() -> None:
    assert EqualShareRule().calculate(Situation(now_ms=0, left_ms=3_600_000, standings=[])) == {}
    assert EqualShareRule().calculate(Situation(now_ms=0, left_ms=None, standings=_standings(0, 0))) == {}


def test_a_custom_allocation_is_honoured() -> None:
    rule = CustomAllocationRule(custom_ms={"p1": 1_800_000, "p2": 600_000, "p3": 600_000})

    allocated = rule.calculate(Situation(now_ms=0, left_ms=3_600_000, standings=_standings(0, 0, 0)))

    assert _seconds(allocated) == {"p1": 1800, "p2": 600, "p3": 600}


def test_people_whom_a_custom_allocation_does_not_name_share_the_rest() -> None:
    rule = CustomAllocationRule(custom_ms={"p1": 1_200_000})

    allocated = rule.calculate(Situation(now_ms=0, left_ms=1_800_000, standings=_standings(0, 0, 0)))

    assert _seconds(allocated) == {"p1": 1200, "p2": 300, "p3": 300}


def test_a_custom_allocation_beyond_the_meeting_is_shrunk_in_proportion() -> None:
    rule = CustomAllocationRule(custom_ms={"p1": 3_000_000, "p2": 1_000_000})

    allocated = rule.calculate(Situation(now_ms=0, left_ms=1_000_000, standings=_standings(0, 0)))

    assert _seconds(allocated) == {"p1": 750, "p2": 250}


def test_an_ad_hoc_meeting_limits_only_the_people_who_are_named() -> None:
    rule = CustomAllocationRule(custom_ms={"p1": 60_000})

    assert rule.calculate(Situation(now_ms=0, left_ms=None, standings=_standings(0, 0))) == {"p1": 60_000}


def test_named_people_keep_their_time_when_somebody_joins() -> None:
    room = Room(3, planned_s=1800, ruleset=RulesetConfig(rule="custom", custom_ms={"p1": 1_200_000}))

    room.join("p4", 60)

    remaining = room.remaining_s()
    assert remaining["p1"] == 1200
    assert remaining["p2"] == remaining["p3"]
    assert remaining["p4"] == 180


def test_an_equal_share_makes_room_for_a_newcomer_out_of_what_is_left() -> None:
    room = Room(3, planned_s=3600)

    room.join("p4", 1200)

    assert set(room.remaining_s().values()) == {600}


def test_a_leavers_unused_time_goes_to_those_who_stay() -> None:
    room = Room(3, planned_s=3600)
    room.speak("p1", 0, 600)

    room.leave("p2", 600)

    assert room.remaining_s() == {"p1": 1200, "p3": 1800}
    assert room.seat("p2").remaining_ms == 0


def test_the_progressive_stack_gives_more_to_those_who_used_less() -> None:
    rule = ProgressiveStackRule(base_ms=600_000)

    allocated = rule.adjust_based_on_usage(Situation(now_ms=0, left_ms=None, standings=_standings(300, 100, 500)))

    assert _seconds(allocated) == {"p1": 600, "p2": 700, "p3": 500}


def test_round_robin_has_the_same_slot_for_all_in_the_order_of_coming() -> None:
    rule = RoundRobinRule(slot_ms=120_000)

    assert rule.get_speaking_order(["b", "a"]) == ("b", "a")
    assert rule.calculate(Situation(now_ms=0, left_ms=None, standings=_standings(9, 0))) == {"p1": 0, "p2": 0}


def _reacted(*impressions: Impression, now_s: int = 0) -> dict[str, float]:
    rule = ReactionBasedRule(base_ms=600_000, weights_ms={"like": 30_000, "dislike": -15_000})
    situation = Situation(now_ms=now_s * 1000, left_ms=None, standings=_standings(0, 0, 0), impressions=impressions)
    return _seconds(rule.adjust_for_reactions(situation))


def test_a_like_adds_30_seconds_and_a_dislike_takes_15() -> None:
    allocated = _reacted(Impression(0, "p3", "p1", "like"), Impression(0, "p3", "p2", "dislike"))

    assert allocated == {"p1": 630, "p2": 585, "p3": 600}


def test_a_reaction_fades_by_a_tenth_a_minute() -> None:
    assert _reacted(Impression(0, "p3", "p1", "like"), now_s=60)["p1"] == 627
    assert _reacted(Impression(0, "p3", "p1", "like"), now_s=120)["p1"] == pytest.approx(624.3)
    assert _reacted(Impression(0, "p3", "p2", "dislike"), now_s=60)["p2"] == 586.5


def test_an_unsigned_reaction_counts_the_same_whoever_sent_it() -> None:
    signed = Impression(0, "p3", "p1", "like")

    by_the_same = _reacted(signed, Impression(1_000, "p3", "p1", "like", signed=False))
    by_another = _reacted(signed, Impression(1_000, "p2", "p1", "like", signed=False))

    assert by_the_same == by_another == {"p1": 660, "p2": 600, "p3": 600}


def test_two_people_who_trade_reactions_gain_one_of_them_in_two_minutes() -> None:
    ring = [Impression(second * 1000, "p1", "p2", "like") for second in range(0, 100, 5)]

    assert _reacted(*ring, now_s=0)["p2"] == 630


def test_a_reaction_to_oneself_is_worth_nothing() -> None:
    assert _reacted(Impression(0, "p1", "p1", "like"))["p1"] == 600


def test_nobody_gains_more_than_half_a_base_by_reactions() -> None:
    many = [Impression(0, f"fan{number}", "p1", "like") for number in range(100)]

    assert _reacted(*many)["p1"] == 900


def test_the_advisory_report_tells_use_against_expectation_and_mean() -> None:
    sentences = AdvisoryOnlyRule().get_usage_report(_standings(1440, 120, allocated_s=1200))

    assert sentences == (
        "p1 has used 120% of expected share",
        "p1 has spoken 11 minutes more than average",
        "p2 has used 10% of expected share",
        "p2 has spoken 11 minutes less than average",
    )


def test_a_balance_of_ten_tokens_is_300_seconds() -> None:
    situation = Situation(now_ms=0, left_ms=3_600_000, standings=_standings(0), tokens_ms={"p1": 300_000})

    assert _seconds(TokenAllocationRule().calculate(situation)) == {"p1": 300}


def test_tokens_are_clamped_to_what_the_meeting_has_left() -> None:
    situation = Situation(
        now_ms=0, left_ms=100_000, standings=_standings(0, 0), tokens_ms={"p1": 300_000, "p2": 100_000}
    )

    assert _seconds(TokenAllocationRule().calculate(situation)) == {"p1": 75, "p2": 25}


@pytest.mark.parametrize("others_ms", [[200_000, 100_000, 100_000], [400_000]])
def test_ones_own_part_of_what_is_left_tells_nothing_of_what_the_others_hold(others_ms: list[int]) -> None:
    held = dict(zip(("p1", "p2", "p3", "p4"), [300_000, *others_ms], strict=False))
    situation = Situation(
        now_ms=0, left_ms=100_001, standings=_standings(*[0] * len(held)), tokens_ms=held, tokens_issued_ms=900_000
    )

    assert TokenAllocationRule().calculate(situation)["p1"] == 33_333


def test_every_rule_name_and_every_preset_makes_a_rule_of_that_name() -> None:
    assert [make_rule(RulesetConfig(rule=name)).name for name in RULE_NAMES] == list(RULE_NAMES)
    assert all(make_rule(preset).name == preset.rule for preset in PRESETS.values())


_amounts = st.integers(0, 4_000_000)
_standing = st.builds(
    TimeAllocation,
    participant_id=st.just(""),
    allocated_ms=_amounts,
    used_ms=_amounts,
    borrowed_ms=st.integers(0, 100_000),
    lent_ms=st.integers(0, 100_000),
    granted_ms=st.integers(-100_000, 100_000),
)


@given(
    st.sampled_from([name for name in RULE_NAMES if name != "round-robin"]),
    st.lists(_standing, min_size=1, max_size=6),
    st.integers(0, 7_200_000),
    st.sampled_from(["calculate", "join", "leave"]),
    st.integers(0, 4_000_000),
)
def test_no_rule_allocates_more_than_the_meeting_has_left(
    name: RuleName, standings: list[TimeAllocation], left_ms: int, occasion: str, amount_ms: int
) -> None:
    named = [
        TimeAllocation.from_dict({**standing.to_dict(), "participant_id": f"p{place}"})
        for place, standing in enumerate(standings, 1)
    ]
    tokens_ms = {standing.participant_id: amount_ms for standing in named}
    situation = Situation(now_ms=0, left_ms=left_ms, standings=named, tokens_ms=tokens_ms)
    config = RulesetConfig(rule=name, custom_ms={"p1": amount_ms}, base_ms=amount_ms)
    rule = make_rule(config)

    if occasion == "calculate":
        allocated = rule.calculate(situation)
    elif occasion == "join":
        allocated = rule.on_join(situation, named[-1].participant_id, None)
    else:
        allocated = rule.on_leave(situation, amount_ms)

    remaining = [each.remaining_ms - each.allocated_ms + allocated[each.participant_id] for each in named]
    assert sum(max(0, amount) for amount in remaining) <= left_ms
