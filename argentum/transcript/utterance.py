"""What an agent writes, and what the others heard of it.

These are msgspec structs and not dataclasses: a session makes several in each micro-turn and the journal encodes them
all; a struct is built and encoded in under half a microsecond. Here and in the session they are `gc=False`: what is
frozen cannot come to refer to itself, so the collector need not look for cycles among them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

UtteranceKind = Literal["segment", "interjection", "kicker"]
InterjectionType = Literal["support", "clarify", "challenge"]


class Mood(Struct, frozen=True, gc=False, kw_only=True):
    """Frustration, engagement and confidence, each in [0, 1]."""

    frustration: float = 0.0
    engagement: float = 0.5
    confidence: float = 0.5

    def coarse(self) -> Mood:
        """Give the mood in quarters: what may be kept where raw moods are not to be (plan section 15, privacy)."""
        return Mood(
            frustration=round(4 * self.frustration) / 4,
            engagement=round(4 * self.engagement) / 4,
            confidence=round(4 * self.confidence) / 4,
        )


class Citation(Struct, frozen=True, gc=False, kw_only=True):
    """A passage of a given document that an utterance quotes."""

    label: str
    """`Doc 1`, `Doc 2`, … as listed in the journal."""
    document: str
    """File name or title of the document."""
    quote: str
    relevance: float
    """How well the passage fits the point, 0 to 1."""


class Draft(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What an agent wrote in answer to one request; nothing of it has been heard yet."""

    text: str = ""
    """Plain text; empty for text-free agents, which are measured by `words` alone."""
    words: int = 0
    """Number of words; 0 means: count them in `text`."""
    acknowledged_ending: str = ""
    """Dual path: the second half to be used when an interjection was heard (plan section 7, A1)."""
    acknowledgements: dict[InterjectionType, str] = {}
    """Dual path: the few words for a remark of each type, if the writer tells them apart; they stand before the usual
    second half. A type without any gets `acknowledged_ending`."""
    takes_up: tuple[str, ...] = ()
    """Kickers and interjections: the words of `WritingRequest.speaking` that this makes no sense without, as they were
    said; it does not sound before they were heard."""
    reserve: str = ""
    """Segments only: one spare sentence that its speaker can add when the next speaker is not ready."""
    reserve_words: int = 0
    follow_on: str = ""
    """Kickers only: the segment that follows the kicker if its speaker keeps the floor."""
    follow_on_words: int = 0
    interjection_type: InterjectionType | None = None
    importance: float = 0.5
    """Interjections only, 0 to 1."""
    addressed_to: str | None = None
    """Agent that is spoken to by name, if any."""
    challenges: tuple[str, ...] = ()
    """Agents whose stance or last point this utterance speaks against; they now owe an answer."""
    answers: tuple[str, ...] = ()
    """Agents whose open points this utterance takes up."""
    citations: tuple[Citation, ...] = ()
    mood: Mood | None = None
    on_topic: float | None = None
    """How close to the topic, 0 to 1, if the writer can say."""


NO_DRAFT = Draft()
"""Stands in where nothing was written."""


class Utterance(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What the others heard, or, while it lasts, what is being said."""

    utterance_id: str
    kind: UtteranceKind
    agent_id: str
    text: str
    """Heard text; the whole planned text while it is being said."""
    start_ms: int
    duration_ms: int
    addressed_to: str | None = None
    challenges: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    interjection_type: InterjectionType | None = None
    interrupted_by: str | None = None
    during: str | None = None
    """Interjections and kickers: the segment that they fell into."""
