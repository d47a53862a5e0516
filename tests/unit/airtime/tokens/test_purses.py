"""Airtime tokens: prices, purses and what keeps them honest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.decisions import AllocationsChanged, BalancesSettled, InsufficientTokens, Refused
from argentum.airtime.events import ReactionSent
from argentum.airtime.reactions.codes import KINDS, Visibility
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.tokens.prices import (
    REACTION_PRICES,
    TOKEN_MS,
    affordable_ms,
    affordable_reactions,
    speaking_cost,
)
from argentum.airtime.tokens.purses import Purses
from argentum.errors import PolicyViolationError
from tests.airtime_room import Room

TOKENS = RulesetConfig(rule="token")


def _purses(*people: str, tokens: int = 10) -> Purses:
    purses = Purses()
    for who in people:
        purses.open(who, tokens=tokens, at_ms=0)
    return purses


def _tokens(purses: Purses) -> dict[str, float]:
    return {each.participant_id: each.tokens for each in purses.summary()}


def test_every_reaction_has_a_price() -> None:
    assert list(REACTION_PRICES) == list(KINDS)


def test_three_purses_begin_with_ten_and_a_minute_costs_two() -> None:
    purses = _purses("p1", "p2", "p3")
    assert _tokens(purses) == {"p1": 10, "p2": 10, "p3": 10}

    purses.charge_speech("p1", 60_000)

    assert (purses.balance("p1").tokens, purses.balance("p1").spent_ms) == (8, 2 * TOKEN_MS)


def test_45_seconds_cost_exactly_one_and_a_half_tokens() -> None:
    purses = _purses("p1")

    purses.charge_speech("p1", 45_000)

    assert purses.balance("p1").tokens == 8.5
    assert speaking_cost(45_000) == 1.5


def test_sending_love_costs_two_and_receiving_it_gives_two() -> None:
    purses = _purses("p1", "p2")

    purses.pay_reaction("p1", "love", 0)
    purses.receive_reaction("p1", "p2", "love", 0)

    assert _tokens(purses) == {"p1": 8, "p2": 12}
    assert purses.balance("p2").earned_ms == 2 * TOKEN_MS


def test_receiving_hate_takes_two_once() -> None:
    purses = _purses("p1", "p2")

    purses.receive_reaction("p1", "p2", "hate", 0)

    assert _tokens(purses)["p2"] == 8


def test_a_negative_reaction_takes_no_more_than_there_is() -> None:
    purses = _purses("p1", "p2", tokens=1)

    purses.receive_reaction("p1", "p2", "hate", 0)

    assert _tokens(purses)["p2"] == 0


def test_a_reaction_that_cannot_be_paid_moves_nothing() -> None:
    purses = _purses("p1", tokens=1)

    with pytest.raises(PolicyViolationError, match="love costs 2 tokens, 1 are left"):
        purses.pay_reaction("p1", "love", 0)

    assert _tokens(purses) == {"p1": 1}


def test_loving_oneself_gives_nothing() -> None:
    purses = _purses("p1")

    purses.receive_reaction("p1", "p1", "love", 0)

    assert _tokens(purses) == {"p1": 10}


def test_one_person_gives_another_at_most_four_tokens_in_ten_minutes() -> None:
    purses = _purses("p1", "p2", "p3", tokens=100)

    for second in range(10):
        purses.receive_reaction("p1", "p2", "love", second * 1000)
    purses.receive_reaction("p3", "p2", "love", 10_000)
    purses.receive_reaction("p1", "p2", "love", 600_000)

    assert _tokens(purses)["p2"] == 100 + 4 + 2 + 2


def test_what_was_spent_is_paid_back_in_equal_parts_to_those_present() -> None:
    purses = _purses("p1", "p2", "p3")
    purses.charge_speech("p1", 90_000)

    purses.settle(["p1", "p2"], 60_000)

    assert _tokens(purses) == {"p1": 8.5, "p2": 11.5, "p3": 10}


def test_an_unsigned_reaction_is_felt_only_with_the_settlement_as_one_movement() -> None:
    purses = _purses("p1", "p2")
    purses.pay_reaction("p1", "hate", 0)
    purses.receive_reaction("p1", "p2", "hate", 0, unsigned=True)
    before = _tokens(purses)["p2"]

    purses.settle(["p1", "p2"], 60_000)

    own = [each for each in purses.transactions if each.participant_id == "p2"]
    assert before == 10
    assert [(each.transaction_type, each.amount_ms, each.reckoned_ms) for each in own][1:] == [
        ("settlement", 0, 60_000)
    ]
    assert _tokens(purses) == {"p1": 10, "p2": 10}


def test_each_movement_is_a_transaction_with_the_balance_after_it() -> None:
    purses = _purses("p1", "p2")
    purses.pay_reaction("p1", "love", 5)
    purses.receive_reaction("p1", "p2", "love", 5)
    purses.charge_speech("p2", 20_000)
    purses.charge_speech("p2", 10_000)
    purses.close_speech("p2", 40_000)

    told = [
        (each.participant_id, each.transaction_type, each.amount_ms // TOKEN_MS, each.balance_after_ms // TOKEN_MS)
        for each in purses.transactions
    ]

    assert told == [
        ("p1", "initial", 10, 10),
        ("p2", "initial", 10, 10),
        ("p1", "reaction_sent", -2, 8),
        ("p2", "reaction_received", 2, 12),
        ("p2", "speaking", -1, 11),
    ]


_step = st.one_of(
    st.tuples(st.just("speak"), st.sampled_from(["p1", "p2", "p3"]), st.integers(1, 400_000)),
    st.tuples(st.just("react"), st.sampled_from(["p1", "p2", "p3"]), st.sampled_from(list(KINDS))),
    st.tuples(st.just("grant"), st.sampled_from(["p1", "p2", "p3"]), st.integers(-400_000, 400_000)),
    st.tuples(st.just("settle"), st.just(""), st.just(0)),
)


@given(st.lists(_step, max_size=40), st.booleans())
def test_tokens_are_conserved_and_never_below_zero(steps: list[tuple[str, str, int | str]], unsigned: bool) -> None:
    purses = _purses("p1", "p2", "p3", tokens=3)

    for number, (what, who, value) in enumerate(steps):
        if what == "speak" and isinstance(value, int):
            purses.charge_speech(who, value)
        elif what == "react" and isinstance(value, str):
            receiver = "p2" if who == "p1" else "p1"
            try:
                purses.pay_reaction(who, value, number * 1000)
            except PolicyViolationError:
                continue
            purses.receive_reaction(who, receiver, value, number * 1000, unsigned=unsigned)
        elif what == "grant" and isinstance(value, int):
            purses.grant(who, value, number * 1000)
        else:
            purses.settle(["p1", "p2", "p3"], number * 1000)

    purses.check()
    assert all(each.balance_ms >= 0 for each in purses.summary())
    assert all(
        each.balance_ms == each.initial_ms + each.granted_ms + each.earned_ms - each.spent_ms - each.lost_ms
        for each in purses.summary()
    )
    assert sum(each.earned_ms for each in purses.summary()) <= sum(
        each.spent_ms + each.lost_ms for each in purses.summary()
    )


def test_the_price_calculator_turns_tokens_into_time_and_reactions() -> None:
    assert affordable_ms(1.5) == 45_000
    assert affordable_reactions(5 * TOKEN_MS, "love") == 2
    assert affordable_reactions(0, "laugh") is None


def test_speaking_in_a_meeting_spends_tokens_and_the_hourglass_shows_what_they_buy() -> None:
    room = Room(2, ruleset=TOKENS)

    room.speak("p1", 0, 45)

    assert room.meeting.state.purses.balance("p1").tokens == 8.5
    assert room.seat("p1").remaining_ms == 255_000


def test_people_may_begin_with_different_tokens() -> None:
    room = Room(2, ruleset=RulesetConfig(rule="token", custom_tokens={"p1": 40}))

    assert room.remaining_s() == {"p1": 1200, "p2": 300}


def test_a_settlement_lifts_an_empty_purse_so_that_the_meeting_goes_on() -> None:
    room = Room(2, ruleset=RulesetConfig(rule="token", initial_tokens=1))

    room.speak("p1", 0, 30)
    room.wait(61)

    assert room.of(BalancesSettled)[0].tokens == {"p1": 0.5, "p2": 1.5}
    assert room.seat("p1").remaining_ms == 15_000


def test_somebody_without_enough_tokens_is_told_what_a_reaction_costs() -> None:
    room = Room(2, ruleset=RulesetConfig(rule="token", initial_tokens=1))

    room.take(ReactionSent(id="l", at_ms=0, participant="p1", code="love", target="p2"))

    assert [(each.participant_id, each.required_tokens) for each in room.of(InsufficientTokens)] == [("p1", 2)]
    assert len(room.of(Refused)) == 1


def test_a_secret_reaction_moves_nothing_that_its_target_could_see_before_the_settlement() -> None:
    room = Room(3, ruleset=TOKENS)

    room.take(ReactionSent(id="h", at_ms=0, participant="p1", code="hate", visibility=Visibility.SECRET, target="p2"))

    assert room.seat("p2").remaining_ms == 300_000
    assert room.meeting.state.purses.balance("p1").tokens == 8


def test_under_the_token_rule_hourglasses_are_for_their_owners_alone() -> None:
    room = Room(3, ruleset=TOKENS)

    room.take(ReactionSent(id="h", at_ms=0, participant="p1", code="hate", target="p2"))

    assert {each.audience for each in room.of(AllocationsChanged)} == {"owners"}


def test_reactions_cost_nothing_under_other_rules() -> None:
    room = Room(2)

    room.take(ReactionSent(id="l", at_ms=0, participant="p1", code="love", target="p2"))

    assert room.of(Refused) == []
    assert room.meeting.state.purses.summary() == ()
