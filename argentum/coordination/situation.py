"""What the managers are told by the session: facts of the micro-turn, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from argentum.transcript.utterance import Citation, InterjectionType, Mood


class SegmentBegun(Struct, frozen=True, gc=False, kw_only=True):
    """A segment (or a follow-on, or a kicker) that just began to sound; its points count from now on."""

    agent_id: str
    segment_index: int
    start_ms: int
    planned_ms: int
    challenges: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    addressed_to: str | None = None
    citations: tuple[Citation, ...] = ()
    mood: Mood | None = None


class SegmentHeard(Struct, frozen=True, gc=False, kw_only=True):
    """A segment that has ended, by itself or cut."""

    agent_id: str
    segment_index: int
    end_ms: int
    heard_ms: int
    planned_ms: int
    interrupted_by: str | None = None
    citations: tuple[Citation, ...] = ()
    """Citations whose quote was heard."""


class InterjectionHeard(Struct, frozen=True, gc=False, kw_only=True):
    """An interjection that was played into a segment."""

    agent_id: str
    speaker_id: str
    interjection_type: InterjectionType
    importance: float
    heard_ms: int
    end_ms: int
    challenges: tuple[str, ...] = ()


class ReportedBid(Struct, frozen=True, gc=False, kw_only=True):
    """A bid as an agent stated it (tier `llm`); taken instead of the heuristic one after clamping."""

    action: Literal["speak", "interject", "pass"]
    bid: int
    hard_interrupt: bool
    evidence_backed: bool = False


class AuctionSituation(Struct, frozen=True, gc=False, kw_only=True):
    """What is known when an auction is resolved."""

    now_ms: int
    auction_id: str
    segment_index: int
    """Index of the segment being said, from 0; -1 before the first."""
    holder: str | None
    """Agent that is speaking."""
    holder_contiguous: int
    """Segments in a row of the holder, the present one included."""
    turn_goes_on: bool
    """Unit turn: the holder's plan has further clips."""
    remaining_ms: int
    """Planned rest of the segment being said."""
    interrupts_possible: bool
    """False when the session cannot cut this segment (too short, round robin, governor)."""
    interjections_possible: int
    """How many interjections the session can still place in this segment."""
    kickers_possible: int
    """How many kickers may be prepared (prebuffer depth, budgets)."""
    unavailable: tuple[str, ...] = ()
    """Agents that cannot be asked at present."""
    reported_bids: Mapping[str, ReportedBid] = {}
