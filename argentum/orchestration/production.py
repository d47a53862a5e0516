"""Making what will be said: requests, drafts, clips, failures (plan section 9.1).

A piece is asked for when the request book has a place and the governor a budget; its request is worded at that
moment, not before, so that it carries the newest context.
"""

from __future__ import annotations

from argentum.ids import clip_id, segment_id
from argentum.orchestration.commands import CancelRequest, DiscardClip, PrepareClip, RequestDraft, SetTimer
from argentum.orchestration.known import known_to
from argentum.orchestration.piece import (
    DONE,
    DROPPED,
    READY,
    SOUNDING,
    VOICING,
    WRITING,
    WRITTEN,
    Clip,
    Piece,
    PieceKind,
)
from argentum.orchestration.request_book import NEEDED
from argentum.orchestration.requests import Position, WritingRequest
from argentum.orchestration.session import Session
from argentum.orchestration.signals import ClipPrepared, DraftArrived
from argentum.smoothing import at_least
from argentum.speech.sanitize import sanitize_text, truncated
from argentum.speech.sentences import split_sentences, word_count
from argentum.timing.latency import LatencyMeter
from argentum.transcript.utterance import Draft

_OPENING_PATIENCE = 8
"""Nothing sounds yet at the opening, so a slow first answer costs only a longer wait; it also is the first measure."""
_BUDGET_RETRY_MS = 1000
_RATE_RANGE = 0.05
_KICKER_WORDS_CAP = 18
_INTERJECTION_WORDS_CAP = 15
_SEGMENT_WORDS_CAP = 35
_BEYOND_DROPPING = (DROPPED, DONE, SOUNDING)


