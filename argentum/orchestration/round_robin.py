"""The second mode: everybody in turn, on the same session machine, without bids, prices or interrupts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from argentum.coordination.decisions import (
    AgentAfter,
    AuctionDecision,
    HardInterruptDecision,
    InterjectionDecision,
    SegmentSettlement,
)
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, SegmentBegun, SegmentHeard
from argentum.transcript.message import Message
from argentum.transcript.posting import Posting
from argentum.transcript.reason import Reason
from argentum.transcript.utterance import Mood


class RoundRobin:
    """Gives the floor to the next agent of the table that can be asked; nobody pays, nobody interjects."""

    opening_postings: tuple[Posting, ...] = ()

    def __init__(self, seats: Sequence[Seat]) -> None:
        """Take the table in its order; at least one seat."""
        self._agents = tuple(seat.agent_id for seat in seats)
        self._talk_ms = dict.fromkeys(self._agents, 0)

    def segment_begun(self, begun: SegmentBegun) -> None:
        """Nothing depends on it."""

    def open_auction(self, situation: AuctionSituation) -> AuctionDecision:
        """Name the next agent in order, and the one after it as fallback."""
        start = -1 if situation.holder is None else self._agents.index(situation.holder)
        count = len(self._agents)
        order = [self._agents[(start + step) % count] for step in range(1, count + 1)]
        able = [agent for agent in order if agent not in situation.unavailable] or order
        return AuctionDecision(
            auction_id=situation.auction_id,
            winner=able[0],
            price=0.0,
            how="round_robin" if count > 1 else "only_one",
            evidence_used=False,
            fallback=able[1] if len(able) > 1 else able[0],
            stands=(),
            reasons=(Reason("next_in_order"),),
        )

    def take_floor(self, decision: AuctionDecision, agent_id: str, now_ms: int) -> tuple[Posting, ...]:
        """Cost nothing."""
        del decision, agent_id, now_ms
        return ()

    def commit_interrupt(
        self, decision: HardInterruptDecision, *, against: str, segment_index: int, now_ms: int, early: bool
    ) -> tuple[Posting, ...]:
        """Cost nothing; round robin plans no interrupt."""
        del decision, against, segment_index, now_ms, early
        return ()

    def abandon_interrupt(self, decision: HardInterruptDecision, *, reason: str, now_ms: int) -> tuple[Posting, ...]:
        """Cost nothing."""
        del decision, reason, now_ms
        return ()

    def commit_interjection(
        self, decision: InterjectionDecision, *, segment_index: int, now_ms: int
    ) -> tuple[Posting, ...]:
        """Cost nothing; round robin plans no interjection."""
        del decision, segment_index, now_ms
        return ()

    def drop_interjection(self, decision: InterjectionDecision, *, reason: str) -> None:
        """Nothing depends on it."""

    def interjection_heard(self, heard: InterjectionHeard) -> None:
        """Count its seconds as talk."""
        self._talk_ms[heard.agent_id] += heard.heard_ms

    def segment_heard(self, heard: SegmentHeard) -> SegmentSettlement:
        """Count its seconds as talk."""
        self._talk_ms[heard.agent_id] += heard.heard_ms
        return SegmentSettlement(postings=())

    def written(self, message: Message) -> None:
        """Nothing depends on it."""

    def audience(
        self, *, agent_id: str, kind: Literal["clap", "tip"], amount: int, segment_index: int
    ) -> tuple[Reason, ...]:
        """Have no effect, and say so."""
        del agent_id, kind, amount, segment_index
        return (Reason("round_robin_ignores_audience"),)

    def snapshot(self) -> tuple[AgentAfter, ...]:
        """Give seconds of talk; there are no banks."""
        return tuple(
            AgentAfter(
                agent_id=agent, tokens=0, credit=0.0, talk_ms=talk_ms, lead_segments=0.0, reputation=0.0, mood=Mood()
            )
            for agent, talk_ms in self._talk_ms.items()
        )

    def balances(self) -> dict[str, int]:
        """Give empty banks: nobody has one."""
        return dict.fromkeys(self._agents, 0)

    def talk_ms(self) -> dict[str, int]:
        """Give what was heard of everybody so far."""
        return dict(self._talk_ms)

    def mood_of(self, agent_id: str) -> Mood:
        """Give a neutral mood."""
        del agent_id
        return Mood()
