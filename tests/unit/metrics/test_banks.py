"""Whether money binds."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.auctions import auction_records
from argentum.metrics.banks import bank_share_at_zero, bank_share_near_cap
from tests.sample_session import sample_messages

AUCTION = auction_records(sample_messages())[0]
AUCTIONS = [replace(AUCTION, balances={"ada": 8, "ben": 7}), replace(AUCTION, balances={"ada": 6, "ben": 0})]


def test_one_below_the_cap_is_near_it() -> None:
    assert bank_share_near_cap(AUCTIONS, max_bank=8) == 0.5


def test_an_empty_bank_counts_at_zero() -> None:
    assert bank_share_at_zero(AUCTIONS) == 0.25


def test_without_auctions_there_is_no_agent_time() -> None:
    assert bank_share_near_cap([], max_bank=8) is None
    assert bank_share_at_zero([]) is None
