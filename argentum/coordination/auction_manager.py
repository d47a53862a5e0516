"""The auction of the floor: keeps what happened between the managers and answers the session (plan 3 and 6 to 8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from argentum.coordination.audience import AudienceDesk
from argentum.coordination.decisions import (
    AgentAfter,
    AuctionDecision,
    HardInterruptDecision,
    InterjectionDecision,
    SegmentSettlement,
)
from argentum.coordination.floor_auction import FloorAuction
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, SegmentBegun, SegmentHeard
from argentum.coordination.table import Table
from argentum.ledger.book import MICRO, Book
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.transcript.message import Message
from argentum.transcript.posting import Posting
from argentum.transcript.reason import Reason
from argentum.transcript.utterance import Mood

CUT_OFF = (Reason("cut_off"),)


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
    `written` is told each clip as it is written down, before it is settled.
    `report_mood`, `audience`, `snapshot` and `mood_of` may be called at any time. Raises `ProtocolError` for an
    agent that has no seat.
    """

    def __init__(self, policy: Policy, seats: Sequence[Seat], streams: Streams) -> None:
        """Seat the agents (at least one, in seat order) and open the books."""
        table = self._table = Table(policy, seats, streams)
        self._floor = FloorAuction(policy, table, seats, streams)
        self._audience = AudienceDesk(policy.audience, agents=len(seats))
        self._prebuffer_charge = policy.pricing.prebuffer_charge
        self.book: Book = table.tokens.book
        self.opening_postings: tuple[Posting, ...] = table.tokens.opening_postings

    # ------------------------------------------------------------------ the segment

    def open_auction(self, situation: AuctionSituation) -> AuctionDecision:
        """Decide who speaks next and who may cut in or interject meanwhile; moves no token.

        Call it once for each segment: the bids teach the bid map what desires are usual, and chance is drawn.
        """
        return self._floor.resolve(situation)

    def take_floor(
        self,
        decision: AuctionDecision,
        agent_id: str,
        now_ms: int,
    ) -> tuple[Posting, ...]:
        """Let an agent's segment begin: the winner pays its price, a fallback nothing."""
        table = self._table
        place = table.place(agent_id)
        table.emotion.lost_and_won(place, decision.stands, table.challenged)
        if agent_id != decision.winner:
            return ()
        if decision.evidence_used:
            table.evidence.promise(place, table.segment_index)
        return table.tokens.pay(place, decision.price, "speak") if decision.price else ()

    def segment_begun(self, begun: SegmentBegun) -> None:
        """Let a segment's points count, take its speaker's mood, and hold the speaker to the source it promised."""
        table = self._table
        speaker = table.place(begun.agent_id)
        table.segment_index = table.last_spoke[speaker] = begun.segment_index
        table.backlog.answer(speaker, table.named(begun.answers, besides=speaker) if begun.answers else ())
        table.challenged = [False] * len(table.ids)
        challenged = table.named(begun.challenges, besides=speaker) if begun.challenges else []
        for place in challenged:
            table.opposition.challenged(speaker, place)
        if begun.addressed_to is not None and begun.addressed_to not in begun.challenges:
            challenged += table.named((begun.addressed_to,), besides=speaker)
        for place in challenged:
            table.challenged[place] = True
            table.backlog.challenge(speaker, place)
            table.emotion.challenged(place)
        table.desire.spoke(speaker)
        table.holder_has_more = table.desire.more_to_say()
        table.emotion.report(speaker, begun.mood)
        if not table.evidence.verify(speaker, begun.citations):
            table.reputation.event(speaker, -table.evidence.penalty)

    def segment_heard(self, heard: SegmentHeard) -> SegmentSettlement:
        """Settle the end of a segment: talk and pacing, supply, reputation, mood, backlog and topics."""
        table = self._table
        speaker = table.place(heard.agent_id)
        table.fairness.heard(speaker, heard.heard_ms)
        table.fairness.settle(speaker)
        reputation = table.reputation
        if heard.interrupted_by is None:
            reputation.uninterrupted(speaker, evidence=table.evidence.strong(heard.citations))
        reputation.settle()
        postings = table.tokens.settle(speaker, heard.end_ms, reputation.standing)
        table.emotion.settle(speaker)
        table.backlog.fade()
        table.desire.pass_segment()
        reasons = () if heard.interrupted_by is None else CUT_OFF
        return SegmentSettlement(postings=postings, reasons=reasons)

    def written(self, message: Message) -> None:
        """Let what a clip gave and took count, where the policy asks for it."""
        if self._table.reciprocity is not None:
            self._table.reciprocity.written(message)

    # ------------------------------------------------------------------ cutting in and interjecting

    def commit_interrupt(
        self,
        decision: HardInterruptDecision,
        *,
        against: str,
        segment_index: int,
        now_ms: int,
        early: bool,
    ) -> tuple[Posting, ...]:
        """Charge an interrupt that takes place; `early`: soon after the speaker had begun."""
        table = self._table
        place, speaker = table.place(decision.agent_id), table.place(against)
        self._floor.interrupts.committed(place, segment_index, counts=decision.style == "hard")
        table.emotion.interrupted(place)
        if decision.style == "hard":
            table.reputation.interrupted(speaker, early=early)
        return table.tokens.pay(place, decision.price, "attempt" if decision.style == "attempt" else "hard_interrupt")

    def abandon_interrupt(
        self,
        decision: HardInterruptDecision,
        *,
        reason: str,
        now_ms: int,
    ) -> tuple[Posting, ...]:
        """Charge what the policy asks for a kicker that was prepared and not used (usually nothing)."""
        return self._table.tokens.pay(self._table.place(decision.agent_id), self._prebuffer_charge, "prebuffer")

    def commit_interjection(
        self,
        decision: InterjectionDecision,
        *,
        segment_index: int,
        now_ms: int,
    ) -> tuple[Posting, ...]:
        """Charge an interjection that begins to sound."""
        place = self._table.place(decision.agent_id)
        self._floor.interjections.committed(place, segment_index)
        return self._table.tokens.pay(place, decision.price, "interjection")

    def drop_interjection(
        self,
        decision: InterjectionDecision,
        *,
        reason: str,
    ) -> None:
        """Let an interjection go that could not be placed: it costs nothing, but its turn in the rotation is over."""
        self._floor.interjections.dropped(self._table.place(decision.agent_id))

    def interjection_heard(self, heard: InterjectionHeard) -> None:
        """Let a heard interjection count: talk, backlog, the speaker's mood, and reputation if it was worth little."""
        table = self._table
        place, speaker = table.place(heard.agent_id), table.place(heard.speaker_id)
        table.fairness.heard(place, heard.heard_ms)
        table.emotion.interjected(speaker, heard.interjection_type)
        for owing in table.named(heard.challenges, besides=place):
            table.backlog.challenge(place, owing)
            table.opposition.challenged(place, owing)
        if self._floor.interjections.worthless(heard.importance):
            table.reputation.spam(place)

    # ------------------------------------------------------------------ moods, audience, figures

    def report_mood(self, agent_id: str, mood: Mood | None) -> None:
        """Take a mood that an agent reported; None (missing or malformed) keeps the last one and is counted."""
        self._table.emotion.report(self._table.place(agent_id), mood)

    def audience(
        self, *, agent_id: str, kind: Literal["clap", "tip"], amount: int, segment_index: int
    ) -> tuple[Reason, ...]:
        """Let claps or tips act within their caps, and say what became of them."""
        place = self._table.place(agent_id)
        effect = self._audience.signal(place, kind, amount, segment_index)
        if effect.reputation:
            self._table.reputation.bump(place, effect.reputation)
        if effect.pacing_relief:
            self._table.fairness.relieve(place, effect.pacing_relief)
        return effect.reasons

    def snapshot(self) -> tuple[AgentAfter, ...]:
        """Give everybody's books and bearing, in seat order."""
        table = self._table
        return tuple(
            [
                AgentAfter(
                    agent_id=agent_id,
                    tokens=tokens,
                    credit=credit / MICRO,
                    talk_ms=talk_ms,
                    lead_segments=lead,
                    reputation=reputation,
                    mood=mood,
                )
                for agent_id, tokens, credit, talk_ms, lead, reputation, mood in zip(
                    table.ids,
                    self.book.tokens,
                    self.book.credit_micro,
                    table.fairness.talk_ms,
                    table.fairness.lead,
                    table.reputation.standing,
                    table.emotion.moods(),
                    strict=True,
                )
            ]
        )

    def balances(self) -> dict[str, int]:
        """Give everybody's bid tokens."""
        return dict(zip(self._table.ids, self.book.tokens, strict=True))

    def talk_ms(self) -> dict[str, int]:
        """Give what was heard of everybody so far."""
        return dict(zip(self._table.ids, self._table.fairness.talk_ms, strict=True))

    def mood_of(self, agent_id: str) -> Mood:
        """Give an agent's mood as it counts now."""
        return self._table.emotion.mood(self._table.place(agent_id))

    def moods_missing(self, agent_id: str) -> int:
        """Give the number of reports that an agent owed and did not make, or not in a readable form."""
        return self._table.emotion.missing[self._table.place(agent_id)]
