"""Taking the floor, losing it, handing it over (plan sections 5, 6.2 and 9)."""

from __future__ import annotations

from typing import Literal

from argentum.coordination.situation import InterjectionHeard, SegmentBegun, SegmentHeard
from argentum.orchestration.auctioning import Auctioning
from argentum.orchestration.commands import CompleteMicroTurn, CutClip, EndReason, EndSession, PlayClip, SetTimer
from argentum.orchestration.interjecting import Interjecting
from argentum.orchestration.interrupting import Interrupting
from argentum.orchestration.micro_turn import BIDDING, MicroTurnPlan, plan_micro_turn
from argentum.orchestration.piece import DONE, READY, SOUNDING, VOICING, WRITING, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.recorder import Recorder, cost_of
from argentum.orchestration.session import Session
from argentum.orchestration.signals import ClipEnded
from argentum.timing.beats import beat_times, boundary_within
from argentum.timing.overlap import yield_depth_ms
from argentum.transcript.utterance import NO_DRAFT

_EARLY_SHARE = 0.5
"""A cut before half of the segment was heard counts as early (reputation, plan section 6.4)."""
_KICKER_REST_MS = 300


class TurnTaking:
    """Moves the floor from one piece to the next."""

    __slots__ = (
        "_auctioning",
        "_beats_wanted",
        "_interjecting",
        "_interrupting",
        "_opens_after_ms",
        "_production",
        "_recorder",
        "_result_lead_ms",
        "_session",
        "_soft_remaining_ms",
        "_stream",
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
    ) -> None:
        """Work for one session; the depth of contested overlaps comes from the stream `yield_depth`."""
        self._session = session
        self._production = production
        self._recorder = recorder
        self._auctioning = auctioning
        self._interjecting = interjecting
        self._interrupting = interrupting
        self._stream = session.streams.named("yield_depth")
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
        self._sound(piece)
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

    def _sound(self, piece: Piece) -> None:
        floor, now_ms = self._session.floor, self._session.now_ms
        piece.state = SOUNDING
        piece.start_ms = piece.clip.start_ms = now_ms
        ended_ms = floor.last_end_ms
        if floor.plan is not None and floor.current is not None:
            ended_ms = floor.plan.end_ms
        if ended_ms is not None:
            piece.offset_ms = now_ms - ended_ms
            piece.planned_start_ms = ended_ms + (piece.planned_offset_ms or 0)

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
                self._second_half(floor.current)
        elif piece is floor.tail:
            floor.tail = None
            self._heard(piece)
        elif piece is floor.rival:
            self._rival_ended(piece)
        elif piece is floor.current:
            if piece.playing == 0 and len(piece.clips) > 1:
                self._join(piece)
            else:
                self._floor_ended(piece)

    def _rival_ended(self, rival: Piece) -> None:
        """The rival has said all it had; in a competition it was heard whole, so it has won."""
        if rival.interrupt is None or rival.interrupt.style == "attempt":
            self.attempt_gives_way()
        else:
            self.holder_gives_way()
            self._floor_ended(rival)

    def _floor_ended(self, piece: Piece) -> None:
        session = self._session
        floor = session.floor
        floor.step("clip_ended")
        if floor.rival is not None and floor.rival.interrupt is not None and floor.rival.interrupt.style == "attempt":
            self.attempt_gives_way()
        rival = floor.rival
        floor.release(session.now_ms)
        self._heard(piece)
        if rival is not None:
            floor.rival = None
            rival.overlap_kind = "terminal"
            self._drop_ahead("cut_in")
            self._hold_kicker(rival, sounding=True)
            return
        self._hand_over()

    def _heard(self, piece: Piece) -> None:
        if piece.kind == "kicker":
            self._kicker_heard(piece)
        else:
            self._settle(piece, piece.heard_until(self._session.now_ms))

    def _settle(self, piece: Piece, heard_ms: int, *, interrupted_by: str | None = None) -> None:
        session = self._session
        now_ms, lead = session.now_ms, session.lead
        piece.state = DONE
        self._recorder.clip(piece, "segment", heard_ms=heard_ms, interrupted_by=interrupted_by, costs=piece.costs)
        settlement = session.rule.segment_heard(
            SegmentHeard(
                agent_id=piece.agent_id,
                segment_index=piece.segment_index,
                end_ms=now_ms,
                heard_ms=heard_ms,
                planned_ms=max(heard_ms, piece.planned_total_ms()),
                interrupted_by=interrupted_by,
                citations=piece.citations_heard(piece.clip.text),
            )
        )
        self._recorder.post(settlement.postings)
        lead.observe(missed=False)
        reasons = session.governor.observe(
            now_ms=now_ms, beat_miss_rate=lead.miss_rate, failures=session.failures_in_row
        )
        if reasons:
            limits = session.governor.limits
            session.book.global_limit = limits.global_limit
            session.lead.set_baseline(limits.lead_baseline_ms)
            self._recorder.notice(f"Quality tier: {session.governor.tier}.", reasons)
        session.out.append(CompleteMicroTurn(micro_turn=session.micro_turn))

    def _kicker_heard(self, piece: Piece) -> None:
        session = self._session
        piece.state = DONE
        heard_ms = piece.heard_until(session.now_ms)
        self._recorder.clip(piece, "hard_interrupt", heard_ms=heard_ms, costs=piece.costs)
        settlement = session.rule.segment_heard(
            SegmentHeard(
                agent_id=piece.agent_id,
                segment_index=session.segment_count - 1,
                end_ms=session.now_ms,
                heard_ms=heard_ms,
                planned_ms=heard_ms,
            )
        )
        self._recorder.post(settlement.postings)
        session.out.append(CompleteMicroTurn(micro_turn=session.micro_turn))

    # -- the join inside a dual-path segment -------------------------------------------------------------------------

    def _join(self, piece: Piece) -> None:
        """Beat 1 of a dual-path segment: the remark is heard in the join, then the ending that takes it up."""
        session = self._session
        plan = session.floor.plan
        piece.beats_actual_ms.append(session.now_ms)
        session.tally.beats += 1
        piece.waiting_at_join = True
        placed = None if plan is None else self._interjecting.place(1, latest_end_ms=plan.end_ms + plan.end_ms)
        if placed is None:
            piece.waiting_at_join = False
            self._second_half(piece)
            return
        self._production.prepare(piece, piece.clips[2])

    def _second_half(self, piece: Piece) -> None:
        session = self._session
        piece.playing = 2 if piece.waiting_at_join and piece.clips[2].ready else 1
        unused = piece.clips[3 - piece.playing]
        self._production.discard_clip(unused)
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
        self._leave_segment()
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

    def _leave_segment(self) -> None:
        session = self._session
        if session.pending_interjections:
            self._interjecting.drop_all("segment_over")
        if session.gate.candidates or session.gate.scheduled is not None:
            self._interrupting.abandon_all("segment_over")

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
            self._take_floor_softly(soft)
            return
        self._leave_segment()
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

    def _drop_ahead(self, reason: str) -> None:
        """Throw away what was prepared for a future that will not come."""
        self._interjecting.drop_all(reason)
        self._session.undelivered = None
        for piece in self._session.shelf.clear():
            self._production.drop(piece)

    def _limits_reached(self) -> bool:
        session = self._session
        limits = session.limits
        if limits.segments is not None and session.segment_count >= limits.segments:
            return True
        return limits.duration_ms is not None and session.now_ms >= limits.duration_ms

    # -- cutting in --------------------------------------------------------------------------------------------------

    def cut_in(self, kicker: Piece) -> None:
        """Commit an interrupt: its agent pays, and the holder is cut, talked over, or merely troubled."""
        session = self._session
        floor = session.floor
        holder, decision, plan = floor.current, kicker.interrupt, floor.plan
        if holder is None or decision is None or plan is None:
            return
        style, until_ms = self._how(kicker, holder, plan)
        if until_ms is None:
            self._interrupting.abandon(kicker, "no_room")
            return
        kicker.landing_ms = session.gate.cut_ms
        self._interrupting.abandon_all("other_was_first", keep=kicker)
        heard_ms = holder.heard_until(session.now_ms)
        self._pay_for_interrupt(kicker, holder, early=heard_ms < _EARLY_SHARE * (plan.end_ms - plan.start_ms))
        if style != "cut":
            self._talk_over(kicker, style)
            timer = "giveway" if style == "failed_attempt" else "yield"
            session.out.append(SetTimer(timer=f"{timer}/{session.micro_turn}", at_ms=until_ms))
        else:
            session.out.append(CutClip(clip_id=holder.clip.clip_id, fade_ms=session.policy.interrupt.crossfade_ms))
            self._holder_cut(holder, kicker)
            self._hold_kicker(kicker, sounding=False)

    def _how(
        self, kicker: Piece, holder: Piece, plan: MicroTurnPlan
    ) -> tuple[Literal["failed_attempt", "competition", "cut"], int | None]:
        """Tell how an interrupt goes, and until when both talk: to the end of a word of the one who gives way.

        An attempt is over before the holder is; without a word that short, None. A holder gives way while the kicker is
        heard; when none of its words ends by then, it is cut at once.
        """
        policy, now_ms = self._session.policy.interrupt, self._session.now_ms
        if kicker.interrupt is not None and kicker.interrupt.style == "attempt":
            depth_ms = yield_depth_ms(policy, self._stream)
            boundary = boundary_within(kicker.clip.word_ends_ms, depth_ms, plan.end_ms - now_ms - 1)
            return "failed_attempt", None if boundary is None else now_ms + boundary
        if policy.mode == "yield":
            heard_ms = now_ms - holder.clip.start_ms
            deepest_ms = heard_ms + kicker.clip.duration_ms - _KICKER_REST_MS
            boundary = boundary_within(
                holder.clip.word_ends_ms, heard_ms + yield_depth_ms(policy, self._stream), deepest_ms
            )
            if boundary is not None and boundary > heard_ms:
                return "competition", holder.clip.start_ms + boundary
        return "cut", now_ms

    def _pay_for_interrupt(self, kicker: Piece, holder: Piece, *, early: bool) -> None:
        session = self._session
        decision = kicker.interrupt
        if decision is None:
            return
        postings = session.rule.commit_interrupt(
            decision,
            against=holder.agent_id,
            segment_index=holder.segment_index,
            now_ms=session.now_ms,
            early=early,
        )
        self._recorder.post(postings)
        kicker.costs = cost_of(postings, kicker.agent_id, price=decision.price, fee=decision.fee)

    def _talk_over(self, kicker: Piece, kind: Literal["failed_attempt", "competition"]) -> None:
        session = self._session
        kicker.overlap_kind = kind
        session.floor.rival = kicker
        self._interjecting.drop_all("talked_over")
        self._sound(kicker)
        session.out.append(PlayClip(clip_id=kicker.clip.clip_id, duration_ms=kicker.clip.duration_ms, beats_ms=()))

    def holder_gives_way(self) -> None:
        """A competition is decided: the holder stops at the end of a word, the interrupter goes on."""
        session = self._session
        holder, rival = session.floor.current, session.floor.rival
        if holder is None or rival is None:
            return
        session.floor.rival = None
        session.out.append(CutClip(clip_id=holder.clip.clip_id, fade_ms=0))
        self._holder_cut(holder, rival)
        self._hold_kicker(rival, sounding=True)

    def attempt_gives_way(self) -> None:
        """A failed attempt ends, by itself or at the end of a word; the holder goes on."""
        session = self._session
        rival = session.floor.rival
        if rival is None:
            return
        session.floor.rival = None
        if session.clips.pop(rival.clip.clip_id, None) is not None:
            session.out.append(CutClip(clip_id=rival.clip.clip_id, fade_ms=0))
            rival.cut = True
        rival.state = DONE
        heard_ms = rival.heard_until(session.now_ms)
        self._recorder.clip(rival, "interjection", heard_ms=heard_ms, costs=rival.costs)
        session.rule.interjection_heard(
            InterjectionHeard(
                agent_id=rival.agent_id,
                speaker_id=rival.during_speaker or rival.agent_id,
                interjection_type="challenge",
                importance=1.0,
                heard_ms=heard_ms,
                end_ms=session.now_ms,
            )
        )

    def _holder_cut(self, holder: Piece, kicker: Piece) -> None:
        """Record the holder as heard and throw away the future that was prepared for the uncut segment."""
        session = self._session
        floor = session.floor
        session.clips.pop(holder.clip.clip_id, None)
        holder.cut = True
        # The rest of a cut clip is counted, but not against the budget of speculation: the cut was wanted and paid for.
        session.tally.audio_discarded_ms += max(0, holder.planned_total_ms() - holder.heard_until(session.now_ms))
        self._drop_ahead("cut_in")
        floor.step("clip_cut")
        floor.release(session.now_ms)
        self._settle(holder, holder.heard_until(session.now_ms), interrupted_by=kicker.agent_id)
        session.last_cut = holder.agent_id

    def _take_floor_softly(self, kicker: Piece) -> None:
        """A soft interrupt: nobody is cut, the kicker comes at the end of the segment."""
        session = self._session
        holder_id = session.floor.last_agent
        self._interrupting.abandon_all("other_was_first", keep=kicker)
        self._drop_ahead("cut_in")
        decision = kicker.interrupt
        if decision is not None and holder_id is not None:
            postings = session.rule.commit_interrupt(
                decision,
                against=holder_id,
                segment_index=session.segment_count - 1,
                now_ms=session.now_ms,
                early=False,
            )
            self._recorder.post(postings)
            kicker.costs = cost_of(postings, kicker.agent_id, price=decision.price, fee=decision.fee)
            kicker.came_softly = True
        self._hold_kicker(kicker, sounding=False)

    def _hold_kicker(self, kicker: Piece, *, sounding: bool) -> None:
        """Give the floor to a kicker; its follow-on segment comes next, or an auction, as the policy says."""
        session = self._session
        session.context_version += 1
        session.micro_turn += 1
        session.last_interrupter = kicker.agent_id
        if not sounding:
            self._sound(kicker)
            session.out.append(PlayClip(clip_id=kicker.clip.clip_id, duration_ms=kicker.clip.duration_ms, beats_ms=()))
        plan = plan_micro_turn(
            index=session.micro_turn,
            start_ms=kicker.start_ms,
            duration_ms=kicker.clip.duration_ms,
            beats_ms=(),
            opens_after_ms=session.now_ms - kicker.start_ms + self._opens_after_ms,
            result_lead_ms=self._result_lead_ms,
            soft_remaining_ms=0,
            lead_ms=session.lead.lead_ms,
        )
        session.floor.hold(kicker, plan)
        kicker.context_version = session.context_version
        draft = kicker.draft or NO_DRAFT
        cut_off = kicker.during_speaker
        session.rule.segment_begun(
            SegmentBegun(
                agent_id=kicker.agent_id,
                segment_index=session.segment_count - 1,
                start_ms=kicker.start_ms,
                planned_ms=kicker.clip.duration_ms,
                challenges=draft.challenges if cut_off is None or cut_off in draft.challenges else (cut_off,),
                addressed_to=draft.addressed_to,
                mood=draft.mood,
            )
        )
        if session.policy.interrupt.floor_after == "keep":
            session.shelf.next = self._production.follow_on(kicker)
        if session.shelf.next is None:
            session.out.append(SetTimer(timer=f"auction/{session.micro_turn}", at_ms=plan.auction_ms))

    # -- the end -----------------------------------------------------------------------------------------------------

    def finish(self, reason: EndReason) -> None:
        """End politely: what is being said is said, nothing new begins."""
        session = self._session
        if session.finishing is None:
            session.finishing = reason
            self._leave_segment()
            self._drop_ahead("session_over")

    def close(self, reason: EndReason) -> None:
        """Write the last message; nothing follows."""
        session = self._session
        self._leave_segment()
        self._drop_ahead("session_over")
        self._recorder.post(session.abandoned_postings)
        session.abandoned_postings = ()
        session.ended = reason
        self._recorder.closing(reason)
        session.out.append(EndSession(reason=reason))
