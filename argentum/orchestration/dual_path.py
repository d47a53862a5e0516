"""The join inside a dual-path segment: a remark is heard in it, the ending takes it up (plan section 7, A1)."""

from __future__ import annotations

from argentum.orchestration.commands import PlayClip
from argentum.orchestration.interjecting import Interjecting
from argentum.orchestration.micro_turn import MicroTurnPlan
from argentum.orchestration.piece import Clip, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.session import Session
from argentum.speech.sentences import word_count
from argentum.transcript.message import Join


class DualPath:
    """Leads a segment over its join."""

    __slots__ = ("_interjecting", "_production", "_session")

    def __init__(self, session: Session, *, production: Production, interjecting: Interjecting) -> None:
        """Work for one session."""
        self._session = session
        self._production = production
        self._interjecting = interjecting

    def join(self, piece: Piece) -> None:
        """Beat 1 of a dual-path segment: the remark is heard in the join, then the ending that takes it up."""
        session = self._session
        plan = session.floor.plan
        piece.beats_actual_ms.append(session.now_ms)
        session.tally.beats += 1
        piece.waiting_at_join = True
        placed = None if plan is None else self._interjecting.place(1, latest_end_ms=plan.end_ms + plan.end_ms)
        if placed is None:
            piece.waiting_at_join = False
            self.second_half(piece)
            return
        self._production.prepare(piece, self._ending_for(piece, placed))

    def _ending_for(self, piece: Piece, remark: Piece) -> Clip:
        """Word the ending for the remark that is beginning: a question is not thanked for its support."""
        kind = remark.interjection.interjection_type if remark.interjection is not None else None
        words = piece.draft.acknowledgements.get(kind) if piece.draft is not None and kind is not None else None
        plain, taking_up = piece.clips[1], piece.clips[2]
        if words:
            text = f"{words} {plain.text}"
            taking_up = piece.clips[2] = Clip(
                taking_up.clip_id, text, word_count(text), requested_ms=self._session.now_ms
            )
        return taking_up

    def second_half(self, piece: Piece) -> None:
        """Go on after the join: with the ending that takes the remark up if there was one and it is ready."""
        session = self._session
        piece.playing = 2 if piece.waiting_at_join and piece.clips[2].ready else 1
        unused = piece.clips[3 - piece.playing]
        self._production.discard_clip(unused)
        if piece.waiting_at_join:
            first = piece.clips[0]
            piece.join = Join(at_ms=first.duration_ms, resumed_ms=session.now_ms - piece.start_ms, words=first.words)
        piece.waiting_at_join = False
        clip = piece.clip
        clip.start_ms = session.now_ms
        floor = session.floor
        if floor.plan is not None:
            shift = session.now_ms + clip.duration_ms - floor.plan.end_ms
            plan = floor.plan
            floor.plan = MicroTurnPlan(
                index=plan.index,
                start_ms=plan.start_ms,
                auction_ms=plan.auction_ms,
                result_due_ms=plan.result_due_ms + shift,
                beats_ms=(plan.beats_ms[0], *(beat + shift for beat in plan.beats_ms[1:])),
                cut_from_ms=session.now_ms,
                cut_until_ms=plan.cut_until_ms + shift,
                handover_ms=plan.handover_ms + shift,
                end_ms=plan.end_ms + shift,
            )
            piece.beats_planned_ms = floor.plan.beats_ms
        beats = tuple(beat - session.now_ms for beat in piece.beats_planned_ms[1:] if beat > session.now_ms)
        session.out.append(PlayClip(clip_id=clip.clip_id, duration_ms=clip.duration_ms, beats_ms=beats, first_beat=2))
