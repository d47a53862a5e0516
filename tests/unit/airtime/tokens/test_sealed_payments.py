"""What unsigned reactions cost: the payer's at once, everybody else's with the settlement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.decisions import AllocationsChanged, MuteCommand, TimeWarning
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import ReactionSent, TimeReallocated
from argentum.airtime.own_hourglass import own_allocation
from argentum.airtime.reactions.codes import KINDS, Visibility
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.tokens.prices import TOKEN_MS
from argentum.airtime.tokens.purses import Purses
from argentum.errors import PolicyViolationError
from tests.airtime_room import FACILITATOR, Room

PEOPLE = ("p1", "p2", "p3")
_PENALTY_MS = 10 * TOKEN_MS


def _purses(tokens: int = 10) -> Purses:
    purses = Purses()
    for who in PEOPLE:
        purses.open(who, tokens=tokens, at_ms=0)
    return purses


def _react(room: Room, code: str, at_ms: int, visibility: Visibility) -> None:
    """Have p1 react to p2."""
    own_id = room.next_id()
    room.take(ReactionSent(id=own_id, at_ms=at_ms, participant="p1", code=code, target="p2", visibility=visibility))


def _token_room(
    *, tokens: int = 10, planned_s: int = 3600, enforcement: EnforcementLevel = EnforcementLevel.SOFT
) -> Room:
    ruleset = RulesetConfig(rule="token", initial_tokens=tokens, enforcement=enforcement)
    return Room(3, planned_s=planned_s, ruleset=ruleset)


def test_the_payer_has_less_at_once_and_the_common_account_more_only_with_the_settlement() -> None:
    purses = _purses()

    purses.pay_reaction("p1", "hate", 0, unsigned=True)

    assert (purses.balance("p1").tokens, purses.balance("p1").spent_ms) == (8, 2 * TOKEN_MS)
    assert purses.held_ms("p1") == 10 * TOKEN_MS
    purses.settle(["p2", "p3"], 60_000)
    assert [each.tokens for each in purses.summary()] == [8, 11, 11]


def test_what_is_sealed_cannot_be_paid_again() -> None:
    purses = _purses(tokens=2)
    purses.pay_reaction("p1", "hate", 0, unsigned=True)

    for unsigned in (True, False):
        with pytest.raises(PolicyViolationError, match="p1: like costs 1 tokens, 0 are left"):
            purses.pay_reaction("p1", "like", 0, unsigned=unsigned)


def test_the_settlement_of_the_payer_leaves_out_what_they_have_seen_leave_before() -> None:
    purses = _purses()
    purses.pay_reaction("p1", "hate", 5, unsigned=True)

    purses.settle(PEOPLE, 60_000)

    own = [each for each in purses.transactions if each.participant_id == "p1"]
    assert [(each.transaction_type, each.amount_ms, each.unsigned) for each in own] == [
        ("initial", 10 * TOKEN_MS, False),
        ("reaction_sent", -2 * TOKEN_MS, True),
        ("settlement", 20_000, False),
    ]
    assert own[-1].balance_after_ms == sum(each.amount_ms for each in own)


def test_what_was_paid_and_then_said_away_is_in_the_sum_and_owed() -> None:
    """Else the sum would tell that it was somebody with an empty purse."""
    purses = _purses(tokens=2)
    purses.pay_reaction("p1", "hate", 0, unsigned=True)
    purses.charge_speech("p1", 60_000)
    assert purses.balance("p1").tokens == -2

    purses.settle(["p2", "p3"], 60_000)

    assert [each.tokens for each in purses.summary()] == [-2, 4, 4]
    assert purses.held_ms("p1") == 0
    purses.charge_speech("p2", 90_000)
    purses.settle(PEOPLE, 120_000)
    assert [each.tokens for each in purses.summary()] == [-1, 2, 5]
    purses.check()


def test_what_comes_in_pays_the_debt_first() -> None:
    purses = _purses(tokens=2)
    purses.pay_reaction("p1", "hate", 0, unsigned=True)
    purses.charge_speech("p1", 60_000)
    purses.settle(["p2", "p3"], 60_000)

    purses.grant("p1", 3 * TOKEN_MS, 61_000)

    assert (purses.balance("p1").tokens, purses.held_ms("p1")) == (1, TOKEN_MS)
    assert purses.issued_ms() == 9 * TOKEN_MS


def test_all_unsigned_reactions_to_somebody_have_one_cap_whoever_sends_them() -> None:
    purses = _purses(tokens=100)
    for second, sender in enumerate(("p1", "p3", "p1", "p3")):
        purses.receive_reaction(sender, "p2", "love", second * 1000, unsigned=True)
    purses.receive_reaction("p1", "p2", "love", 9_000)

    purses.settle([], 60_000)

    assert purses.balance("p2").tokens == 100 + 4 + 2


def test_a_penalty_and_speech_beyond_the_purse_look_from_outside_as_if_it_had_been_full() -> None:
    purses = _purses()
    for _ in range(4):
        purses.pay_reaction("p1", "love", 0)

    purses.charge_speech("p1", 4 * TOKEN_MS)
    purses.close_speech("p1", 1_000)
    purses.grant("p1", -_PENALTY_MS, 2_000)

    own = [each for each in purses.transactions if each.participant_id == "p1"][-2:]
    assert [(each.amount_ms // TOKEN_MS, each.reckoned_ms // TOKEN_MS) for each in own] == [(-2, -4), (0, -6)]
    assert purses.reckoned_ms("p1") == 0


_step = st.one_of(
    st.tuples(st.just("speak"), st.sampled_from(PEOPLE), st.integers(1, 400_000), st.booleans()),
    st.tuples(st.just("react"), st.sampled_from(PEOPLE), st.sampled_from(list(KINDS)), st.booleans()),
    st.tuples(st.just("grant"), st.sampled_from(PEOPLE), st.integers(-400_000, 400_000), st.booleans()),
    st.tuples(st.just("settle"), st.just(""), st.just(0), st.booleans()),
)


@given(st.lists(_step, max_size=40))
def test_sealed_or_not_no_token_appears_and_none_is_lost(steps: list[tuple[str, str, int | str, bool]]) -> None:
    purses = _purses(tokens=3)
    paid_ms = 0

    for number, (what, who, value, unsigned) in enumerate(steps):
        if what == "speak" and isinstance(value, int):
            purses.charge_speech(who, value)
        elif what == "react" and isinstance(value, str):
            receiver = "p2" if who == "p1" else "p1"
            try:
                purses.pay_reaction(who, value, number * 1000, unsigned=unsigned)
            except PolicyViolationError:
                continue
            paid_ms += 2 * TOKEN_MS
            purses.receive_reaction(who, receiver, value, number * 1000, unsigned=unsigned)
        elif what == "grant" and isinstance(value, int):
            purses.grant(who, value, number * 1000)
        else:
            purses.settle(PEOPLE, number * 1000)

    purses.check()
    summary = purses.summary()
    assert all(
        each.balance_ms == each.initial_ms + each.granted_ms + each.earned_ms - each.spent_ms - each.lost_ms
        for each in summary
    )
    assert all(each.balance_ms >= -paid_ms for each in summary)
    assert sum(each.earned_ms for each in summary) <= sum(each.spent_ms + each.lost_ms for each in summary)
    purses.settle(PEOPLE, 10**6)
    granted_ms = sum(each.initial_ms + each.granted_ms for each in summary)
    assert sum(each.balance_ms for each in purses.summary()) == granted_ms


def test_in_a_meeting_only_the_payers_own_hourglass_lacks_the_price() -> None:
    room = _token_room()
    told = len(room.of(AllocationsChanged))

    _react(room, "hate", 0, Visibility.ANONYMOUS)

    state = room.meeting.state
    assert own_allocation(state, room.seat("p1")).remaining_ms == 240_000
    assert room.remaining_s() == {"p1": 300, "p2": 300, "p3": 300}
    assert len(room.of(AllocationsChanged)) == told


def test_near_the_end_ones_own_hourglass_lacks_as_much_less() -> None:
    room = _token_room(planned_s=450)

    _react(room, "hate", 0, Visibility.ANONYMOUS)

    assert room.remaining_s()["p1"] == 150
    assert own_allocation(room.meeting.state, room.seat("p1")).remaining_ms == 120_000


def test_a_warning_tells_its_speaker_what_they_have_and_a_mute_waits_for_the_settlement() -> None:
    room = _token_room(tokens=2, enforcement=EnforcementLevel.HARD)
    for at_ms in (0, 3_000):
        _react(room, "hurry_up", at_ms, Visibility.SECRET)

    room.start("p1", 10)
    room.wait(59)

    assert [each.remaining_ms for each in room.of(TimeWarning)] == [0, 0]
    assert room.of(MuteCommand) == []
    room.wait(61)
    assert [each.at_ms for each in room.of(MuteCommand)] == [60_000]


def test_what_somebody_has_left_is_set_by_what_can_be_reckoned() -> None:
    room = _token_room()
    _react(room, "hate", 0, Visibility.ANONYMOUS)
    room.wait(61)
    room.take(TimeReallocated(id="set", at_ms=61_000, by=FACILITATOR, participant="p1", remaining_ms=100_000))
    room.wait(121)

    purses = room.meeting.state.purses
    # Reckoned were the first ten tokens and a part of the settlement, 340 s; the two that were paid make no difference.
    taken_ms = 340_000 - 100_000
    assert purses.reckoned_ms("p1") == purses.reckoned_ms("p3") - taken_ms
    assert purses.balance_ms("p1") == purses.balance_ms("p3") - taken_ms - 2 * TOKEN_MS


def test_an_unsigned_reaction_is_allowed_after_as_many_signed_ones_as_may_be() -> None:
    room = _token_room(tokens=40)
    for second in range(12):
        mode = Visibility.PUBLIC if second < 6 else Visibility.ANONYMOUS
        at_ms = second * 3_000
        _react(room, "like", at_ms, mode)

    assert room.meeting.state.purses.balance("p1").tokens == 28
