"""What the end of a piece brings: the record, the settlement, and the end of what was prepared for it."""

from __future__ import annotations

from argentum.coordination.situation import SegmentHeard
from argentum.orchestration.commands import CompleteMicroTurn
from argentum.orchestration.interjecting import Interjecting
from argentum.orchestration.interrupting import Interrupting
from argentum.orchestration.piece import DONE, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.recorder import Recorder
from argentum.orchestration.session import Session
from argentum.smoothing import at_least


class Settling:
    """Closes the books of what was heard."""

    __slots__ = ("_interjecting", "_interrupting", "_production", "_recorder", "_session")

    def __init__(
        self,
        session: Session,
        *,
        production: Production,
        recorder: Recorder,
        interjecting: Interjecting,
        interrupting: Interrupting,
    ) -> None:
        """Work for one session."""
        self._session = session
        self._production = production
        self._recorder = recorder
        self._interjecting = interjecting
        self._interrupting = interrupting

    def heard(self, piece: Piece) -> None:
        """Settle a piece that was heard to its end."""
        if piece.kind == "kicker":
            self._kicker_heard(piece)
        else:
            self.settle(piece, piece.heard_until(self._session.now_ms))

    def settle(self, piece: Piece, heard_ms: int, *, interrupted_by: str | None = None) -> None:
        """Write a segment down as it was heard, and let its talk, supply and moods be settled."""
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
                planned_ms=at_least(piece.planned_total_ms(), heard_ms),
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

    def leave_segment(self) -> None:
        """Give up the remarks and kickers that had their chance in this segment."""
        session = self._session
        if session.pending_interjections:
            self._interjecting.drop_all("segment_over")
        if session.gate.candidates or session.gate.scheduled is not None:
            self._interrupting.abandon_all("segment_over")

    def drop_ahead(self, reason: str) -> None:
        """Throw away what was prepared for a future that will not come."""
        self._interjecting.drop_all(reason)
        self._session.undelivered = None
        for piece in self._session.shelf.clear():
            self._production.drop(piece)
