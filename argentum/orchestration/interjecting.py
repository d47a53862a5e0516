"""Short remarks into another's segment: asked for, placed at a beat, ducked under, taken up (plan section 7)."""

from __future__ import annotations

from argentum.coordination.decisions import InterjectionDecision
from argentum.coordination.situation import InterjectionHeard
from argentum.orchestration.commands import DuckClip, PlayClip
from argentum.orchestration.known import may_sound
from argentum.orchestration.micro_turn import MicroTurnPlan
from argentum.orchestration.piece import DONE, SOUNDING, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.recorder import Recorder, cost_of
from argentum.orchestration.request_book import LIVELY
from argentum.orchestration.session import Session
from argentum.speech.sentences import word_count

_SHORTEST_MS = 700
_USUAL_SHARE = 0.6
"""Most lines stay under this share of the longest: a remark is one breath."""
_ROOM_USED = 0.8


class Interjecting:
    """The interjections of the present segment."""

    __slots__ = ("_production", "_recorder", "_session", "_stream")

    def __init__(self, session: Session, production: Production, recorder: Recorder) -> None:
        """Work for one session; how long lines should be comes from the stream `remarks`."""
        self._session = session
        self._stream = session.streams.named("remarks")
        self._production = production
        self._recorder = recorder

    def plan(self, decisions: tuple[InterjectionDecision, ...], auction: str) -> None:
        """Have the chosen agents asked for their lines."""
        session = self._session
        holder, plan = session.floor.current, session.floor.plan
        for decision in decisions:
            room_ms = self._room_ms(plan, decision.beat)
            if room_ms < _SHORTEST_MS:
                session.rule.drop_interjection(decision, reason="no_room")
                continue
            piece = self._production.new_piece("interjection", decision.agent_id, auction, position="turn")
            piece.interjection = decision
            piece.target_ms = round(min(room_ms, self._stream.uniform(_SHORTEST_MS, self._longest_ms())))
            piece.during = holder.piece_id if holder else None
            piece.during_speaker = holder.agent_id if holder else None
            session.pending_interjections.append(piece)
            self._production.submit(piece, LIVELY)

    @staticmethod
    def _room_ms(plan: MicroTurnPlan | None, beat: int) -> int:
        """Give how long a line may be that begins at a beat and is over before the segment is.

        With a few words of margin, because the writer will not hit the length exactly: a line that does not fit is
        written, voiced and thrown away.
        """
        if plan is None or len(plan.beats_ms) < beat:
            return 0
        return round(_ROOM_USED * (plan.end_ms - plan.beats_ms[beat - 1]))

    def _longest_ms(self) -> float:
        policy = self._session.policy
        return max(
            _SHORTEST_MS, _USUAL_SHARE * 60_000 * policy.interjections.words_max / policy.simulation.words_per_minute
        )

    def place(self, beat: int, *, latest_end_ms: int) -> Piece | None:
        """Begin the first line that is ready and fits; the holder is ducked. None when nothing was placed."""
        session = self._session
        floor = session.floor
        if floor.interjection is not None or floor.contested or floor.plan is None:
            return None
        planned_ms = floor.plan.beats_ms[beat - 1]
        decided_ms = planned_ms - session.policy.timing.beat_guard_ms
        for piece in session.pending_interjections:
            decision = piece.interjection
            if not piece.ready or piece.ready_ms > decided_ms or decision is None or decision.beat > beat:
                continue
            if session.now_ms + piece.clip.duration_ms > latest_end_ms:
                continue
            if floor.current is not None and not may_sound(piece, floor.current, session.now_ms):
                continue
            self._begin(piece, decision, beat, planned_ms)
            return piece
        return None

    def too_long(self, piece: Piece) -> bool:
        """Whether a written line cannot be over before the segment is, at whichever beat it could still begin.

        Known before it is voiced, so that no audio is made for nothing.
        """
        session = self._session
        plan, draft, decision = session.floor.plan, piece.draft, piece.interjection
        if plan is None or draft is None or decision is None:
            return True
        words = draft.words or word_count(draft.text)
        ready_ms = session.now_ms + session.first_audio.median_ms
        length_ms = session.lengths.spoken_ms(words)
        beats = plan.beats_ms[decision.beat - 1 :]
        return not any(beat >= ready_ms and beat + length_ms <= plan.end_ms for beat in beats)

    def _begin(self, piece: Piece, decision: InterjectionDecision, beat: int, planned_ms: int) -> None:
        session = self._session
        session.pending_interjections.remove(piece)
        piece.beat = beat
        piece.start_ms = session.now_ms
        piece.clip.start_ms = session.now_ms
        piece.landing_ms = planned_ms
        piece.state = SOUNDING
        session.floor.interjection = piece
        postings = session.rule.commit_interjection(
            decision, segment_index=session.segment_count - 1, now_ms=session.now_ms
        )
        self._recorder.post(postings)
        piece.costs = cost_of(postings, piece.agent_id, price=decision.price)
        holder = session.floor.current
        if holder is not None and not holder.waiting_at_join:
            session.out.append(DuckClip(clip_id=holder.clip.clip_id, gain_db=session.policy.interjections.duck_db))
        session.out.append(PlayClip(clip_id=piece.clip.clip_id, duration_ms=piece.clip.duration_ms, beats_ms=()))

    def ended(self) -> None:
        """Write the line down when it was heard, and bring the holder back to its level."""
        session = self._session
        piece = session.floor.interjection
        if piece is None or piece.interjection is None:
            return
        session.floor.interjection = None
        piece.state = DONE
        heard_ms = piece.clip.duration_ms
        decision = piece.interjection
        holder = session.floor.current
        if holder is not None and holder.piece_id == piece.during and not holder.waiting_at_join:
            session.out.append(DuckClip(clip_id=holder.clip.clip_id, gain_db=0.0))
        self._recorder.clip(
            piece,
            "interjection",
            heard_ms=heard_ms,
            costs=piece.costs,
        )
        draft = piece.draft
        session.rule.interjection_heard(
            InterjectionHeard(
                agent_id=piece.agent_id,
                speaker_id=piece.during_speaker or "",
                interjection_type=decision.interjection_type,
                importance=decision.importance,
                heard_ms=heard_ms,
                end_ms=session.now_ms,
                challenges=draft.challenges if draft else (),
            )
        )
        if decision.acknowledge and piece.during_speaker is not None:
            session.acknowledgements[piece.during_speaker] = piece

    def drop(self, piece: Piece, reason: str) -> None:
        """Give one line up."""
        session = self._session
        if piece in session.pending_interjections:
            session.pending_interjections.remove(piece)
        if piece.interjection is not None:
            session.rule.drop_interjection(piece.interjection, reason=reason)
        session.tally.interjections_dropped += 1
        self._production.drop(piece)

    def drop_all(self, reason: str) -> None:
        """Give up what was not placed; the segment is over."""
        for piece in tuple(self._session.pending_interjections):
            self.drop(piece, reason)
