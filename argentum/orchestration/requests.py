"""What an agent is asked for: text, or a stated bid."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.transcript.utterance import InterjectionType, Mood, Utterance

Position = Literal["opening", "turn", "continuation", "after_interrupt", "answer_interruption"]


class WritingRequest(Struct, frozen=True, gc=False, kw_only=True):
    """One request for text.

    The writer has been told every utterance that was heard so far; `speaking` is the one that is being
    said while it writes, whole as planned. A draft that arrives under an older context version is discarded.
    """

    request_id: str
    agent_id: str
    purpose: Literal["segment", "interjection", "kicker"]
    position: Position
    """opening: first words of the session; turn: after another speaker; continuation: after oneself;
    after_interrupt: to what an interrupter just said; answer_interruption: by the one who was cut off."""
    target_words: int
    context_version: int
    speaking: Utterance | None
    follow_on_words: int = 0
    """Kickers: length of the segment that follows, long enough for the one after it to be written meanwhile; 0: as
    `target_words`."""
    dual_path: bool = False
    """Also write `Draft.acknowledged_ending`."""
    interjection_type: InterjectionType | None = None
    """Interjections: the wanted type."""
    evidence_wanted: bool = False
    """The agent won by the evidence lane or should back its point with a source."""
    acknowledge: Utterance | None = None
    """An interjection that this segment should briefly take up."""
    mood: Mood | None = None
    closing: bool = False
    """The session is about to end: perhaps the last segment of this agent."""
    last: bool = False
    """The very last segment of the session, or the kicker that it will follow."""


class BidRequest(Struct, frozen=True, gc=False, kw_only=True):
    """One request for a stated bid (tier `llm`): what the agent may know of its own position."""

    request_id: str
    agent_id: str
    tokens: int
    mood: Mood
    context_version: int
    speaking: Utterance | None
    may_interrupt: bool
