"""What the parts of a session share: its inputs, its sub-machines, its outbox."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.coordination.decisions import AuctionDecision
from argentum.coordination.quality_governor import QualityGovernor
from argentum.coordination.seats import Seat
from argentum.orchestration.commands import Command, EndReason
from argentum.orchestration.floor import Floor
from argentum.orchestration.floor_rule import FloorRule
from argentum.orchestration.interrupt_gate import InterruptGate
from argentum.orchestration.piece import Clip, Piece
from argentum.orchestration.request_book import RequestBook
from argentum.orchestration.reserve_shelf import ReserveShelf
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.timing.latency import LatencyMeter
from argentum.timing.lead_time import LeadTime
from argentum.timing.segment_length import SegmentLength
from argentum.timing.transfer import TransferPlanner
from argentum.transcript.posting import Posting


class SessionLimits(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a session ends by itself; at least one of the first two is set."""

    segments: int | None = None
    duration_ms: int | None = None
    max_calls: int | None = None
    max_cost_usd: float | None = None


class Tally(Struct, kw_only=True):
    """Counts that no message carries."""

    llm_calls: int = 0
    llm_calls_discarded: int = 0
    """Calls whose answer was cancelled, failed, came too late or was never heard."""
    llm_tokens_in: int = 0
    llm_tokens_out: int = 0
    cost_usd: float = 0.0
    audio_discarded_ms: int = 0
    segments_discarded: int = 0
    """Segments that were written and given up while the session went on; what is left over at its end is not one."""
    stale_drafts: int = 0
    beats: int = 0
    beats_missed: int = 0
    interrupts_abandoned: int = 0
    interjections_dropped: int = 0
    reserves_used: int = 0
    fallbacks_used: int = 0
    failures: int = 0


class Session:
    """Everything that one session consists of; no rules live here."""

    __slots__ = (
        "abandoned_postings",
        "acknowledgements",
        "agent_ids",
        "auction_count",
        "book",
        "clips",
        "context_version",
        "ended",
        "failures_in_row",
        "finishing",
        "first_audio",
        "floor",
        "gate",
        "governor",
        "interjection_writing",
        "kicker_writing",
        "last_cut",
        "last_interrupter",
        "lead",
        "lengths",
        "limits",
        "micro_turn",
        "now_ms",
        "out",
        "pending_interjections",
        "policy",
        "rule",
        "seats",
        "segment_count",
        "session_id",
        "shelf",
        "streams",
        "tally",
        "topic",
        "transfer",
        "unavailable_until_ms",
        "undelivered",
        "writing",
    )

    def __init__(
        self,
        *,
        session_id: str,
        topic: str,
        policy: Policy,
        seats: Sequence[Seat],
        rule: FloorRule,
        streams: Streams,
        limits: SessionLimits,
        transfer: TransferPlanner,
    ) -> None:
        """Put the parts together at rest."""
        self.session_id = session_id
        self.topic = topic
        self.policy = policy
        self.seats = {seat.agent_id: seat for seat in seats}
        self.agent_ids = tuple(seat.agent_id for seat in seats)
        self.rule = rule
        self.streams = streams
        self.limits = limits
        self.transfer = transfer
        self.governor = QualityGovernor(policy)
        self.out: list[Command] = []
        self.now_ms = 0
        self.context_version = 0
        self.micro_turn = 0
        self.segment_count = 0
        self.auction_count = 0
        self.finishing: EndReason | None = None
        self.ended: EndReason | None = None
        self.failures_in_row = 0
        self.unavailable_until_ms: dict[str, int] = {}
        self.floor = Floor()
        self.gate = InterruptGate()
        self.shelf = ReserveShelf()
        concurrency = policy.concurrency
        self.book = RequestBook(global_limit=concurrency.global_limit, per_agent_limit=concurrency.per_agent_limit)
        timeouts = concurrency.timeouts_ms
        self.writing = LatencyMeter(timeouts.segment)
        self.kicker_writing = LatencyMeter(timeouts.kicker)
        self.interjection_writing = LatencyMeter(timeouts.interjection)
        self.first_audio = LatencyMeter(250)
        self.lead = LeadTime(policy.lead_time, depth=policy.interrupt.prebuffer_top)
        self.lengths = SegmentLength(policy.segment_seconds, words_per_minute=policy.simulation.words_per_minute)
        self.pending_interjections: list[Piece] = []
        self.acknowledgements: dict[str, Piece] = {}
        """Interjections that an agent should take up in its next segment."""
        self.clips: dict[str, tuple[Piece, Clip]] = {}
        self.tally = Tally()
        self.abandoned_postings: tuple[Posting, ...] = ()
        """Charges for kickers that were prepared and not used, until they are written down."""
        self.undelivered: AuctionDecision | None = None
        """Without prefetch: a decision whose winner is asked only when the segment is about to end."""
        self.last_interrupter: str | None = None
        self.last_cut: str | None = None

    @property
    def last_segment_running(self) -> bool:
        """Whether what sounds is the last segment that the limits allow."""
        limits = self.limits
        if limits.segments is not None and self.segment_count >= limits.segments:
            return True
        plan = self.floor.plan
        return limits.duration_ms is not None and plan is not None and plan.end_ms >= limits.duration_ms

    def guard_ms(self) -> int:
        """Give how long before a cut the kicker's audio must be ready (plan section 5, dynamic guard band)."""
        fixed = self.policy.interrupt.commit_guard_ms
        if isinstance(fixed, int):
            return fixed
        return self.first_audio.p95_ms + 60 if self.first_audio.measured else 250

    def unavailable(self) -> tuple[str, ...]:
        """Give the agents that cannot be asked just now, in the order of the table."""
        now_ms = self.now_ms
        if not self.unavailable_until_ms:
            return ()
        return tuple(agent for agent in self.agent_ids if self.unavailable_until_ms.get(agent, 0) > now_ms)