class Production:
    """Turns wishes into clips."""

    __slots__ = ("_dual_path", "_limited", "_nonce", "_p95_factor", "_session", "_timeouts_ms")

    def __init__(self, session: Session) -> None:
        """Work for one session."""
        self._session = session
        self._nonce = 0
        policy = session.policy
        self._dual_path = policy.interrupt.mode == "beat_only" and policy.interjections.dual_path
        self._limited = session.limits.max_calls is not None or session.limits.max_cost_usd is not None
        timeouts = policy.concurrency.timeouts_ms
        self._p95_factor = timeouts.p95_factor
        self._timeouts_ms: dict[PieceKind, int] = {
            "segment": timeouts.segment,
            "reserve": timeouts.segment,
            "kicker": timeouts.kicker,
            "interjection": timeouts.interjection,
        }

    def new_piece(self, kind: PieceKind, agent_id: str, auction: str, *, position: Position) -> Piece:
        """Make a wish with its deterministic id."""
        session = self._session
        self._nonce += 1
        piece = Piece(
            kind,
            agent_id,
            segment_id(auction, session.seats[agent_id].index, self._nonce),
            position=position,
            context_version=session.context_version,
            now_ms=session.now_ms,
        )
        piece.auction = auction
        return piece

    def submit(self, piece: Piece, priority: int) -> None:
        """Let the piece wait for its turn to be asked for."""
        self._session.book.submit(piece, priority)

    def pump(self) -> list[Piece]:
        """Ask for what may be asked for now; give the pieces that the budget refuses for good.

        A needed segment that the budget refuses waits and is tried again each second; everything else is given up,
        because a late interjection is worth less than a quiet one.
        """
        session = self._session
        refused: list[Piece] = []
        book = session.book
        while book.waiting and (entry := book.next_to_issue()):
            priority, piece = entry
            if session.finishing is not None or (self._limited and self._budget_reached()):
                refused.append(piece)
                continue
            if not session.governor.allows(session.now_ms, priority):
                if priority == NEEDED:
                    session.book.put_back(piece, priority)
                    session.out.append(SetTimer(timer="budget", at_ms=session.now_ms + _BUDGET_RETRY_MS))
                    break
                refused.append(piece)
                continue
            self._issue(piece)
        return refused

    def _budget_reached(self) -> bool:
        """End the session politely before it asks for more than its limits allow."""
        session = self._session
        limits, tally = session.limits, session.tally
        calls = limits.max_calls is not None and tally.llm_calls >= limits.max_calls
        money = limits.max_cost_usd is not None and tally.cost_usd > 0 and tally.cost_usd >= limits.max_cost_usd
        if calls or money:
            session.finishing = "budget"
        return calls or money

    def _issue(self, piece: Piece) -> None:
        session = self._session
        now_ms = session.now_ms
        piece.attempts += 1
        piece.request_id = f"req_{piece.piece_id}_{piece.attempts}"
        piece.issued_ms = now_ms
        piece.context_version = session.context_version
        session.book.issued(piece.request_id, piece)
        session.governor.note_request(now_ms)
        session.tally.llm_calls += 1
        session.out.append(RequestDraft(request=self._worded(piece), deadline_ms=now_ms + self._patience_ms(piece)))

    def _worded(self, piece: Piece) -> WritingRequest:
        session = self._session
        speaking, decision, kind, agent_id = session.floor.current, piece.decision, piece.kind, piece.agent_id
        return WritingRequest(
            request_id=piece.request_id,
            agent_id=agent_id,
            purpose="segment" if kind == "reserve" else kind,
            position=piece.position,
            target_words=session.lengths.words(piece.target_ms),
            follow_on_words=self._follow_on_words() if kind == "kicker" else 0,
            context_version=session.context_version,
            speaking=None if speaking is None else known_to(piece, speaking, session.floor.plan),
            dual_path=self._dual_path and kind == "segment",
            interjection_type=piece.interjection.interjection_type if piece.interjection else None,
            evidence_wanted=decision is not None and decision.evidence_used,
            acknowledge=piece.acknowledge,
            mood=session.rule.mood_of(agent_id),
            closing=self._ends_within(piece, len(session.agent_ids)),
            last=self._ends_within(piece, 1),
        )

    def _ends_within(self, piece: Piece, segments: int) -> bool:
        """Tell whether the session ends with this segment or so soon that only so many are left, this one included."""
        session, limits = self._session, self._session.limits
        if limits.segments is not None and session.segment_count + segments >= limits.segments + (segments > 1):
            return True
        if limits.duration_ms is None:
            return False
        begins_ms = session.floor.plan.end_ms if session.floor.plan is not None else session.now_ms
        target_ms = max(piece.target_ms, 0)
        return begins_ms + segments * target_ms >= limits.duration_ms

    def _follow_on_words(self) -> int:
        session = self._session
        follow_on_ms = session.lengths.target_ms(
            demand=0.5, writing_ms=session.writing.p95_ms, first_audio_ms=session.first_audio.p95_ms
        )
        return session.lengths.words(follow_on_ms)

    def meter(self, piece: Piece) -> LatencyMeter:
        """Give the meter of this kind of request."""
        session = self._session
        if piece.kind == "kicker":
            return session.kicker_writing
        return session.interjection_writing if piece.kind == "interjection" else session.writing

    def _patience_ms(self, piece: Piece) -> int:
        start_ms = self._timeouts_ms[piece.kind]
        meter = self.meter(piece)
        if not meter.measured and piece.kind == "segment":
            return start_ms * _OPENING_PATIENCE
        if not meter.measured:
            meter = self._session.writing
        return meter.deadline_ms(start_ms=start_ms, factor=self._p95_factor)

    def draft_arrived(self, signal: DraftArrived) -> Piece | None:
        """Take a draft; None when nobody waits for it any more, or it is stale."""
        session = self._session
        tally = session.tally
        tally.llm_tokens_in += signal.tokens_in
        tally.llm_tokens_out += signal.tokens_out
        tally.cost_usd += signal.cost_usd
        piece = session.book.closed(signal.request_id)
        if piece is None or piece.state is not WRITING:
            return None
        self.meter(piece).observe(session.now_ms - piece.issued_ms)
        if piece.context_version != session.context_version:
            tally.stale_drafts += 1
            tally.llm_calls_discarded += 1
            piece.state = DROPPED
            return None
        session.failures_in_row = 0
        if session.unavailable_until_ms:
            session.unavailable_until_ms.pop(piece.agent_id, None)
        piece.written_ms = session.now_ms
        piece.draft = clean(signal.draft, piece.kind)
        piece.state = WRITTEN
        return piece

    def voice_unless_held(self, piece: Piece) -> None:
        """Have a written piece spoken; the next segment is held back while a cut could make it void."""
        if piece is not self._session.shelf.next or not self._session.gate.candidates:
            self.voice(piece)

    def voice_next(self) -> None:
        """Have the next segment spoken if it was held back: no cut can make it void any more, or time presses."""
        piece = self._session.shelf.next
        if piece is not None and piece.state is WRITTEN:
            self.voice(piece)

    def voice(self, piece: Piece) -> None:
        """Cut the draft into clips and have the first of them spoken."""
        session = self._session
        draft = piece.draft or Draft()
        piece.state = VOICING
        texts = [draft.text]
        if piece.kind == "segment" and draft.acknowledged_ending:
            sentences = split_sentences(draft.text)
            if len(sentences) > 1:
                texts = [sentences[0], " ".join(sentences[1:]), draft.acknowledged_ending]
        stem = clip_id(piece.piece_id)
        if piece.attempts > 1:
            stem = f"{stem}_try{piece.attempts}"  # what comes late of an earlier try must not be taken for this one
        for place, text in enumerate(texts):
            name = stem if place == 0 else f"{stem}_{place + 1}"
            words = word_count(text) if text else at_least(draft.words, 1)
            clip = Clip(name, text, words, requested_ms=session.now_ms)
            piece.clips.append(clip)
            if place < 2:  # noqa: PLR2004 - the acknowledging ending is voiced only when it will be needed
                self.prepare(piece, clip)

    def prepare(self, piece: Piece, clip: Clip) -> None:
        """Have one clip spoken."""
        session = self._session
        clip.requested_ms = session.now_ms
        session.clips[clip.clip_id] = (piece, clip)
        session.out.append(PrepareClip(clip_id=clip.clip_id, agent_id=piece.agent_id, text=clip.text, words=clip.words))

    def clip_prepared(self, signal: ClipPrepared) -> Piece | None:
        """Take a prepared clip; give its piece when it can begin from now on."""
        session = self._session
        entry = session.clips.get(signal.clip_id)
        if entry is None:
            return None
        piece, clip = entry
        clip.ready = True
        clip.duration_ms = signal.duration_ms
        clip.word_ends_ms = signal.word_ends_ms
        clip.first_audio_ms = signal.first_audio_ms
        session.first_audio.observe(signal.first_audio_ms)
        session.lengths.observe(words=clip.words, duration_ms=clip.duration_ms)
        clips = piece.clips
        if piece.state is VOICING and clips[0].ready and (len(clips) == 1 or clips[1].ready):
            piece.state = READY
            piece.ready_ms = session.now_ms
            return piece
        return None

    def follow_on(self, kicker: Piece) -> Piece | None:
        """Make the segment that was written with a kicker; None when none was."""
        draft = kicker.draft
        if draft is None or not (draft.follow_on or draft.follow_on_words):
            return None
        piece = self.new_piece("segment", kicker.agent_id, kicker.auction, position="continuation")
        piece.own_request = False
        piece.request_id = kicker.request_id
        piece.issued_ms, piece.written_ms = kicker.issued_ms, kicker.written_ms
        piece.draft = Draft(
            text=draft.follow_on,
            words=draft.follow_on_words,
            addressed_to=draft.addressed_to,
            challenges=draft.challenges,
            answers=draft.answers,
            citations=draft.citations,
            on_topic=draft.on_topic,
        )
        self.voice(piece)
        return piece

    def drop(self, piece: Piece) -> None:
        """Give a piece up: cancel its request, discard its clips, count what was wasted."""
        session = self._session
        if piece.state in _BEYOND_DROPPING:
            return
        request = session.book.withdraw(piece)
        if request is not None:
            session.out.append(CancelRequest(request_id=request))
        if piece.own_request and piece.issued_ms >= 0:
            session.tally.llm_calls_discarded += 1
        if piece.kind == "segment" and piece.draft is not None and session.finishing is None:
            session.tally.segments_discarded += 1
        for clip in piece.clips:
            self.discard_clip(clip)
        piece.state = DROPPED

    def discard_clip(self, clip: Clip) -> None:
        """Let go of a clip that was asked for and will not be played."""
        session = self._session
        if session.clips.pop(clip.clip_id, None) is not None:
            session.out.append(DiscardClip(clip_id=clip.clip_id))
            if clip.ready:
                self.discard_audio(clip.duration_ms)

    def discard_audio(self, audio_ms: int) -> None:
        """Count audio that was made and will not be heard."""
        session = self._session
        session.tally.audio_discarded_ms += audio_ms
        session.lead.discard(session.now_ms, audio_ms)
        session.governor.note_discarded_audio(session.now_ms, audio_ms)

    def spare_of(self, holder: Piece) -> Piece | None:
        """Make the holder's spare sentence, which came with its draft; None when there is none."""
        draft = holder.draft
        if draft is None or not (draft.reserve or draft.reserve_words):
            return None
        self._nonce += 1
        piece = Piece(
            "reserve",
            holder.agent_id,
            f"{holder.piece_id}_spare",
            position="continuation",
            context_version=self._session.context_version,
            now_ms=self._session.now_ms,
        )
        piece.own_request = False
        piece.auction = holder.auction
        piece.draft = Draft(text=draft.reserve, words=draft.reserve_words)
        self.voice(piece)
        return piece


