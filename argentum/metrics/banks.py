"""Whether money binds: how long agents sit at the cap, where tokens are worthless, or at zero, where they cannot act.

Agent-time is counted in auctions: one sample per agent and auction, the balance that the auction records.
"""

from __future__ import annotations

from collections.abc import Sequence

from argentum.transcript.message import AuctionRecord


def bank_share_near_cap(auctions: Sequence[AuctionRecord], *, max_bank: int) -> float | None:
    """Give the share of agent-time with `max_bank` - 1 tokens or more; `None` without an auction."""
    balances = _samples(auctions)
    return sum(1 for balance in balances if balance >= max_bank - 1) / len(balances) if balances else None


def bank_share_at_zero(auctions: Sequence[AuctionRecord]) -> float | None:
    """Give the share of agent-time without a token; `None` without an auction."""
    balances = _samples(auctions)
    return sum(1 for balance in balances if balance <= 0) / len(balances) if balances else None


def _samples(auctions: Sequence[AuctionRecord]) -> list[int]:
    return [balance for auction in auctions for balance in auction.balances.values()]
