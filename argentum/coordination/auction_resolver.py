"""Who gets the floor next, at what price and why (plan 6.5 and 7, economy study 3)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.policy.economy import Fairness
from argentum.policy.floor import Auction
from argentum.rng import Stream
from argentum.transcript.reason import Reason

How = Literal["auction", "holder_continues", "takeover", "wait_guard", "all_passed", "only_one", "round_robin"]

SAME_OFFER = 1e-9
WAITED_TOO_LONG = "wait_guard"
ONLY_ONE = (Reason("only_one"),)
IN_TURN = (Reason("round_robin"),)
HOLDER_CONTINUES_PASSED = (Reason("all_passed_holder_continues"),)
LEAST_RECENT_PASSED = (Reason("all_passed_least_recent"),)
ROUND_ROBIN_PASSED = (Reason("all_passed_round_robin"),)
TIE_BY_EVIDENCE = Reason("tie_evidence")
TIE_BY_WAIT = Reason("tie_least_recent")
TIE_BY_DRAW = Reason("tie_draw")
WITH_EVIDENCE = Reason("evidence_priority")


class Round(Struct, frozen=True, gc=False):
    """What the resolver is given: everything by place at the table."""

    offers: list[float]
    """What competes, discounts included; 0: passes or cannot pay."""
    prices: list[float]
    """What each would pay if it won at its offer."""
    tokens: list[int]
    waited: list[int]
    evidence: list[bool]
    available: list[int]
    """Places that can be asked, in seat order; never empty."""
    guarded: list[int]
    """Places whose wait entitles them to the slot, longest wait first."""
    holder: int
    """-1: nobody speaks yet."""
    holder_contiguous: int
    turn_goes_on: bool


class Resolution(Struct, frozen=True, gc=False):
    """The outcome of an auction."""

    winner: int
    price: float
    how: How
    fallback: int
    shortened: bool
    reasons: tuple[Reason, ...]


class AuctionResolver:
    """Paced first price: the highest offer wins and is paid; guards, limits and ties have rules of their own."""

    def __init__(self, policy: Auction, fairness: Fairness, stream: Stream, *, round_robin: bool) -> None:
        self._turns = policy.unit == "turn"
        self._longest_run = policy.max_contiguous_segments
        self._cheap_holder = policy.holder_price == "at_most_one"
        self._margin = policy.takeover_margin
        self._fallback_rule = policy.when_all_pass
        self._round_robin = round_robin
        self._guard_price = fairness.wait_guard_price
        self._draw = stream

    def resolve(self, auction: Round) -> Resolution:
        """Decide one auction."""
        available = auction.available
        if len(available) == 1:
            only = available[0]
            return Resolution(only, 0.0, "only_one", only, False, ONLY_ONE)
        if self._round_robin:
            after = self._next_in_turn(auction)
            return Resolution(after, 0.0, "round_robin", self._stand_in(auction, after), False, IN_TURN)
        for place in auction.guarded:
            if place != auction.holder and place in available:
                price = min(self._guard_price, auction.tokens[place])
                reasons = (Reason(WAITED_TOO_LONG, {"waited_segments": float(auction.waited[place])}),)
                return Resolution(place, price, "wait_guard", self._stand_in(auction, place), False, reasons)
        return self._by_offers(auction)

    def _by_offers(self, auction: Round) -> Resolution:
        offers, holder = auction.offers, auction.holder
        may_hold = holder >= 0 and auction.holder_contiguous < self._longest_run and holder in auction.available
        rival, second, tie = self._best(auction, without=holder)
        rival_offer = offers[rival] if rival >= 0 else 0.0
        holder_offer = offers[holder] if may_hold else 0.0
        if self._turns and auction.turn_goes_on and may_hold:
            if rival >= 0 and rival_offer > holder_offer + self._margin:
                values = {"offer": rival_offer, "holder_offer": holder_offer, "margin": self._margin}
                reasons = _with_tie(Reason("outbid_holder", values), tie, auction.evidence[rival])
                stand_in = second if second >= 0 else holder
                return Resolution(rival, auction.prices[rival], "takeover", stand_in, False, reasons)
            values = {"rival_offer": rival_offer, "holder_offer": holder_offer}
            return self._hold(auction, rival, Reason("turn_goes_on", values))
        if rival < 0 and holder_offer <= 0.0:
            return self._all_passed(auction, may_hold=may_hold)
        if self._holder_leads(auction, rival, may_hold=may_hold):
            return self._hold(
                auction, rival, Reason("holder_highest_offer", {"offer": holder_offer, "next": rival_offer})
            )
        runner_up = max(offers[second] if second >= 0 else 0.0, holder_offer)
        reasons = _with_tie(
            Reason("highest_offer", {"offer": rival_offer, "next": runner_up}), tie, auction.evidence[rival]
        )
        stand_in = second if second >= 0 else self._stand_in(auction, rival)
        return Resolution(rival, auction.prices[rival], "auction", stand_in, False, reasons)

    def _holder_leads(self, auction: Round, rival: int, *, may_hold: bool) -> bool:
        """Compare the holder with its best rival; in a tie evidence goes first and the holder last: it just spoke."""
        if not may_hold:
            return False
        holder_offer = auction.offers[auction.holder]
        if holder_offer <= 0.0:
            return False
        if rival < 0:
            return True
        ahead = holder_offer - auction.offers[rival]
        if abs(ahead) > SAME_OFFER:
            return ahead > 0.0
        return auction.evidence[auction.holder] and not auction.evidence[rival]

    def _hold(self, auction: Round, rival: int, reason: Reason) -> Resolution:
        holder = auction.holder
        price = float(min(1, auction.tokens[holder])) if self._cheap_holder else auction.prices[holder]
        stand_in = rival if rival >= 0 else self._stand_in(auction, holder)
        return Resolution(holder, price, "holder_continues", stand_in, False, (reason,))

    def _all_passed(self, auction: Round, *, may_hold: bool) -> Resolution:
        """Let somebody go on for nothing: silence is no error, and it moves no token."""
        if may_hold and self._fallback_rule == "continue":
            holder = auction.holder
            stand_in = self._stand_in(auction, holder)
            return Resolution(holder, 0.0, "all_passed", stand_in, True, HOLDER_CONTINUES_PASSED)
        if self._fallback_rule == "round_robin":
            after = self._next_in_turn(auction)
            return Resolution(after, 0.0, "all_passed", self._stand_in(auction, after), False, ROUND_ROBIN_PASSED)
        after = self._stand_in(auction, auction.holder)
        return Resolution(after, 0.0, "all_passed", self._stand_in(auction, after), False, LEAST_RECENT_PASSED)

    def _best(self, auction: Round, *, without: int) -> tuple[int, int, Reason | None]:
        """Give the best and the second-best offer and the rule that broke a tie for the first; -1 for nobody."""
        offers = auction.offers
        best = second = -1
        best_offer = second_offer = 0.0
        tied = False
        for place in auction.available:
            offer = offers[place]
            if place == without or offer <= 0.0:
                continue
            if best < 0 or offer > best_offer + SAME_OFFER:
                best, second, best_offer, second_offer = place, best, offer, best_offer
                tied = False
            elif offer >= best_offer - SAME_OFFER:
                tied = True
                second, second_offer = place, offer
            elif second < 0 or offer > second_offer:
                second, second_offer = place, offer
        if not tied:
            return best, second, None
        equals = [
            place for place in auction.available if place != without and abs(offers[place] - best_offer) <= SAME_OFFER
        ]
        return self._break_tie(auction, equals)

    def _break_tie(self, auction: Round, equals: list[int]) -> tuple[int, int, Reason]:
        """Evidence first, then who has not spoken for longest, then a draw; never the order of the seats."""
        rule = TIE_BY_EVIDENCE
        left = [place for place in equals if auction.evidence[place]] or equals
        if len(left) > 1:
            rule = TIE_BY_WAIT
            longest = max(auction.waited[place] for place in left)
            left = [place for place in left if auction.waited[place] == longest]
        if len(left) > 1:
            rule = TIE_BY_DRAW
        best = left[0] if len(left) == 1 else left[int(self._draw.random() * len(left))]
        others = [place for place in equals if place != best]
        second = max(others, key=lambda place: auction.waited[place])
        return best, second, rule

    def _stand_in(self, auction: Round, winner: int) -> int:
        """Give the least recent speaker besides the winner, in seat order after the winner when waits are equal."""
        seats = len(auction.offers)
        best, longest = winner, -1
        for place in auction.available:
            if place == winner:
                continue
            # Equal waits occur at the start only; counting from the winner's seat keeps the first seat from gaining.
            wait = auction.waited[place] * seats + seats - (place - winner) % seats
            if place == auction.holder:
                wait = 0
            if wait > longest:
                best, longest = place, wait
        return best

    def _next_in_turn(self, auction: Round) -> int:
        seats = len(auction.offers)
        first = auction.holder + 1
        return min(auction.available, key=lambda place: (place - first) % seats)


def _with_tie(reason: Reason, tie: Reason | None, evidence: bool) -> tuple[Reason, ...]:
    if tie is None and not evidence:
        return (reason,)
    more = (tie,) if tie is not None else ()
    return (reason, *more, WITH_EVIDENCE) if evidence else (reason, *more)
