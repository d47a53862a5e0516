"""Carrying an interrupt out: who is cut, who talks over whom, who gives way, and what follows (plan section 6.2)."""

from __future__ import annotations

from typing import Literal

from argentum.coordination.decisions import HardInterruptDecision
from argentum.coordination.situation import InterjectionHeard, SegmentBegun
from argentum.orchestration.commands import CutClip, PlayClip, SetTimer
from argentum.orchestration.interjecting import Interjecting
from argentum.orchestration.interrupting import Interrupting
from argentum.orchestration.micro_turn import MicroTurnPlan, plan_micro_turn
from argentum.orchestration.piece import DONE, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.recorder import Recorder, cost_of
from argentum.orchestration.session import Session
from argentum.orchestration.settling import Settling
from argentum.timing.beats import boundary_within
from argentum.timing.overlap import yield_depth_ms
from argentum.transcript.utterance import NO_DRAFT

_EARLY_SHARE = 0.5
"""A cut before half of the segment was heard counts as early (reputation, plan section 6.4)."""
_KICKER_REST_MS = 300


class CuttingIn:
    """Moves the floor to an interrupter; when, `interrupting` has decided."""

    __slots__ = ("_interjecting", "_interrupting", "_production", "_recorder", "_session", "_settling", "_stream")

    def __init__(
        self,
        session: Session,
        *,
        production: Production,
        recorder: Recorder,
        interjecting: Interjecting,
        interrupting: Interrupting,
        settling: Settling,
    ) -> None:
        """Work for one session; the depth of contested overlaps comes from the stream `yield_depth`."""
        self._session = session
        self._production = production
        self._recorder = recorder
        self._interjecting = interjecting
        self._interrupting = interrupting
        self._settling = settling
        self._stream = session.streams.named("yield_depth")

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
        self._pay(
            kicker,
            decision,
            against=holder.agent_id,
            segment_index=holder.segment_index,
            early=heard_ms < _EARLY_SHARE * (plan.end_ms - plan.start_ms),
        )
        if style != "cut":
            self._talk_over(kicker, style)
            timer = "giveway" if style == "failed_attempt" else "yield"
            session.out.append(SetTimer(timer=f"{timer}/{session.micro_turn}", at_ms=until_ms))
        else:
            session.out.append(CutClip(clip_id=holder.clip.clip_id, fade_ms=session.policy.interrupt.crossfade_ms))
            self._holder_cut(holder, kicker)
            self.hold_kicker(kicker, sounding=False)

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

    def _pay(
        self, kicker: Piece, decision: HardInterruptDecision, *, against: str, segment_index: int, early: bool
    ) -> None:
        session = self._session
        postings = session.rule.commit_interrupt(
            decision, against=against, segment_index=segment_index, now_ms=session.now_ms, early=early
        )
        self._recorder.post(postings)
        kicker.costs = cost_of(postings, kicker.agent_id, price=decision.price, fee=decision.fee)

    def _talk_over(self, kicker: Piece, kind: Literal["failed_attempt", "competition"]) -> None:
        session = self._session
        kicker.overlap_kind = kind
        session.floor.rival = kicker
        self._interjecting.drop_all("talked_over")
        session.floor.sound(kicker, session.now_ms)
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
        self.hold_kicker(rival, sounding=True)

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
        self._settling.drop_ahead("cut_in")
        floor.step("clip_cut")
        floor.release(session.now_ms)
        self._settling.settle(holder, holder.heard_until(session.now_ms), interrupted_by=kicker.agent_id)
        session.last_cut = holder.agent_id

    def take_floor_softly(self, kicker: Piece) -> None:
        """A soft interrupt: nobody is cut, the kicker comes at the end of the segment."""
        session = self._session
        holder_id = session.floor.last_agent
        self._interrupting.abandon_all("other_was_first", keep=kicker)
        self._settling.drop_ahead("cut_in")
        decision = kicker.interrupt
        if decision is not None and holder_id is not None:
            self._pay(kicker, decision, against=holder_id, segment_index=session.segment_count - 1, early=False)
            kicker.came_softly = True
        self.hold_kicker(kicker, sounding=False)

    def hold_kicker(self, kicker: Piece, *, sounding: bool) -> None:
        """Give the floor to a kicker; its follow-on segment comes next, or an auction, as the policy says."""
        session = self._session
        session.context_version += 1
        session.micro_turn += 1
        session.last_interrupter = kicker.agent_id
        if not sounding:
            session.floor.sound(kicker, session.now_ms)
            session.out.append(PlayClip(clip_id=kicker.clip.clip_id, duration_ms=kicker.clip.duration_ms, beats_ms=()))
        plan = plan_micro_turn(
            index=session.micro_turn,
            start_ms=kicker.start_ms,
            duration_ms=kicker.clip.duration_ms,
            beats_ms=(),
            opens_after_ms=session.now_ms - kicker.start_ms + session.policy.auction.opens_after_ms,
            result_lead_ms=session.policy.auction.result_lead_ms,
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
