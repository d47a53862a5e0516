"""Who may cut in, at what price, and when not."""

from __future__ import annotations

import msgspec
import pytest

from argentum.coordination.interrupt_policy import InterruptPolicy, Wishes
from argentum.coordination.situation import ReportedBid
from argentum.policy.economy import Pricing
from argentum.policy.floor import Cooldowns, Interjections, Interrupt

IDS = ("ada", "ben", "cy")
FLAT = Pricing(fee_per_recent_interrupt=0, fee_per_reputation=0, fee_per_confidence=0)
ASKED = Wishes(
    desires=[1.0, 7.0, 6.5],
    offers=[0.0, 1.5, 2.0],
    tokens=[4, 8, 8],
    segment_index=10,
    remaining_ms=3_000,
    kickers_possible=1,
    speaker_reputation=0.0,
    speaker_confidence=0.5,
)
WANTED = [False, True, True]
ALL = [0, 1, 2]


def _policy(
    interrupt: Interrupt | None = None, *, pricing: Pricing = FLAT, cooldown: int = 2, cost: int = 1
) -> InterruptPolicy:
    return InterruptPolicy(
        interrupt or Interrupt(),
        pricing,
        Cooldowns(interrupt_microturns=cooldown),
        Interjections(cost=cost),
        IDS,
    )


def test_who_wants_the_floor_badly_wishes_to_cut_in_but_never_into_its_own_segment() -> None:
    assert _policy(Interrupt(wish_desire=6)).wishes([9.0, 7.0, 5.0], 0, {}) == [False, True, False]


def test_a_stated_wish_counts_whatever_the_desire() -> None:
    stated = {2: ReportedBid(action="speak", bid=3, hard_interrupt=True)}

    assert _policy().wishes([0.0, 0.0, 0.0], 0, stated) == [False, False, True]


def test_the_price_is_the_highest_offer_of_the_others_with_surcharge_and_fee() -> None:
    (decision,) = _policy().decide(WANTED, ASKED, ALL)

    assert decision.agent_id == "ben"
    assert (decision.price, decision.fee, decision.style) == (2.0 + 2.0 + 1.0, 1.0, "hard")


def test_the_keenest_is_asked_first_and_no_more_than_kickers_can_be_prepared() -> None:
    two = _policy().decide(WANTED, msgspec.structs.replace(ASKED, kickers_possible=2), ALL)

    assert [decision.agent_id for decision in two] == ["ben", "cy"]


def test_who_cannot_pay_may_not_cut_in() -> None:
    assert _policy().decide(WANTED, msgspec.structs.replace(ASKED, tokens=[4, 4, 4]), ALL) == ()


def test_the_fee_grows_with_heat_reputation_and_confidence() -> None:
    dear = Pricing(fee_per_recent_interrupt=0.5, fee_per_reputation=1.0, fee_per_confidence=0.5)
    policy = _policy(pricing=dear)
    policy.committed(2, 9, counts=True)
    asked = msgspec.structs.replace(ASKED, speaker_reputation=0.4, speaker_confidence=0.75)

    (decision,) = policy.decide(WANTED, asked, ALL)

    assert decision.fee == pytest.approx(1.0 + 0.5 + 0.4 + 0.25)


def test_after_an_interrupt_an_agent_rests_for_its_cooldown() -> None:
    policy = _policy(Interrupt(max_per_window=100), cooldown=2)
    policy.committed(1, 10, counts=True)
    only_ben = [False, True, False]

    allowed = [
        bool(policy.decide(only_ben, msgspec.structs.replace(ASKED, segment_index=segment), ALL))
        for segment in (11, 12, 13)
    ]

    assert allowed == [False, False, True]


def test_all_agents_together_keep_to_the_budget_of_the_window() -> None:
    policy = _policy(Interrupt(window_segments=5, max_per_window=2), cooldown=0)
    policy.committed(1, 7, counts=True)
    policy.committed(2, 9, counts=True)

    allowed = [
        bool(policy.decide(WANTED, msgspec.structs.replace(ASKED, segment_index=segment), ALL))
        for segment in (10, 11, 12)
    ]

    assert allowed == [False, False, True]


def test_near_the_end_an_interrupt_is_soft_and_costs_no_fee() -> None:
    (decision,) = _policy().decide(WANTED, msgspec.structs.replace(ASKED, remaining_ms=800), ALL)

    assert (decision.style, decision.fee, decision.price) == ("soft", 0.0, 4.0)


def test_in_yield_style_who_cannot_pay_tries_and_gives_way_for_the_price_of_a_remark() -> None:
    poor = msgspec.structs.replace(ASKED, tokens=[4, 2, 2])

    (decision,) = _policy(Interrupt(mode="yield"), cost=1).decide(WANTED, poor, ALL)

    assert (decision.style, decision.price) == ("attempt", 1.0)


def test_a_failed_attempt_uses_up_no_budget_of_the_window() -> None:
    policy = _policy(Interrupt(max_per_window=1), cooldown=0)
    policy.committed(1, 10, counts=False)

    assert policy.decide(WANTED, msgspec.structs.replace(ASKED, segment_index=11), ALL)


def test_without_interrupts_nobody_wishes() -> None:
    assert _policy(Interrupt(mode="off")).wishes([9.0, 9.0, 9.0], 0, {}) == [False, False, False]
