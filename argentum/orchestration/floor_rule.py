"""What the session asks of whoever decides on the floor: the auction, or round robin."""

from __future__ import annotations

from typing import Literal, Protocol

from argentum.coordination.decisions import (
    AgentAfter,
    AuctionDecision,
    HardInterruptDecision,
    InterjectionDecision,
    SegmentSettlement,
)
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, SegmentBegun, SegmentHeard
from argentum.transcript.message import Message
from argentum.transcript.posting import Posting
from argentum.transcript.reason import Reason
from argentum.transcript.utterance import Mood


class FloorRule(Protocol):
    """Decides who speaks, who may cut in and who interjects, and keeps the books."""

    @property
    def opening_postings(self) -> tuple[Posting, ...]:
        """Postings that fill the banks at the start."""

    def segment_begun(self, begun: SegmentBegun) -> None:
        """Take note of a segment or kicker that begins to sound; a kicker shares the index of the segment it cut."""

    def open_auction(self, situation: AuctionSituation) -> AuctionDecision:
        """Decide who speaks next; moves no token."""

    def take_floor(self, decision: AuctionDecision, agent_id: str, now_ms: int) -> tuple[Posting, ...]:
        """Let the winner pay as its segment begins; a fallback pays nothing."""

    def commit_interrupt(
        self, decision: HardInterruptDecision, *, against: str, segment_index: int, now_ms: int, early: bool
    ) -> tuple[Posting, ...]:
        """Let the interrupter pay as it cuts in."""

    def abandon_interrupt(self, decision: HardInterruptDecision, *, reason: str, now_ms: int) -> tuple[Posting, ...]:
        """Take note that an interrupt does not happen; may charge for what was prepared."""

    def commit_interjection(
        self, decision: InterjectionDecision, *, segment_index: int, now_ms: int
    ) -> tuple[Posting, ...]:
        """Let the interjector pay as its line begins."""

    def drop_interjection(self, decision: InterjectionDecision, *, reason: str) -> None:
        """Take note that an interjection does not happen."""

    def interjection_heard(self, heard: InterjectionHeard) -> None:
        """Take note of an interjection that was heard."""

    def segment_heard(self, heard: SegmentHeard) -> SegmentSettlement:
        """Settle a segment or kicker that has ended."""

    def written(self, message: Message) -> None:
        """Take note of a clip that was written down; it is settled after that."""

    def audience(
        self, *, agent_id: str, kind: Literal["clap", "tip"], amount: int, segment_index: int
    ) -> tuple[Reason, ...]:
        """Let a sign from the audience take its bounded effect."""

    def snapshot(self) -> tuple[AgentAfter, ...]:
        """Give every agent's books and bearing."""

    def balances(self) -> dict[str, int]:
        """Give every agent's bid tokens, in the order of the table."""

    def talk_ms(self) -> dict[str, int]:
        """Give what was heard of every agent so far, in the order of the table."""

    def mood_of(self, agent_id: str) -> Mood:
        """Give an agent's smoothed mood."""
