"""Whether bids carry information."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from argentum.metrics.auctions import (
    auction_records,
    bid_desire_rank_correlation,
    bids_lost,
    bids_won,
    raw_bid_tie_rate,
    tie_rate,
    winner_desire_advantage,
)
from tests.sample_session import sample_messages

AUCTIONS = auction_records(sample_messages())


def test_bids_are_won_by_the_winner_and_lost_by_others_that_bid() -> None:
    assert bids_won(AUCTIONS) == {"ben": 2, "chloe": 1, "dmitri": 1, "ada": 1}
    assert bids_lost(AUCTIONS) == {"ada": 4, "chloe": 3, "dmitri": 3, "ben": 3}


def test_ties_compare_the_two_highest() -> None:
    assert tie_rate(AUCTIONS) == pytest.approx(2 / 5)
    assert raw_bid_tie_rate(AUCTIONS) == pytest.approx(1 / 5)


def test_equal_offers_below_the_highest_are_no_tie() -> None:
    auction = replace(AUCTIONS[0], offers={"ada": 1.0, "ben": 2.0, "chloe": 1.0})

    assert tie_rate([auction]) == 0.0


def test_an_auction_without_an_offer_is_not_counted_as_a_tie() -> None:
    silent = replace(AUCTIONS[0], offers={"ada": 0.0, "ben": 0.0})

    assert tie_rate([silent]) is None
    assert tie_rate([silent, AUCTIONS[2]]) == 1.0


def test_a_single_bidder_cannot_tie() -> None:
    assert raw_bid_tie_rate([replace(AUCTIONS[0], bids={"ada": 3})]) is None


def test_bids_that_follow_desire_correlate() -> None:
    correlation = bid_desire_rank_correlation(AUCTIONS)

    assert correlation is not None
    assert 0.95 < correlation < 1


def test_the_winner_is_compared_with_each_loser() -> None:
    assert winner_desire_advantage(AUCTIONS) == pytest.approx(14 / 15)


def test_without_auctions_nothing_is_defined() -> None:
    assert tie_rate([]) is None
    assert bid_desire_rank_correlation([]) is None
    assert winner_desire_advantage([]) is None


def test_turns_by_rotation_are_not_auctions() -> None:
    rotated = [
        replace(
            message, metadata=replace(message.metadata, auction=replace(message.metadata.auction, result="round_robin"))
        )
        for message in sample_messages()
        if message.metadata.auction is not None
    ]

    assert auction_records(rotated) == []
