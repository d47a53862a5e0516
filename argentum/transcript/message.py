"""What is written down: one message per heard clip, auction or notice (plan sections 4 and 12).

`Message` keeps the field names of the earlier prototype (`id`, `type`, `sender`, `content`, `metadata`) so that its
files stay readable; there is no wall-clock timestamp, because equal inputs must give equal bytes.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.transcript.posting import Posting
from argentum.transcript.reason import Reason
from argentum.transcript.stand import Stand
from argentum.transcript.utterance import Citation, InterjectionType, Mood

Event = Literal["segment", "interjection", "hard_interrupt", "auction", "timing", "notice", "opening", "closing"]


class Costs(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What the event cost."""

    tokens_spent: int = 0
    """Whole bid tokens charged to the agent."""
    price: float = 0.0
    """Real-valued price; the difference waits as credit."""
    fee: float = 0.0
    llm_calls: int = 0
    llm_tokens_in: int = 0
    llm_tokens_out: int = 0
    usd: float = 0.0


class Join(Struct, frozen=True, gc=False, kw_only=True):
    """Where a speaker stopped for a remark and went on after it, from the start of the clip."""

    at_ms: int
    resumed_ms: int
    words: int
    """Spoken before it."""


class ClipTiming(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """When something was heard, and when it was planned."""

    start_ms: int
    duration_ms: int
    """Heard duration."""
    planned_start_ms: int | None = None
    planned_duration_ms: int | None = None
    offset_ms: int | None = None
    """Segments: onset minus the heard end of the clip before; negative in overlap."""
    planned_offset_ms: int | None = None
    overlap_kind: Literal["terminal", "competition", "failed_attempt"] | None = None
    beat: int | None = None
    beat_planned_ms: tuple[int, ...] = ()
    beat_actual_ms: tuple[int, ...] = ()
    drift_ms: tuple[int, ...] = ()
    target_ms: int | None = None
    """Interjections and kickers: when they should have begun."""
    join: Join | None = None
    """Dual path: the pause in which a remark was heard; the rest of the text was spoken after it."""
    guard_ms: int | None = None
    llm_latency_ms: int | None = None
    first_audio_ms: int | None = None
    queue_delay_ms: int | None = None


class AuctionRecord(Struct, frozen=True, gc=False, kw_only=True):
    """The whole of an auction: who stood where, who won and why, and what everyone has after it."""

    result: Literal["auction", "holder_continues", "takeover", "wait_guard", "all_passed", "only_one", "round_robin"]
    winner: str
    price: float
    fallback: str
    bids: dict[str, int]
    offers: dict[str, float]
    pacing: dict[str, float]
    talk_share: dict[str, float]
    balances: dict[str, int]
    """After the settlement of the segment before; the postings of later messages move on from here."""
    stands: tuple[Stand, ...]
    reasons: tuple[Reason, ...] = ()
    opened_ms: int = 0
    resolved_ms: int = 0


class Provenance(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Which policy and which request an event goes back to."""

    policy: str
    version: str
    request_id: str = ""
    prefetch: bool = False
    fallback: bool = False
    """The planned speaker was not ready; a fallback or reserve stepped in."""


class Metadata(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The envelope of an event; fields that do not apply are left out of the JSON."""

    event: Event
    agent_id: str | None = None
    speaker_id: str | None = None
    """Who held the floor when it happened."""
    auction_id: str | None = None
    segment_id: str | None = None
    clip_id: str | None = None
    segment_index: int | None = None
    context_version: int | None = None
    costs: Costs | None = None
    emotion: Mood | None = None
    auction: AuctionRecord | None = None
    timing: ClipTiming | None = None
    provenance: Provenance | None = None
    postings: tuple[Posting, ...] = ()
    citations: tuple[Citation, ...] = ()
    addressed_to: str | None = None
    challenges: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    interjection_type: InterjectionType | None = None
    importance: float | None = None
    acknowledged: bool | None = None
    style: Literal["hard", "soft", "attempt"] | None = None
    planned_text: str | None = None
    heard_text: str | None = None
    cut_at_ms: int | None = None
    """From the start of the clip."""
    interrupted_by: str | None = None
    on_topic: float | None = None
    reasons: tuple[Reason, ...] = ()


class Message(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="message"):
    """One line of the transcript."""

    id: str
    type: Literal["assistant", "system"]
    sender: str
    """Agent id, or `floor` for auctions and notices."""
    content: str
    """What was heard; for notices one sentence."""
    metadata: Metadata
