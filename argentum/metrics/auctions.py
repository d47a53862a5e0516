"""Whether bids carry information: who won, how often offers tie, how bids follow desire.

The definitions are those of the project's economy study, so that sessions compare with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from argentum.metrics.rank_correlation import spearman
from argentum.transcript.message import AuctionRecord, Message

SAME_OFFER = 1e-9
"""Offers are products of real numbers; what differs by rounding alone is equal, as it is for the auction itself."""


def auction_records(messages: Sequence[Message]) -> list[AuctionRecord]:
    """List the auctions of a session in order; turns that were given by rotation are not auctions."""
    return [
        message.metadata.auction
        for message in messages
        if message.metadata.event == "auction"
        and message.metadata.auction is not None
        and message.metadata.auction.result != "round_robin"
    ]


def bids_won(auctions: Iterable[AuctionRecord]) -> dict[str, int]:
    """Count each agent's bids of at least 1 that won."""
    return _count_bids(auctions, winners=True)


def bids_lost(auctions: Iterable[AuctionRecord]) -> dict[str, int]:
    """Count each agent's bids of at least 1 that lost."""
    return _count_bids(auctions, winners=False)


def tie_rate(auctions: Iterable[AuctionRecord]) -> float | None:
    """Give the share of auctions whose two highest offers are equal; `None` without an auction of two or more.

    An auction in which nobody offers anything has no highest offer and is left out.
    """
    return _ties(auction.offers for auction in auctions)


def raw_bid_tie_rate(auctions: Iterable[AuctionRecord]) -> float | None:
    """Give the share of auctions whose two highest bids, before pacing and tokens, are equal."""
    return _ties(auction.bids for auction in auctions)


def bid_desire_rank_correlation(auctions: Iterable[AuctionRecord]) -> float | None:
    """Correlate bid and desire by rank, pooled over all agents and auctions; `None` when one never varies."""
    pairs = [(stand.desire, float(stand.bid)) for auction in auctions for stand in auction.stands]
    return spearman([desire for desire, _ in pairs], [bid for _, bid in pairs])


def winner_desire_advantage(auctions: Iterable[AuctionRecord]) -> float | None:
    """Give P(winner's desire > a loser's) over all pairs of the two; 0.5 is chance, `None` without a pair."""
    pairs = greater = 0
    for auction in auctions:
        desires = {stand.agent_id: stand.desire for stand in auction.stands}
        winning = desires.pop(auction.winner, None)
        if winning is None:
            continue
        pairs += len(desires)
        greater += sum(1 for desire in desires.values() if winning > desire)
    return greater / pairs if pairs else None


def _count_bids(auctions: Iterable[AuctionRecord], *, winners: bool) -> dict[str, int]:
    counts: dict[str, int] = {}
    for auction in auctions:
        for agent, bid in auction.bids.items():
            if bid >= 1 and (agent == auction.winner) is winners:
                counts[agent] = counts.get(agent, 0) + 1
    return counts


def _ties(auctions: Iterable[Mapping[str, float]]) -> float | None:
    contested = ties = 0
    for amounts in auctions:
        if len(amounts) < 2:  # noqa: PLR2004 - a tie takes two
            continue
        second, first = sorted(amounts.values())[-2:]
        if first > 0:
            contested += 1
            ties += first - second <= SAME_OFFER
    return ties / contested if contested else None
