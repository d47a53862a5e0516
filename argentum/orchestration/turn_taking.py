"""Taking the floor, losing it, handing it over (plan sections 5, 6.2 and 9)."""

from __future__ import annotations

from argentum.coordination.situation import SegmentBegun
from argentum.orchestration.auctioning import Auctioning
from argentum.orchestration.commands import EndReason, EndSession, PlayClip, SetTimer
from argentum.orchestration.cutting_in import CuttingIn
from argentum.orchestration.dual_path import DualPath
from argentum.orchestration.interjecting import Interjecting
from argentum.orchestration.interrupting import Interrupting
from argentum.orchestration.micro_turn import BIDDING, plan_micro_turn
from argentum.orchestration.piece import READY, VOICING, WRITING, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.recorder import Recorder, cost_of
from argentum.orchestration.session import Session
from argentum.orchestration.settling import Settling
from argentum.orchestration.signals import ClipEnded
from argentum.timing.beats import beat_times
from argentum.transcript.utterance import NO_DRAFT


class TurnTaking:
    """Moves the floor from one piece to the next."""

    __slots__ = (
        "_auctioning",
        "_beats_wanted",
        "_cutting_in",
        "_dual_path",
        "_interjecting",
        "_interrupting",
        "_opens_after_ms",
        "_production",
        "_recorder",
        "_result_lead_ms",
        "_session",
        "_settling",
        "_soft_remaining_ms",
    )

    def __init__(
        self,
        session: Session,
        *,
        production: Production,
        recorder: Recorder,
        auctioning: Auctioning,
        interjecting: Interjecting,
        interrupting: Interrupting,
        settling: Settling,
        cutting_in: CuttingIn,
    ) -> None:
        """Work for one session."""
        self._session = session
        self._production = production
        self._recorder = recorder
        self._auctioning = auctioning
        self._interjecting = interjecting
        self._interrupting = interrupting
        self._settling = settling
        self._cutting_in = cutting_in
        self._dual_path = DualPath(session, production=production, interjecting=interjecting)
        policy = session.policy
        self._opens_after_ms = policy.auction.opens_after_ms
        self._result_lead_ms = policy.auction.result_lead_ms
        self._soft_remaining_ms = policy.interrupt.soft_remaining_ms
        self._beats_wanted = policy.timing.beats

    # -- beginning ---------------------------------------------------------------------------------------------------

    def _begin(self, piece: Piece) -> None:
        """Let a segment (or a spare sentence) sound; its winner pays."""
        session = self._session
        floor, rule, out = session.floor, session.rule, session.out
        now_ms, agent_id, clips = session.now_ms, piece.agent_id, piece.clips
        if piece.kind != "reserve":
            session.context_version += 1
            piece.context_version = session.context_version
        session.micro_turn += 1
        piece.segment_index = session.segment_count
        session.segment_count += 1
        floor.sound(piece, now_ms)
        if floor.current is not None:
            piece.overlap_kind = "terminal"
        decision = piece.decision
        if decision is not None:
            postings = rule.take_floor(decision, agent_id, now_ms)
            self._recorder.post(postings)
            piece.costs = cost_of(postings, agent_id, price=0.0 if piece.fallback else decision.price)
        if agent_id != session.last_interrupter:
            session.last_interrupter = session.last_cut = None
        first_ms = duration_ms = clips[0].duration_ms
        if len(clips) > 1:
            duration_ms += clips[1].duration_ms
        beats = self._beats(piece)
        plan = plan_micro_turn(
            index=session.micro_turn,
            start_ms=now_ms,
            duration_ms=duration_ms,
            beats_ms=beats,
            opens_after_ms=self._opens_after_ms,
            result_lead_ms=self._result_lead_ms,
            soft_remaining_ms=self._soft_remaining_ms,
            lead_ms=session.lead.lead_ms,
        )
        piece.beats_planned_ms = plan.beats_ms
        floor.hold(piece, plan)
        out.append(
            PlayClip(
                clip_id=clips[0].clip_id,
                duration_ms=first_ms,
                beats_ms=tuple([beat for beat in beats if beat < first_ms]),
            )
        )
        draft = piece.draft or NO_DRAFT
        rule.segment_begun(
            SegmentBegun(
                agent_id=agent_id,
                segment_index=piece.segment_index,
                start_ms=now_ms,
                planned_ms=duration_ms,
                challenges=draft.challenges,
                answers=draft.answers,
                addressed_to=draft.addressed_to,
                citations=draft.citations,
                mood=draft.mood,
            )
        )
        if not session.last_segment_running:
            turn, auction_ms, handover_ms = session.micro_turn, plan.auction_ms, plan.handover_ms
            out.append(SetTimer(timer=f"auction/{turn}", at_ms=auction_ms))
            out.append(
                SetTimer(timer=f"handover/{turn}", at_ms=handover_ms if handover_ms > auction_ms else auction_ms + 1)
            )

    def _beats(self, piece: Piece) -> tuple[int, ...]:
        clips = piece.clips
        wanted = self._beats_wanted
        if len(clips) == 1:
            return beat_times(clips[0].word_ends_ms, clips[0].sentence_word_counts(), wanted)
        join_ms = clips[0].duration_ms
        later = beat_times(clips[1].word_ends_ms, clips[1].sentence_word_counts(), 1) if wanted > 1 else ()
        return (join_ms, *(join_ms + beat for beat in later))

    # -- ending ------------------------------------------------------------------------------------------------------

    def clip_ended(self, signal: ClipEnded) -> None:
        """Route the end of a clip to the piece that it belonged to."""
        session = self._session
        floor = session.floor
        entry = session.clips.pop(signal.clip_id, None)
        if entry is None:
            return
        piece = entry[0]
        if piece is floor.interjection:
            self._interjecting.ended()
            if floor.current is not None and floor.current.waiting_at_join:
                self._dual_path.second_half(floor.current)
        elif piece is floor.tail:
            floor.tail = None
            self._settling.heard(piece)
        elif piece is floor.rival:
            self._rival_ended(piece)
        elif piece is floor.current:
            if piece.playing == 0 and len(piece.clips) > 1:
                self._dual_path.join(piece)
            else:
                self._floor_ended(piece)

    def _rival_ended(self, rival: Piece) -> None:
        """The rival has said all it had; in a competition it was heard whole, so it has won."""
        if rival.interrupt is None or rival.interrupt.style == "attempt":
            self._cutting_in.attempt_gives_way()
        else:
            self._cutting_in.holder_gives_way()
            self._floor_ended(rival)

    def _floor_ended(self, piece: Piece) -> None:
        session = self._session
        floor = session.floor
        floor.step("clip_ended")
        if floor.rival is not None and floor.rival.interrupt is not None and floor.rival.interrupt.style == "attempt":
            self._cutting_in.attempt_gives_way()
        rival = floor.rival
        floor.release(session.now_ms)
        self._settling.heard(piece)
        if rival is not None:
            floor.rival = None
            rival.overlap_kind = "terminal"
            self._settling.drop_ahead("cut_in")
            self._cutting_in.hold_kicker(rival, sounding=True)
            return
        self._hand_over()

    # -- handing over ------------------------------------------------------------------------------------------------

    def plan_overlap(self) -> None:
        """Set the timer of a transfer that is planned to begin before the holder ends."""
        session = self._session
        piece, plan = session.shelf.next, session.floor.plan
        if piece is None or plan is None or not (piece.planned_offset_ms or 0) < 0:
            return
        at_ms = max(session.now_ms, plan.end_ms + (piece.planned_offset_ms or 0))
        session.out.append(SetTimer(timer=f"begin/{session.micro_turn}", at_ms=at_ms))

    def begin_planned(self) -> None:
        """Begin the next segment at its planned instant: in overlap, or after a planned pause."""
        session = self._session
        floor = session.floor
        if session.finishing is not None or not session.shelf.next_ready or floor.contested:
            return
        if floor.current is not None and (
            session.gate.scheduled is not None or floor.interjection is not None or floor.tail is not None
        ):
            return
        self._settling.leave_segment()
        self._drop_spare()
        self._begin(session.shelf.take_next())

    def order_undelivered(self) -> None:
        """Without prefetch: ask the winner now that the segment is about to end."""
        decision = self._session.undelivered
        if decision is not None and self._session.finishing is None:
            self._session.undelivered = None
            self._auctioning.order_segment(decision, decision.winner)

    def handover_check(self) -> None:
        """At end − lead: have the holder's spare sentence voiced when the next segment will hardly be ready."""
        session = self._session
        floor, plan = session.floor, session.floor.plan
        if floor.phase is BIDDING or floor.current is None or plan is None:
            return
        if floor.current.kind != "kicker":
            floor.step("handover_checked")
        coming = session.shelf.next
        if coming is None or not self._interrupting.comes_softly(coming.agent_id):
            self._production.voice_next()
        if session.finishing is not None or (coming is not None and coming.ready):
            return
        expected_ms = plan.end_ms + 1
        if coming is not None and coming.state is VOICING:
            expected_ms = coming.clips[0].requested_ms + session.first_audio.p95_ms
        elif coming is not None and coming.issued_ms >= 0:
            expected_ms = max(coming.issued_ms + session.writing.p95_ms, session.now_ms) + session.first_audio.p95_ms
        if expected_ms > plan.end_ms and session.shelf.spare is None:
            session.shelf.spare = self._production.spare_of(floor.current)

    def _hand_over(self) -> None:
        """The floor is free: who is next?"""
        session = self._session
        if session.finishing is not None:
            return
        if self._limits_reached():
            self.finish("completed")
            return
        soft = self._interrupting.soft_kicker()
        if soft is not None:
            self._cutting_in.take_floor_softly(soft)
            return
        self._settling.leave_segment()
        self.fill_silence()

    def fill_silence(self) -> None:
        """Begin what is ready: the next segment, else the spare sentence; else see to it that one comes."""
        session = self._session
        shelf = session.shelf
        if session.finishing is not None or session.floor.current is not None:
            return
        piece = shelf.next
        if piece is not None and piece.state is READY:
            begun_ms = session.floor.last_end_ms
            wait_ms = 0 if begun_ms is None else begun_ms + (piece.planned_offset_ms or 0) - session.now_ms
            if wait_ms > 0:
                session.out.append(SetTimer(timer=f"begin/{session.micro_turn}", at_ms=session.now_ms + wait_ms))
                return
            self._drop_spare()
            self._begin(shelf.take_next())
            return
        spare = shelf.take_spare()
        if spare is not None:
            session.tally.reserves_used += 1
            self._begin(spare)
            return
        self.order_undelivered()
        self._production.voice_next()
        coming = shelf.next
        if coming is not None and coming.state is WRITING and coming.issued_ms >= 0:
            at_ms = max(session.now_ms + 1, coming.issued_ms + session.writing.overdue_ms())
            session.out.append(SetTimer(timer=f"hedge/{session.micro_turn}", at_ms=at_ms))
        if shelf.next is None:
            self._auctioning.opened_ms = session.now_ms
            decision = self._auctioning.resolve(late=True)
            self._auctioning.order_segment(decision, decision.winner)

    def _drop_spare(self) -> None:
        shelf = self._session.shelf
        if shelf.spare is not None:
            self._production.drop(shelf.spare)
            shelf.spare = None

    def _limits_reached(self) -> bool:
        session = self._session
        limits = session.limits
        if limits.segments is not None and session.segment_count >= limits.segments:
            return True
        return limits.duration_ms is not None and session.now_ms >= limits.duration_ms

    # -- the end -----------------------------------------------------------------------------------------------------

    def finish(self, reason: EndReason) -> None:
        """End politely: what is being said is said, nothing new begins."""
        session = self._session
        if session.finishing is None:
            session.finishing = reason
            self._settling.leave_segment()
            self._settling.drop_ahead("session_over")

    def close(self, reason: EndReason) -> None:
        """Write the last message; nothing follows."""
        session = self._session
        self._settling.leave_segment()
        self._settling.drop_ahead("session_over")
        self._recorder.post(session.abandoned_postings)
        session.abandoned_postings = ()
        session.ended = reason
        self._recorder.closing(reason)
        session.out.append(EndSession(reason=reason))
