"""Cutting in: preparing kickers, choosing the instant, arming the gate (plan section 6.2).

The instant is laid as soon as beat 1 has been heard: some words into the next sentence, at the end of a word. If the
best kicker is not ready `guard_ms` before it, the gate is not armed and a later boundary is tried once it is; from
`cut_until_ms` on the interrupt is soft and waits for the end of the segment.
"""

from __future__ import annotations

from argentum.coordination.decisions import HardInterruptDecision
from argentum.orchestration.commands import SetTimer
from argentum.orchestration.known import may_sound
from argentum.orchestration.piece import DONE, SOUNDING, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.request_book import LIVELY
from argentum.orchestration.session import Session
from argentum.timing.beats import next_word_boundary

_INTO_SENTENCE_MS = (350, 1500)
"""How far into the sentence after beat 1 the cut is aimed: at its very start it would sound like a handover."""
_ATTEMPT_WORDS_MS = 1300


class Interrupting:
    """The hard interrupts of the present segment."""

    __slots__ = ("_at_beats", "_cuts", "_production", "_session", "_stream")

    def __init__(self, session: Session, production: Production) -> None:
        """Work for one session; where a cut is aimed comes from the stream `cut_aim`."""
        self._session = session
        self._production = production
        self._stream = session.streams.named("cut_aim")
        self._cuts = session.policy.interrupt.mode in {"cutoff", "yield"}
        self._at_beats = session.policy.interrupt.mode == "beat_only"

    def plan(self, decisions: tuple[HardInterruptDecision, ...], auction: str) -> Piece | None:
        """Have kickers prepared; give the one of the best candidate."""
        session = self._session
        if not decisions:
            session.gate.open_for([])
            return None
        policy = session.policy.interrupt
        holder = session.floor.current
        allowed = session.lead.prebuffer(len(decisions), now_ms=session.now_ms)
        kickers: list[Piece] = []
        for decision in decisions[:allowed]:
            piece = self._production.new_piece("kicker", decision.agent_id, auction, position="turn")
            piece.interrupt = decision
            piece.during = holder.piece_id if holder else None
            piece.during_speaker = holder.agent_id if holder else None
            words = (policy.kicker_words_min + policy.kicker_words_max) / 2
            piece.target_ms = (
                _ATTEMPT_WORDS_MS
                if decision.style == "attempt"
                else round(60_000 * words / session.policy.simulation.words_per_minute)
            )
            kickers.append(piece)
            self._production.submit(piece, LIVELY)
        session.gate.open_for(kickers)
        return kickers[0] if kickers else None

    def consider(self) -> None:
        """Schedule a cut if there is a candidate, beat 1 has passed, and a word boundary is left in time."""
        session = self._session
        gate, plan, holder = session.gate, session.floor.plan, session.floor.current
        if not self._cuts or not gate.candidates or gate.scheduled is not None:
            return
        if plan is None or holder is None or session.now_ms < plan.cut_from_ms or session.floor.contested:
            return
        candidate = next((piece for piece in gate.candidates if piece.ready), gate.candidates[0])
        if candidate.interrupt is None or candidate.interrupt.style == "soft":
            return
        guard = session.guard_ms()
        first_time = not holder.cut_aimed
        holder.cut_aimed = True
        aim = self._stream.randint(*_INTO_SENTENCE_MS) if first_time else 0
        heard_ms = candidate.ready_ms if candidate.ready else session.now_ms
        earliest = max(session.now_ms + aim, heard_ms + guard)
        if session.floor.interjection is not None:
            interjection = session.floor.interjection
            earliest = max(earliest, interjection.start_ms + interjection.clip.duration_ms)
        if not candidate.ready and not first_time:
            return
        cut_ms = self._boundary(holder, earliest)
        if cut_ms is None or cut_ms > plan.cut_until_ms:
            return
        gate.schedule(candidate, cut_ms)
        turn = session.micro_turn
        session.out.append(SetTimer(timer=f"arm/{turn}", at_ms=max(session.now_ms, cut_ms - guard)))
        session.out.append(SetTimer(timer=f"cut/{turn}", at_ms=cut_ms))

    def _boundary(self, holder: Piece, earliest_ms: int) -> int | None:
        clip = holder.clip
        boundary = next_word_boundary(clip.word_ends_ms[:-1], earliest_ms - clip.start_ms)
        return None if boundary is None else clip.start_ms + boundary

    def arm(self) -> None:
        """Flip the gate at cut − guard: without a ready kicker nothing will be cut there."""
        if self._session.gate.scheduled is not None and not self._session.gate.arm(now_ms=self._session.now_ms):
            self._session.gate.disarm()

    def cut_due(self) -> Piece | None:
        """Give the kicker that may cut in now.

        None when the gate is not armed, when an interjection sounds, and when what the kicker is about was not heard.
        """
        session = self._session
        gate, holder = session.gate, session.floor.current
        if gate.scheduled is None or not gate.armed:
            return None
        if holder is not None and not may_sound(gate.scheduled, holder, session.now_ms):
            self.abandon(gate.scheduled, "not_heard")
            return None
        if session.floor.interjection is not None:
            gate.disarm()
            self.consider()
            return None
        return gate.scheduled

    def at_beat(self, beat_planned_ms: int) -> None:
        """Mode `beat_only`: cut at this beat, on a word boundary, if a kicker was ready by its guard."""
        session = self._session
        gate, plan, holder = session.gate, session.floor.plan, session.floor.current
        if not self._at_beats or plan is None or holder is None or gate.scheduled is not None:
            return
        candidate = gate.best_ready(by_ms=min(beat_planned_ms, session.now_ms) - session.guard_ms())
        if candidate is None or candidate.interrupt is None or candidate.interrupt.style == "soft":
            return
        cut_ms = self._boundary(holder, session.now_ms)
        if cut_ms is None or cut_ms > plan.cut_until_ms or session.floor.interjection is not None:
            return
        if not may_sound(candidate, holder, cut_ms):
            return
        gate.schedule(candidate, cut_ms)
        gate.arm(now_ms=session.now_ms)
        session.out.append(SetTimer(timer=f"cut/{session.micro_turn}", at_ms=cut_ms))

    def comes_softly(self, next_agent: str) -> bool:
        """Whether the next speaker will rather begin with its kicker: too late for a cut, in time for the end."""
        for piece in self._session.gate.candidates:
            if (
                piece.agent_id == next_agent
                and piece.ready
                and piece.interrupt is not None
                and piece.interrupt.style != "attempt"
            ):
                return True
        return False

    def soft_kicker(self) -> Piece | None:
        """Give a ready kicker for the end of the segment, unless a segment that is ready would be thrown away for it.

        So it goes first when its agent is next anyway, and when nobody is ready: then it fills what would be silence.
        """
        if self._session.shelf.next_ready:
            return None
        for piece in self._session.gate.candidates:
            if piece.ready and piece.interrupt is not None and piece.interrupt.style != "attempt":
                return piece
        return None

    def abandon(self, piece: Piece, reason: str) -> None:
        """Give one kicker up; the policy may charge for what was prepared."""
        session = self._session
        if piece in session.gate.candidates:
            session.gate.candidates.remove(piece)
        if session.gate.scheduled is piece:
            session.gate.disarm()
        if piece.interrupt is not None and piece.state is not SOUNDING and piece.state is not DONE:
            session.abandoned_postings += session.rule.abandon_interrupt(
                piece.interrupt, reason=reason, now_ms=session.now_ms
            )
            session.tally.interrupts_abandoned += 1
        self._production.drop(piece)
        if not session.gate.candidates:
            self._production.voice_next()

    def abandon_all(self, reason: str, *, keep: Piece | None = None) -> None:
        """Close the gate: the segment is over."""
        for piece in self._session.gate.close(keep=keep):
            self.abandon(piece, reason)
