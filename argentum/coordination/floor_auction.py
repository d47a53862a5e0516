"""One auction from beginning to end: bids, winner, and who may cut in or interject meanwhile (plan 6.5 and 7)."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.coordination.auction_resolver import AuctionResolver, Round
from argentum.coordination.bidding import Bidder, Bidding
from argentum.coordination.decisions import AuctionDecision, HardInterruptDecision, InterjectionDecision
from argentum.coordination.interjection_planner import InterjectionPlanner, Listeners
from argentum.coordination.interrupt_policy import InterruptPolicy, Wishes
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, ReportedBid
from argentum.coordination.table import Table
from argentum.ledger.book import MICRO
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.transcript.reason import Reason
from argentum.transcript.stand import Stand

CHALLENGED = Reason("challenged")
LIMITED = Reason("limited_by_bank")
REASONS = (((), (LIMITED,)), ((CHALLENGED,), (CHALLENGED, LIMITED)))
"""Why a row of the table stands as it does: not challenged and challenged, each not limited and limited."""
FIRST_PRICE = frozenset({"auction", "takeover"})
"""Outcomes in which an offer won against others, so that discounts, rebates and promises count."""


class FloorAuction:
    """Asks the table for desires, has them bid for, and puts the decisions of three policies into one."""

    def __init__(self, policy: Policy, table: Table, seats: Sequence[Seat], streams: Streams) -> None:
        self._table = table
        self._bidder = Bidder(
            policy,
            seats,
            tokens=table.tokens,
            fairness=table.fairness,
            evidence=table.evidence,
            reputation=table.reputation,
        )
        ties = streams.named("coordination/ties")
        self._resolver = AuctionResolver(
            policy.auction, policy.fairness, ties, round_robin=policy.mode == "round-robin"
        )
        self.interrupts = InterruptPolicy(
            policy.interrupt, policy.pricing, policy.cooldowns, policy.interjections, table.ids
        )
        self.interjections = InterjectionPlanner(
            policy.interjections, table.ids, streams.named("coordination/interjections")
        )
        self._turn_unit = policy.auction.unit == "turn"
        self._everyone = list(range(len(table.ids)))

    def resolve(self, situation: AuctionSituation) -> AuctionDecision:
        """Decide one auction; moves no token."""
        table = self._table
        segment = situation.segment_index
        holder = -1 if situation.holder is None else table.place(situation.holder)
        waited = [segment - last for last in table.last_spoke]
        reported = _by_place(table, situation) if situation.reported_bids else {}
        open_points = table.backlog.weights()
        moods = table.emotion.effects()
        holds = situation.turn_goes_on if self._turn_unit else table.holder_has_more
        plain = table.desire.values(open_points, waited, holder, holds=holds)
        bidding = self._bidder.bid(plain, moods, segment, reported)
        available = self._available(situation.unavailable)
        outcome = self._resolver.resolve(
            Round(
                bidding.offers,
                bidding.prices,
                table.tokens.book.tokens,
                waited,
                bidding.evidence,
                available,
                table.fairness.guarded(waited),
                holder,
                situation.holder_contiguous,
                situation.turn_goes_on,
            )
        )
        winner, price = outcome.winner, outcome.price
        at_offer = outcome.how in FIRST_PRICE
        if at_offer:
            price = self._bidder.rebated(winner, price)
        wanted = self.interrupts.wishes(bidding.desires, holder, reported)
        hard_interrupts: tuple[HardInterruptDecision, ...] = ()
        if situation.interrupts_possible and situation.kickers_possible > 0 and True in wanted:
            hard_interrupts = self._cut_ins(situation, bidding, wanted, holder, available)
        interjections: tuple[InterjectionDecision, ...] = ()
        if holder >= 0 and situation.interjections_possible > 0:
            count = self.interjections.wanted(situation.interjections_possible)
            if count:
                able = self._free_listeners(available, hard_interrupts)
                heard = self._listeners(holder, segment, able, open_points=open_points, reported=reported)
                heard.spendable[winner] -= price
                interjections = self.interjections.plan(count, heard)
        ids = table.ids
        return AuctionDecision(
            auction_id=situation.auction_id,
            winner=ids[winner],
            price=price,
            how=outcome.how,
            evidence_used=at_offer and bidding.evidence[winner],
            fallback=ids[outcome.fallback],
            stands=self._stands(bidding, open_points, waited, moods, wanted),
            hard_interrupts=hard_interrupts,
            interjections=interjections,
            shortened=outcome.shortened,
            reasons=outcome.reasons,
        )

    def _available(self, unavailable: tuple[str, ...]) -> list[int]:
        """Give those that can be asked; everybody when nobody can, because somebody has to speak."""
        if not unavailable:
            return self._everyone
        ids = self._table.ids
        return [place for place in self._everyone if ids[place] not in unavailable] or self._everyone

    def _cut_ins(
        self, situation: AuctionSituation, bidding: Bidding, wanted: list[bool], speaker: int, available: list[int]
    ) -> tuple[HardInterruptDecision, ...]:
        table = self._table
        asked = Wishes(
            desires=bidding.desires,
            offers=bidding.offers,
            tokens=table.tokens.book.tokens,
            segment_index=situation.segment_index,
            remaining_ms=situation.remaining_ms,
            kickers_possible=situation.kickers_possible,
            speaker_reputation=table.reputation.standing[speaker],
            speaker_confidence=table.emotion.confidence[speaker],
        )
        return self.interrupts.decide(wanted, asked, self._bidder.spending(available))

    def _free_listeners(self, available: list[int], cut_ins: tuple[HardInterruptDecision, ...]) -> list[int]:
        """Give those who neither save their tokens nor are about to cut in."""
        able = self._bidder.spending(available)
        if not cut_ins:
            return able
        cutting_in = [self._table.places[decision.agent_id] for decision in cut_ins]
        return [place for place in able if place not in cutting_in]

    def _listeners(
        self,
        speaker: int,
        segment_index: int,
        able: list[int],
        *,
        open_points: list[float],
        reported: dict[int, ReportedBid],
    ) -> Listeners:
        table = self._table
        return Listeners(
            speaker=speaker,
            segment_index=segment_index,
            able=able,
            spendable=[float(held) for held in table.tokens.book.tokens],
            challenged=table.challenged,
            open_points=open_points,
            frustration=table.emotion.frustration,
            confidence=table.emotion.confidence,
            stated=[place in reported and reported[place].action == "interject" for place in self._everyone],
            sides=table.opposition.towards(speaker),
        )

    def _stands(
        self, bidding: Bidding, open_points: list[float], waited: list[int], moods: list[float], wanted: list[bool]
    ) -> tuple[Stand, ...]:
        table = self._table
        book = table.tokens.book
        columns = zip(
            table.ids, bidding.desires, open_points, waited, moods, bidding.bids, table.fairness.pacing,
            table.fairness.lead, bidding.offers, book.tokens, book.credit_micro, bidding.evidence, wanted,
            table.challenged, bidding.limited, strict=True,
        )  # fmt: skip
        return tuple([
            Stand(
                agent_id=agent_id,
                desire=desire,
                open_points=points,
                waited_segments=wait,
                mood_effect=mood,
                bid=bid,
                pacing=pacing,
                lead_segments=lead,
                offer=offer,
                tokens=held,
                credit=credit / MICRO,
                evidence=backed,
                wants_interrupt=wants,
                reasons=REASONS[owes][cut],
            )
            for (
                agent_id, desire, points, wait, mood, bid, pacing, lead, offer, held, credit, backed, wants, owes, cut
            ) in columns
        ])  # fmt: skip


def _by_place(table: Table, situation: AuctionSituation) -> dict[int, ReportedBid]:
    places = table.places
    return {places[name]: bid for name, bid in situation.reported_bids.items() if name in places}
