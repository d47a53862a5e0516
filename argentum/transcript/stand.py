"""Where one agent stood in one auction."""

from __future__ import annotations

from msgspec import Struct

from argentum.transcript.reason import Reason


class Stand(Struct, frozen=True, gc=False, kw_only=True):
    """A row of the auction table."""

    agent_id: str
    desire: float
    open_points: float
    """Backlog: points against this agent and not answered, decayed and limited."""
    waited_segments: int
    mood_effect: float
    bid: int
    pacing: float
    lead_segments: float
    """Seconds heard minus seconds due, in segments."""
    offer: float
    tokens: int
    credit: float
    evidence: bool
    wants_interrupt: bool
    reasons: tuple[Reason, ...] = ()
