"""What the managers answer: frozen decisions that carry their reasons.

A reason is a `Reason(code, values)`: the code says which rule spoke, the values are the numbers it used. Reports turn
codes into sentences; the core never formats text in the hot path.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.transcript.posting import Posting
from argentum.transcript.reason import Reason
from argentum.transcript.stand import Stand
from argentum.transcript.utterance import InterjectionType, Mood


class HardInterruptDecision(Struct, frozen=True, gc=False, kw_only=True):
    """An agent that may cut in, should its kicker be ready in time."""

    agent_id: str
    style: Literal["hard", "soft", "attempt"]
    """hard: takes the floor; soft: waits for the end of the segment; attempt: yield style, will give way."""
    price: float
    """Highest offer of the others + delta + fee; what is paid on commit."""
    fee: float
    reasons: tuple[Reason, ...] = ()


class InterjectionDecision(Struct, frozen=True, gc=False, kw_only=True):
    """An agent that is to interject into the present segment."""

    agent_id: str
    interjection_type: InterjectionType
    importance: float
    """Heuristic importance, 0 to 1; the draft may correct it."""
    price: int
    beat: int
    """First beat at which it may be placed, from 1."""
    acknowledge: bool
    """The speaker should take it up."""
    reasons: tuple[Reason, ...] = ()


class AuctionDecision(Struct, frozen=True, gc=False, kw_only=True):
    """Who speaks next, at what price and why, and who may cut in or interject meanwhile."""

    auction_id: str
    winner: str
    price: float
    """Paid when the winner's segment begins; 0 moves no token."""
    how: Literal["auction", "holder_continues", "takeover", "wait_guard", "all_passed", "only_one", "round_robin"]
    evidence_used: bool
    fallback: str
    """Who speaks if the winner cannot: pre-resolved, never the winner unless nobody else is there."""
    stands: tuple[Stand, ...]
    hard_interrupts: tuple[HardInterruptDecision, ...] = ()
    interjections: tuple[InterjectionDecision, ...] = ()
    shortened: bool = False
    """Everybody passed: the holder's next segment is a short one."""
    reasons: tuple[Reason, ...] = ()


class AgentAfter(Struct, frozen=True, gc=False, kw_only=True):
    """An agent's books and bearing after a micro-turn."""

    agent_id: str
    tokens: int
    credit: float
    talk_ms: int
    lead_segments: float
    reputation: float
    mood: Mood


class SegmentSettlement(Struct, frozen=True, gc=False, kw_only=True):
    """What the end of a segment brought: accrual, decay, stipend, expiry, reputation, moods."""

    postings: tuple[Posting, ...]
    reasons: tuple[Reason, ...] = ()