def clean(draft: Draft, kind: PieceKind) -> Draft:
    """Sanitise a draft for the voice and hold it to its caps; an unharmed draft is returned as it is."""
    if not draft.text:
        return draft
    cap = {"kicker": _KICKER_WORDS_CAP, "interjection": _INTERJECTION_WORDS_CAP}.get(kind, _SEGMENT_WORDS_CAP)
    text = truncated(sanitize_text(draft.text), cap)
    follow_on = truncated(sanitize_text(draft.follow_on), _SEGMENT_WORDS_CAP)
    ending = truncated(sanitize_text(draft.acknowledged_ending), _SEGMENT_WORDS_CAP)
    reserve = truncated(sanitize_text(draft.reserve), _SEGMENT_WORDS_CAP)
    acknowledgements = {kind: sanitize_text(words) for kind, words in draft.acknowledgements.items()}
    takes_up = tuple([sanitize_text(words) for words in draft.takes_up])
    if (text, follow_on, ending, reserve, acknowledgements, takes_up) == (
        draft.text,
        draft.follow_on,
        draft.acknowledged_ending,
        draft.reserve,
        draft.acknowledgements,
        draft.takes_up,
    ):
        return draft
    return Draft(
        text=text,
        words=draft.words,
        acknowledged_ending=ending,
        acknowledgements=acknowledgements,
        takes_up=takes_up,
        reserve=reserve,
        reserve_words=draft.reserve_words,
        follow_on=follow_on,
        follow_on_words=draft.follow_on_words,
        interjection_type=draft.interjection_type,
        importance=draft.importance,
        addressed_to=draft.addressed_to,
        challenges=draft.challenges,
        answers=draft.answers,
        citations=draft.citations,
        mood=draft.mood,
        on_topic=draft.on_topic,
    )


def next_position(session: Session, agent_id: str) -> Position:
    """Tell where a segment of this agent stands in the talk."""
    if session.floor.last_agent is None:
        return "opening"
    if session.floor.last_agent == agent_id:
        return "continuation"
    if session.last_interrupter is not None:
        return "answer_interruption" if session.last_cut == agent_id else "after_interrupt"
    return "turn"
