"""From desires to what everybody puts down: bid, offer, price (plan 6 and 6.5, economy study 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import add

from msgspec import Struct

from argentum.coordination.bid_map import bid_map
from argentum.coordination.deviation import Deviations
from argentum.coordination.evidence import EvidenceLane
from argentum.coordination.fairness_adjuster import FairnessAdjuster
from argentum.coordination.reputation import ReputationKeeper
from argentum.coordination.seats import Seat
from argentum.coordination.situation import ReportedBid
from argentum.coordination.token_manager import TokenManager
from argentum.policy import Policy
from argentum.smoothing import at_least


class Bidding(Struct, frozen=True, gc=False):
    """What everybody bids in one auction, by place at the table."""

    desires: list[float]
    """With mood."""
    bids: list[int]
    offers: list[float]
    """Discounts included; never more than the bank holds."""
    prices: list[float]
    """What each would pay for winning: its offer without the discounts, at least 1."""
    evidence: list[bool]
    limited: list[bool]
    """The bank held less than the offer would have been."""


class Bidder:
    """Turns desires into bids by the policy's map and bids into offers by pacing, price level and bank.

    A bid states how much an agent wants the floor and is not limited by its bank; the offer is what it puts down.
    Discounts (evidence, reputation) raise the offer that competes and not the price that is paid for it.
    """

    def __init__(
        self,
        policy: Policy,
        seats: Sequence[Seat],
        *,
        tokens: TokenManager,
        fairness: FairnessAdjuster,
        evidence: EvidenceLane,
        reputation: ReputationKeeper,
    ) -> None:
        self._map = bid_map(policy.bids, mood_cap=policy.emotion.bid_cap)
        self._deviations = Deviations(seats, largest=policy.bids.largest, max_bank=policy.tokens.max_bank)
        self._largest = policy.bids.largest
        self._price_level = policy.bids.price_level
        self._tokens = tokens
        self._fairness = fairness
        self._evidence = evidence
        self._reputation = reputation
        minted = policy.tokens.supply == "minted" and policy.anti_hoarding.enabled
        self._rebate = policy.anti_hoarding.underspoke_rebate if minted else 0.0

    def bid(
        self,
        plain: Sequence[float],
        moods: Sequence[float],
        segment_index: int,
        reported: Mapping[int, ReportedBid],
    ) -> Bidding:
        """Make the bids of an auction: `plain` are desires without mood, `reported` the bids that agents stated."""
        tokens = self._tokens.book.tokens
        bids = self._map.bids(plain, moods, tokens)
        for place, report in reported.items():
            bids[place] = min(max(report.bid, 0), self._largest) if report.action == "speak" else 0
        if self._deviations.present:
            self._deviations.apply(bids, tokens)
        self._fairness.note_bids(segment_index, bids)
        tax = self._fairness.tax()
        level = self._price_level
        agents = len(bids)
        offers, prices, limited = [0.0] * agents, [0.0] * agents, [False] * agents
        evidence = self._evidence.backed(segment_index, reported)
        factors = self._raises(evidence)
        pacing = self._fairness.pacing
        for place, bid in enumerate(bids):
            held = tokens[place]
            if held < 1 or not bid:
                continue
            offer = level * pacing[place] * bid
            if tax is not None:
                offer *= tax[place]
            factor = factors[place]
            competing = offer * factor
            if competing > held:
                competing = float(held)
                limited[place] = True
            offers[place] = competing
            prices[place] = at_least(competing / factor, 1.0)
        return Bidding(list(map(add, plain, moods)), bids, offers, prices, evidence, limited)

    def _raises(self, evidence: Sequence[bool]) -> list[float]:
        """Give the factor on each offer from reputation and evidence, fading with a bank that is too full."""
        factors = self._reputation.raises()
        if True in evidence:
            discount = self._evidence.discount
            factors = [
                factor + discount if backed else factor for factor, backed in zip(factors, evidence, strict=True)
            ]
        if self._tokens.discounts_fade:
            left = self._tokens.discount_left
            factors = [1.0 + (factor - 1.0) * left(place) for place, factor in enumerate(factors)]
        return factors

    def rebated(self, place: int, price: float) -> float:
        """Give what a winner pays after the rebate for those who have had less than their share of talk."""
        if self._rebate and self._fairness.underspoke(place):
            return price * (1.0 - self._rebate)
        return price

    def spending(self, places: list[int]) -> list[int]:
        """Give those of the places whose agents do not save their tokens on purpose."""
        if not self._deviations.present:
            return places
        return [place for place in places if not self._deviations.silent(place)]
