"""The auction of the floor: composes the managers, keeps what happened, answers the session (plan 3, 6 to 8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from argentum.coordination.auction_resolver import AuctionResolver, Round
from argentum.coordination.audience import AudienceDesk
from argentum.coordination.backlog import Backlog
from argentum.coordination.bidding import Bidder, Bidding
from argentum.coordination.decisions import (
    AgentAfter,
    AuctionDecision,
    HardInterruptDecision,
    InterjectionDecision,
    SegmentSettlement,
)
from argentum.coordination.desire import DesireModel
from argentum.coordination.emotion_engine import EmotionEngine
from argentum.coordination.evidence import EvidenceLane
from argentum.coordination.fairness_adjuster import FairnessAdjuster
from argentum.coordination.interjection_planner import InterjectionPlanner, Listeners
from argentum.coordination.interrupt_policy import InterruptPolicy, Wishes
from argentum.coordination.opposition import Opposition
from argentum.coordination.reputation import ReputationKeeper
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, ReportedBid, SegmentBegun, SegmentHeard
from argentum.coordination.token_manager import TokenManager
from argentum.errors import ProtocolError
from argentum.ledger.book import MICRO, Book
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.transcript.posting import Posting
from argentum.transcript.reason import Reason
from argentum.transcript.stand import Stand
from argentum.transcript.utterance import Mood

CHALLENGED = Reason("challenged")
LIMITED = Reason("limited_by_bank")
REASONS = (((), (LIMITED,)), ((CHALLENGED,), (CHALLENGED, LIMITED)))
"""Why a row of the table stands as it does: not challenged and challenged, each not limited and limited."""
CUT_OFF = (Reason("cut_off"),)
NEVER_SPOKE = -1


class AuctionManager:
    """Runs the economy of one session; moves a token only in the calls that return postings.

    The order of the calls, for each segment (follow-ons and kickers included)::

        open_auction          once before the first segment, with holder None and segment_index -1
        take_floor            the segment of the winner (or of the fallback) begins; not for a kicker or its follow-on,
                              which commit_interrupt has paid for
        segment_begun         its points count from now on
        open_auction          100 ms later; not needed in a kicker
        commit_interjection | drop_interjection, then interjection_heard
        commit_interrupt | abandon_interrupt
        segment_heard         by itself or cut

    `segment_index` rises by one with each of them; a kicker may share the index of the segment that it cuts.
    `report_mood`, `audience`, `snapshot` and `mood_of` may be called at any time. Raises `ProtocolError` for an
    agent that has no seat.
    """

    def __init__(self, policy: Policy, seats: Sequence[Seat], streams: Streams) -> None:
        """Seat the agents (at least one, in seat order) and open the books."""
        agents = len(seats)
        ids = tuple(seat.agent_id for seat in seats)
        if not agents or len(frozenset(ids)) != agents:
            msg = f"an auction needs at least one agent and different names, found {', '.join(ids) or 'nobody'}"
            raise ProtocolError(msg)
        self._ids = ids
        self._places = {agent_id: place for place, agent_id in enumerate(ids)}
        self._tokens = TokenManager(policy.tokens, policy.anti_hoarding, ids)
        self.book: Book = self._tokens.book
        self.opening_postings: tuple[Posting, ...] = self._tokens.opening_postings
        self._backlog = Backlog(agents=agents, decay=policy.desire.backlog_decay, limit=policy.desire.backlog_limit)
        self._opposition = Opposition(seats)
        self._desire = DesireModel(policy.desire, seats, streams)
        self._emotion = EmotionEngine(policy.emotion, policy.desire.emotion_weight, seats)
        self._fairness = FairnessAdjuster(policy.fairness, seats, target_ms=policy.segment_seconds.target * 1000)
        self._reputation = ReputationKeeper(policy.reputation, agents=agents)
        self._evidence = EvidenceLane(policy.evidence_priority, agents=agents)
        self._resolver = AuctionResolver(
            policy.auction,
            policy.fairness,
            streams.named("coordination/ties"),
            round_robin=policy.mode == "round-robin",
        )
        self._interrupts = InterruptPolicy(
            policy.interrupt, policy.pricing, policy.cooldowns, policy.interjections, ids
        )
        self._interjections = InterjectionPlanner(
            policy.interjections, ids, streams.named("coordination/interjections")
        )
        self._audience = AudienceDesk(policy.audience, agents=agents)
        self._bidder = Bidder(
            policy,
            seats,
            tokens=self._tokens,
            fairness=self._fairness,
            evidence=self._evidence,
            reputation=self._reputation,
        )
        self._turn_unit = policy.auction.unit == "turn"
        self._last_spoke = [NEVER_SPOKE] * agents
        self._challenged = [False] * agents
        self._prebuffer_charge = policy.pricing.prebuffer_charge
        self._holds = False
        self._segment_index = -1

    # ------------------------------------------------------------------ facts of the segment

    def segment_begun(self, begun: SegmentBegun) -> None:
        """Let a segment's points count, take its speaker's mood, and hold the speaker to the source it promised."""
        speaker = self._place(begun.agent_id)
        self._segment_index = begun.segment_index
        places = self._places
        self._backlog.answer(speaker, [places[name] for name in begun.answers if name in places])
        flags = self._challenged = [False] * len(self._ids)
        owing = begun.challenges
        if begun.addressed_to is not None and begun.addressed_to not in owing:
            owing = (*owing, begun.addressed_to)
        for name in owing:
            place = places.get(name, speaker)
            if place != speaker:
                flags[place] = True
                self._backlog.challenge(speaker, place)
                self._emotion.challenged(place)
        for name in begun.challenges:
            place = places.get(name, speaker)
            if place != speaker:
                self._opposition.challenged(speaker, place)
        self._last_spoke[speaker] = begun.segment_index
        self._desire.spoke(speaker)
        self._holds = self._desire.more_to_say()
        self._emotion.report(speaker, begun.mood)
        if not self._evidence.verify(speaker, begun.citations):
            self._reputation.event(speaker, -self._evidence.penalty)

    def segment_heard(self, heard: SegmentHeard) -> SegmentSettlement:
        """Settle the end of a segment: talk and pacing, supply, reputation, mood, backlog and topics."""
        speaker = self._place(heard.agent_id)
        fairness = self._fairness
        fairness.heard(speaker, heard.heard_ms)
        fairness.settle(speaker)
        reputation = self._reputation
        if heard.interrupted_by is None:
            reputation.uninterrupted(speaker, evidence=bool(heard.citations) and self._evidence.strong(heard.citations))
        reputation.settle()
        postings = self._tokens.settle(speaker, heard.end_ms, reputation.values)
        self._emotion.settle(speaker)
        self._backlog.fade()
        self._desire.pass_segment()
        reasons = () if heard.interrupted_by is None else CUT_OFF
        return SegmentSettlement(postings=postings, after=self.snapshot(), reasons=reasons)

    # ------------------------------------------------------------------ the auction

    def open_auction(self, situation: AuctionSituation) -> AuctionDecision:
        """Decide who speaks next and who may cut in or interject meanwhile; moves no token.

        Call it once for each segment: the bids teach the bid map what desires are usual, and chance is drawn.
        """
        places = self._places
        segment = situation.segment_index
        holder = -1 if situation.holder is None else self._place(situation.holder)
        waited = [segment - last for last in self._last_spoke]
        reported = {places[name]: bid for name, bid in situation.reported_bids.items() if name in places}
        open_points = self._backlog.weights()
        moods = self._emotion.effects()
        holds = situation.turn_goes_on if self._turn_unit else self._holds
        plain = self._desire.values(open_points, waited, holder, holds=holds)
        bidding = self._bidder.bid(plain, moods, segment, reported)
        unavailable = situation.unavailable
        everyone = list(range(len(self._ids)))
        available = everyone
        if unavailable:
            available = [place for place in everyone if self._ids[place] not in unavailable] or everyone
        resolution = self._resolver.resolve(
            Round(
                offers=bidding.offers,
                prices=bidding.prices,
                tokens=self.book.tokens,
                waited=waited,
                evidence=bidding.evidence,
                available=available,
                guarded=self._fairness.guarded(waited),
                holder=holder,
                holder_contiguous=situation.holder_contiguous,
                turn_goes_on=situation.turn_goes_on,
            )
        )
        winner = resolution.winner
        price = resolution.price
        if resolution.how in {"auction", "takeover"}:
            price = self._bidder.rebated(winner, price)
        stated = [False] * len(self._ids)
        for place, bid in reported.items():
            stated[place] = bid.hard_interrupt
        wanted = self._interrupts.wishes(bidding.desires, holder, stated)
        hard_interrupts = self._cut_ins(situation, bidding, wanted, holder, available)
        interjections: tuple[InterjectionDecision, ...] = ()
        if holder >= 0 and situation.interjections_possible > 0:
            count = self._interjections.wanted(situation.interjections_possible)
            if count:
                able = self._free_listeners(available, hard_interrupts)
                spendable = [float(held) for held in self.book.tokens]
                spendable[winner] -= price
                heard = self._listeners(
                    holder, segment, able, spendable=spendable, open_points=open_points, reported=reported
                )
                interjections = self._interjections.plan(count, heard)
        return AuctionDecision(
            auction_id=situation.auction_id,
            winner=self._ids[winner],
            price=price,
            how=resolution.how,
            evidence_used=bidding.evidence[winner] and resolution.how in {"auction", "takeover", "holder_continues"},
            fallback=self._ids[resolution.fallback],
            stands=self._stands(bidding, open_points, waited, moods, wanted),
            hard_interrupts=hard_interrupts,
            interjections=interjections,
            shortened=resolution.shortened,
            reasons=resolution.reasons,
        )

    def take_floor(self, decision: AuctionDecision, agent_id: str, now_ms: int) -> tuple[Posting, ...]:  # noqa: ARG002 - every event carries its time
        """Let an agent's segment begin: the winner pays its price, a fallback nothing."""
        place = self._place(agent_id)
        bids = [stand.bid for stand in decision.stands]
        desires = [stand.desire for stand in decision.stands]
        self._emotion.auction_lost_and_won(place, bids, desires.index(max(desires)), self._challenged)
        if agent_id != decision.winner:
            return ()
        if decision.evidence_used:
            self._evidence.promise(place, self._segment_index)
        if not decision.price:
            return ()
        return self._tokens.pay(place, decision.price, "speak")

    # ------------------------------------------------------------------ cutting in and interjecting

    def commit_interrupt(
        self,
        decision: HardInterruptDecision,
        *,
        against: str,
        segment_index: int,
        now_ms: int,  # noqa: ARG002 - as above
        early: bool,
    ) -> tuple[Posting, ...]:
        """Charge an interrupt that takes place; `early`: soon after the speaker had begun."""
        place, speaker = self._place(decision.agent_id), self._place(against)
        takes_floor = decision.style != "attempt"
        self._interrupts.committed(place, segment_index, counts=decision.style == "hard")
        self._emotion.interrupted(place)
        if decision.style == "hard":
            self._reputation.interrupted(speaker, early=early)
        return self._tokens.pay(place, decision.price, "hard_interrupt" if takes_floor else "attempt")

    def abandon_interrupt(
        self,
        decision: HardInterruptDecision,
        *,
        reason: str,  # noqa: ARG002 - the session records why
        now_ms: int,  # noqa: ARG002 - as above
    ) -> tuple[Posting, ...]:
        """Charge what the policy asks for a kicker that was prepared and not used (usually nothing)."""
        return self._tokens.pay(self._place(decision.agent_id), self._prebuffer_charge, "prebuffer")

    def commit_interjection(
        self,
        decision: InterjectionDecision,
        *,
        segment_index: int,
        now_ms: int,  # noqa: ARG002 - as above
    ) -> tuple[Posting, ...]:
        """Charge an interjection that begins to sound."""
        place = self._place(decision.agent_id)
        self._interjections.committed(place, segment_index)
        return self._tokens.pay(place, decision.price, "interjection")

    def drop_interjection(self, decision: InterjectionDecision, *, reason: str) -> None:  # noqa: ARG002 - the session records why
        """Let an interjection go that could not be placed: it costs nothing, but its turn in the rotation is over."""
        self._interjections.dropped(self._place(decision.agent_id))

    def interjection_heard(self, heard: InterjectionHeard) -> None:
        """Let a heard interjection count: talk, backlog, the speaker's mood, and reputation if it was worth little."""
        place, speaker = self._place(heard.agent_id), self._place(heard.speaker_id)
        self._fairness.heard(place, heard.heard_ms)
        self._emotion.interjected(speaker, heard.interjection_type)
        for name in heard.challenges:
            owing = self._places.get(name, place)
            if owing != place:
                self._backlog.challenge(place, owing)
                self._opposition.challenged(place, owing)
        if self._interjections.worthless(heard.importance):
            self._reputation.spam(place)

    # ------------------------------------------------------------------ moods, audience, figures

    def report_mood(self, agent_id: str, mood: Mood | None) -> None:
        """Take a mood that an agent reported; None (missing or malformed) keeps the last one and is counted."""
        self._emotion.report(self._place(agent_id), mood)

    def audience(
        self, *, agent_id: str, kind: Literal["clap", "tip"], amount: int, segment_index: int
    ) -> tuple[Reason, ...]:
        """Let claps or tips act within their caps, and say what became of them."""
        place = self._place(agent_id)
        effect = self._audience.signal(place, kind, amount, segment_index)
        if effect.reputation:
            self._reputation.bump(place, effect.reputation)
        if effect.pacing_relief:
            self._fairness.relieve(place, effect.pacing_relief)
        return effect.reasons

    def snapshot(self) -> tuple[AgentAfter, ...]:
        """Give everybody's books and bearing, in seat order."""
        fairness, reputation, mood = self._fairness, self._reputation.values, self._emotion.mood
        tokens, credit = self.book.tokens, self.book.credit_micro
        return tuple(
            [
                AgentAfter(
                    agent_id=agent_id,
                    tokens=tokens[place],
                    credit=credit[place] / MICRO,
                    talk_ms=fairness.talk_ms[place],
                    lead_segments=fairness.lead[place],
                    reputation=reputation[place],
                    mood=mood(place),
                )
                for place, agent_id in enumerate(self._ids)
            ]
        )

    def mood_of(self, agent_id: str) -> Mood:
        """Give an agent's mood as it counts now."""
        return self._emotion.mood(self._place(agent_id))

    def moods_missing(self, agent_id: str) -> int:
        """Give the number of reports that an agent owed and did not make, or not in a readable form."""
        return self._emotion.missing[self._place(agent_id)]

    # ------------------------------------------------------------------ parts of the decision

    def _place(self, agent_id: str) -> int:
        place = self._places.get(agent_id)
        if place is None:
            msg = f"{agent_id!r} has no seat; seated are {', '.join(self._ids)}"
            raise ProtocolError(msg)
        return place

    def _cut_ins(
        self, situation: AuctionSituation, bidding: Bidding, wanted: list[bool], speaker: int, available: list[int]
    ) -> tuple[HardInterruptDecision, ...]:
        if speaker < 0 or not situation.interrupts_possible or situation.kickers_possible <= 0 or True not in wanted:
            return ()
        asked = Wishes(
            desires=bidding.desires,
            offers=bidding.offers,
            tokens=self.book.tokens,
            segment_index=situation.segment_index,
            remaining_ms=situation.remaining_ms,
            kickers_possible=situation.kickers_possible,
            speaker_reputation=self._reputation.values[speaker],
            speaker_confidence=self._emotion.confidence(speaker),
        )
        return self._interrupts.decide(wanted, asked, [place for place in available if not self._bidder.silent(place)])

    def _free_listeners(self, available: list[int], cut_ins: tuple[HardInterruptDecision, ...]) -> list[int]:
        """Give those who neither save their tokens nor are about to cut in."""
        cutting_in = [self._places[decision.agent_id] for decision in cut_ins]
        return [place for place in available if place not in cutting_in and not self._bidder.silent(place)]

    def _listeners(
        self,
        speaker: int,
        segment_index: int,
        able: list[int],
        *,
        spendable: list[float],
        open_points: list[float],
        reported: dict[int, ReportedBid],
    ) -> Listeners:
        emotion = self._emotion
        everyone = range(len(self._ids))
        stated = [False] * len(self._ids)
        for place, bid in reported.items():
            stated[place] = bid.action == "interject"
        return Listeners(
            speaker=speaker,
            segment_index=segment_index,
            able=able,
            spendable=spendable,
            challenged=self._challenged,
            open_points=open_points,
            frustration=[emotion.frustration(place) for place in everyone],
            confidence=[emotion.confidence(place) for place in everyone],
            stated=stated,
            sides=self._opposition.towards(speaker),
        )

    def _stands(
        self, bidding: Bidding, open_points: list[float], waited: list[int], moods: list[float], wanted: list[bool]
    ) -> tuple[Stand, ...]:
        fairness, book, flags = self._fairness, self.book, self._challenged
        lead, pacing, tokens, credit = fairness.lead, fairness.pacing, book.tokens, book.credit_micro
        desires, bids, offers = bidding.desires, bidding.bids, bidding.offers
        evidence, limited = bidding.evidence, bidding.limited
        return tuple(
            [
                Stand(
                    agent_id=agent_id,
                    desire=desires[place],
                    open_points=open_points[place],
                    waited_segments=waited[place],
                    mood_effect=moods[place],
                    bid=bids[place],
                    pacing=pacing[place],
                    lead_segments=lead[place],
                    offer=offers[place],
                    tokens=tokens[place],
                    credit=credit[place] / MICRO,
                    evidence=evidence[place],
                    wants_interrupt=wanted[place],
                    reasons=REASONS[flags[place]][limited[place]],
                )
                for place, agent_id in enumerate(self._ids)
            ]
        )
