"""Who gets the floor, at what price and why."""

from __future__ import annotations

import msgspec

from argentum.coordination.auction_resolver import AuctionResolver, Resolution, Round
from argentum.policy.economy import Fairness
from argentum.policy.floor import Auction
from argentum.rng import Streams

TABLE = Round(
    offers=[1.0, 3.0, 2.0, 0.5],
    prices=[1.0, 3.0, 2.0, 1.0],
    tokens=[4, 4, 4, 4],
    waited=[0, 1, 2, 3],
    evidence=[False] * 4,
    available=[0, 1, 2, 3],
    guarded=[],
    holder=0,
    holder_contiguous=1,
    turn_goes_on=False,
)


def _resolve(auction: Round, policy: Auction | None = None, *, round_robin: bool = False, seed: int = 1) -> Resolution:
    stream = Streams(seed).named("ties")
    return AuctionResolver(policy or Auction(), Fairness(), stream, round_robin=round_robin).resolve(auction)


def _codes(resolution: Resolution) -> list[str]:
    return [reason.code for reason in resolution.reasons]


def test_the_highest_offer_wins_and_is_paid() -> None:
    outcome = _resolve(TABLE)

    assert (outcome.winner, outcome.price, outcome.how) == (1, 3.0, "auction")
    assert _codes(outcome) == ["highest_offer"]


def test_the_second_highest_offer_stands_in() -> None:
    assert _resolve(TABLE).fallback == 2


def test_who_cannot_be_asked_cannot_win() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, available=[0, 2, 3]))

    assert outcome.winner == 2


def test_evidence_wins_a_tie() -> None:
    tied = msgspec.structs.replace(TABLE, offers=[0.0, 2.0, 2.0, 2.0], evidence=[False, True, False, False])

    outcome = _resolve(tied)

    assert outcome.winner == 1
    assert _codes(outcome) == ["highest_offer", "tie_evidence", "evidence_priority"]


def test_the_least_recent_speaker_wins_a_tie_without_evidence() -> None:
    tied = msgspec.structs.replace(TABLE, offers=[0.0, 2.0, 2.0, 2.0])

    outcome = _resolve(tied)

    assert outcome.winner == 3
    assert "tie_least_recent" in _codes(outcome)


def test_the_last_resort_in_a_tie_is_a_draw_and_not_the_order_of_the_seats() -> None:
    tied = msgspec.structs.replace(TABLE, offers=[0.0, 2.0, 2.0, 2.0], waited=[0, 5, 5, 5])

    winners = [_resolve(tied, seed=seed).winner for seed in range(60)]

    assert sorted(set(winners)) == [1, 2, 3]
    assert "tie_draw" in _codes(_resolve(tied))


def test_an_agent_that_waited_too_long_gets_the_slot_for_a_token() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, guarded=[3, 2]))

    assert (outcome.winner, outcome.price, outcome.how) == (3, 1.0, "wait_guard")


def test_a_guarded_slot_is_free_for_who_is_broke() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, guarded=[3], tokens=[4, 4, 4, 0]))

    assert outcome.price == 0.0


def test_a_holder_with_the_highest_offer_goes_on_at_its_price() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, offers=[4.0, 3.0, 2.0, 1.0], prices=[4.0, 3.0, 2.0, 1.0]))

    assert (outcome.winner, outcome.price, outcome.how) == (0, 4.0, "holder_continues")
    assert outcome.fallback == 1


def test_a_holder_at_its_limit_cannot_go_on() -> None:
    at_limit = msgspec.structs.replace(TABLE, offers=[4.0, 3.0, 2.0, 1.0], holder_contiguous=2)

    outcome = _resolve(at_limit, Auction(max_contiguous_segments=2))

    assert outcome.winner == 1


def test_a_cheap_holder_pays_at_most_one_token() -> None:
    leading = msgspec.structs.replace(TABLE, offers=[4.0, 3.0, 2.0, 1.0])

    assert _resolve(leading, Auction(holder_price="at_most_one")).price == 1.0


def test_at_a_join_the_holder_goes_on_although_a_rival_offers_a_little_more() -> None:
    join = msgspec.structs.replace(TABLE, offers=[2.7, 3.0, 2.0, 0.5], turn_goes_on=True)
    turns = Auction(unit="turn", max_contiguous_segments=6, holder_price="at_most_one", takeover_margin=0.5)

    outcome = _resolve(join, turns)

    assert (outcome.winner, outcome.price, outcome.how) == (0, 1.0, "holder_continues")
    assert outcome.fallback == 1


def test_at_a_join_a_rival_takes_over_by_more_than_the_margin() -> None:
    join = msgspec.structs.replace(TABLE, offers=[2.4, 3.0, 2.0, 0.5], turn_goes_on=True)
    turns = Auction(unit="turn", max_contiguous_segments=6, takeover_margin=0.5)

    outcome = _resolve(join, turns)

    assert (outcome.winner, outcome.price, outcome.how) == (1, 3.0, "takeover")


def test_in_the_last_clip_of_a_turn_the_highest_offer_wins_without_a_margin() -> None:
    last = msgspec.structs.replace(TABLE, offers=[2.9, 3.0, 2.0, 0.5])

    assert _resolve(last, Auction(unit="turn", max_contiguous_segments=6, takeover_margin=0.5)).winner == 1


def test_when_all_pass_the_holder_goes_on_for_nothing_and_briefly() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, offers=[0.0] * 4))

    assert (outcome.winner, outcome.price, outcome.how, outcome.shortened) == (0, 0.0, "all_passed", True)


def test_when_all_pass_and_the_holder_may_not_go_on_the_least_recent_speaks() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, offers=[0.0] * 4, holder_contiguous=2))

    assert (outcome.winner, outcome.price, outcome.shortened) == (3, 0.0, False)


def test_when_all_pass_the_policy_may_go_round() -> None:
    outcome = _resolve(
        msgspec.structs.replace(TABLE, offers=[0.0] * 4, holder=1),
        Auction.model_validate({"when_all_pass": "round_robin"}),
    )

    assert outcome.winner == 2


def test_a_holder_that_bids_alone_goes_on() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, offers=[1.0, 0.0, 0.0, 0.0]))

    assert (outcome.winner, outcome.how) == (0, "holder_continues")


def test_one_agent_alone_speaks_for_nothing() -> None:
    outcome = _resolve(msgspec.structs.replace(TABLE, available=[2]))

    assert (outcome.winner, outcome.price, outcome.how, outcome.fallback) == (2, 0.0, "only_one", 2)


def test_round_robin_goes_by_seats_and_around() -> None:
    assert _resolve(TABLE, round_robin=True).winner == 1
    assert _resolve(msgspec.structs.replace(TABLE, holder=3), round_robin=True).winner == 0
    assert _resolve(msgspec.structs.replace(TABLE, holder=-1), round_robin=True).how == "round_robin"


def test_the_stand_in_is_never_the_winner_while_others_are_there() -> None:
    situations = [
        TABLE,
        msgspec.structs.replace(TABLE, offers=[0.0] * 4),
        msgspec.structs.replace(TABLE, offers=[0.0, 1.0, 0.0, 0.0]),
        msgspec.structs.replace(TABLE, offers=[9.0, 0.0, 0.0, 0.0]),
        msgspec.structs.replace(TABLE, guarded=[2]),
        msgspec.structs.replace(TABLE, available=[0, 1]),
        msgspec.structs.replace(TABLE, holder=-1, waited=[0] * 4),
    ]

    for situation in situations:
        outcome = _resolve(situation)
        assert outcome.fallback != outcome.winner
        assert outcome.fallback in situation.available
