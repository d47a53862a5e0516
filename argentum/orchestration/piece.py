"""Something that is to be said: from the request for its text to the last word that was heard of it."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from argentum.coordination.decisions import AuctionDecision, HardInterruptDecision, InterjectionDecision
from argentum.orchestration.requests import Position
from argentum.smoothing import at_most
from argentum.speech.sentences import first_words, split_sentences, word_count
from argentum.timing.beats import words_heard
from argentum.timing.turn_plan import TurnPlan
from argentum.transcript.message import Costs, Join
from argentum.transcript.utterance import NO_DRAFT, Citation, Draft, Utterance, UtteranceKind

PieceKind = Literal["segment", "kicker", "interjection", "reserve"]


class PieceState(Enum):
    """How far a piece has come."""

    WRITING = "writing"
    WRITTEN = "written"
    """Held back from the voice while a cut could make it void."""
    VOICING = "voicing"
    READY = "ready"
    SOUNDING = "sounding"
    DONE = "done"
    DROPPED = "dropped"


WRITING, WRITTEN, VOICING, READY, SOUNDING, DONE, DROPPED = PieceState
"""By their bare names for the hot path: a lookup in an enum of Python 3.11 calls a descriptor in Python."""


class Clip:
    """A stretch of speech of one piece; prepared once, played at most once."""

    __slots__ = (
        "clip_id",
        "duration_ms",
        "first_audio_ms",
        "ready",
        "requested_ms",
        "start_ms",
        "text",
        "word_ends_ms",
        "words",
    )

    def __init__(self, clip_id: str, text: str, words: int, *, requested_ms: int) -> None:
        """Begin unprepared; `words` counts for text-free agents."""
        self.clip_id = clip_id
        self.text = text
        self.words = words
        self.requested_ms = requested_ms
        self.ready = False
        self.duration_ms = 0
        self.word_ends_ms: tuple[int, ...] = ()
        self.first_audio_ms = 0
        self.start_ms = -1

    def sentence_word_counts(self) -> tuple[int, ...]:
        """Count the words of each sentence; one sentence for text-free clips."""
        if not self.text:
            return (self.words,)
        return tuple(word_count(sentence) for sentence in split_sentences(self.text))


class Piece:
    """One utterance in the making or sounding; the session alone changes it."""

    __slots__ = (
        "acknowledge",
        "agent_id",
        "attempts",
        "auction",
        "beat",
        "beats_actual_ms",
        "beats_planned_ms",
        "came_softly",
        "clips",
        "context_version",
        "costs",
        "cut",
        "cut_aimed",
        "decision",
        "draft",
        "during",
        "during_speaker",
        "fallback",
        "interjection",
        "interrupt",
        "issued_ms",
        "join",
        "kind",
        "landing_ms",
        "offset_ms",
        "overlap_kind",
        "own_request",
        "piece_id",
        "planned_offset_ms",
        "planned_start_ms",
        "playing",
        "position",
        "ready_ms",
        "request_id",
        "requested_ms",
        "segment_index",
        "start_ms",
        "state",
        "target_ms",
        "turn_clip",
        "turn_plan",
        "waiting_at_join",
        "written_ms",
    )

    def __init__(
        self, kind: PieceKind, agent_id: str, piece_id: str, *, position: Position, context_version: int, now_ms: int
    ) -> None:
        """Begin as a wish: nothing is requested yet."""
        self.kind: PieceKind = kind
        self.agent_id = agent_id
        self.piece_id = piece_id
        self.position: Position = position
        self.context_version = context_version
        self.requested_ms = now_ms
        self.request_id = ""
        self.own_request = True
        """False when it came with the answer to another piece's request."""
        self.issued_ms = -1
        self.written_ms = -1
        self.ready_ms = -1
        self.start_ms = -1
        self.planned_start_ms = -1
        self.state = WRITING
        self.draft: Draft | None = None
        self.clips: list[Clip] = []
        self.playing = 0
        self.attempts = 0
        self.auction = ""
        """Id of the auction that it goes back to."""
        self.fallback = False
        self.cut = False
        self.cut_aimed = False
        self.came_softly = False
        self.waiting_at_join = False
        """Dual path: the first half was heard, an interjection sounds, the second half follows it."""
        self.join: Join | None = None
        self.costs: Costs | None = None
        self.decision: AuctionDecision | None = None
        self.interrupt: HardInterruptDecision | None = None
        self.interjection: InterjectionDecision | None = None
        self.turn_plan: TurnPlan | None = None
        self.turn_clip = 0
        self.segment_index = -1
        self.target_ms = -1
        self.during: str | None = None
        self.acknowledge: Utterance | None = None
        self.during_speaker: str | None = None
        self.beat: int | None = None
        self.landing_ms = -1
        """Interjections and kickers: when they should begin."""
        self.offset_ms: int | None = None
        self.planned_offset_ms: int | None = None
        self.overlap_kind: Literal["terminal", "competition", "failed_attempt"] | None = None
        self.beats_planned_ms: tuple[int, ...] = ()
        self.beats_actual_ms: list[int] = []

    @property
    def clip(self) -> Clip:
        """Give the clip that sounds or will sound first."""
        return self.clips[self.playing]

    @property
    def ready(self) -> bool:
        """Whether it could begin at once."""
        return self.state is READY

    @property
    def turn_goes_on(self) -> bool:
        """Whether the turn plan has clips after this one."""
        return self.turn_plan is not None and self.turn_clip + 1 < len(self.turn_plan.clips_ms)

    def planned_total_ms(self) -> int:
        """Give how long the piece lasts from its start if nothing cuts it."""
        clips = self.clips
        if self.playing == 0:
            return clips[0].duration_ms + (clips[1].duration_ms if len(clips) > 1 else 0)
        clip = clips[self.playing]
        return clip.start_ms - self.start_ms + clip.duration_ms

    def heard_until(self, now_ms: int) -> int:
        """Give how long it has been heard, at most its planned length."""
        return at_most(now_ms - self.start_ms, self.planned_total_ms())

    def planned_text(self) -> str:
        """Give the text of its playing clips: with dual path, with the ending that was chosen."""
        clips = self.clips
        return clips[0].text if len(clips) == 1 else f"{clips[0].text} {clips[self.playing or 1].text}"

    def heard_text(self, heard_ms: int) -> str:
        """Give the text up to the last word that was heard whole."""
        clip = self.clip
        since_ms = heard_ms - (clip.start_ms - self.start_ms)
        here = first_words(clip.text, words_heard(clip.word_ends_ms, since_ms))
        return here if self.playing == 0 else f"{self.clips[0].text} {here}".strip()

    def citations_heard(self, text: str) -> tuple[Citation, ...]:
        """Give the citations of the draft; of a cut piece only those whose quote is in the heard text."""
        draft = self.draft
        if draft is None or not draft.citations:
            return ()
        if not self.cut:
            return draft.citations
        return tuple(citation for citation in draft.citations if citation.quote in text)

    def utterance(self, *, text: str, duration_ms: int, interrupted_by: str | None = None) -> Utterance:
        """Give what is (or was) heard of it as the others know it."""
        draft = self.draft or NO_DRAFT
        kind: UtteranceKind = "segment" if self.kind == "reserve" else self.kind
        return Utterance(
            utterance_id=self.piece_id,
            kind=kind,
            agent_id=self.agent_id,
            text=text,
            start_ms=self.start_ms,
            duration_ms=duration_ms,
            addressed_to=draft.addressed_to,
            challenges=draft.challenges,
            answers=draft.answers,
            citations=self.citations_heard(text) if draft.citations else (),
            interjection_type=self.interjection.interjection_type if self.interjection else None,
            interrupted_by=interrupted_by,
            during=self.during,
        )
