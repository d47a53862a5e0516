"""When an answer does not come: another try, another speaker, or a polite end (plan sections 6.5 and 9.1)."""

from __future__ import annotations

from argentum.orchestration.auctioning import Auctioning
from argentum.orchestration.commands import SetTimer
from argentum.orchestration.interjecting import Interjecting
from argentum.orchestration.interrupting import Interrupting
from argentum.orchestration.piece import SOUNDING, WRITING, Piece
from argentum.orchestration.production import Production
from argentum.orchestration.recorder import Recorder
from argentum.orchestration.request_book import NEEDED
from argentum.orchestration.session import Session
from argentum.orchestration.signals import ClipFailed, Failure, RequestFailed
from argentum.transcript.reason import Reason


class Failing:
    """Keeps the floor alive while requests fail."""

    __slots__ = ("_auctioning", "_interjecting", "_interrupting", "_production", "_recorder", "_retries", "_session")

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
        """Work for one session."""
        self._session = session
        self._production = production
        self._recorder = recorder
        self._auctioning = auctioning
        self._interjecting = interjecting
        self._interrupting = interrupting
        self._retries: dict[str, Piece] = {}

    def refused(self, piece: Piece) -> None:
        """The budget allows no request for this piece."""
        if piece.kind == "interjection":
            self._interjecting.drop(piece, "over_budget")
        elif piece.kind == "kicker":
            self._interrupting.abandon(piece, "over_budget")
        else:
            self._forget(piece)

    def request_failed(self, signal: RequestFailed) -> None:
        """Take the failure of a request for text."""
        session = self._session
        piece = session.book.closed(signal.request_id)
        if piece is None or piece.state is not WRITING:
            return
        if signal.failure == "timed_out":
            self._production.meter(piece).timed_out()
        session.tally.llm_calls_discarded += 1
        piece.issued_ms = -1
        self._failed(piece, signal.failure, signal.retry_after_ms)

    def clip_failed(self, signal: ClipFailed) -> None:
        """Take the failure of a voice; the text is written anew, because another wording may be sayable."""
        session = self._session
        entry = session.clips.pop(signal.clip_id, None)
        if entry is None:
            return
        piece = entry[0]
        if piece.state is SOUNDING:
            return  # the ending that takes a remark up; the plain one is there
        for clip in piece.clips:
            self._production.discard_clip(clip)
        if piece is session.shelf.spare:
            session.shelf.spare = None
            self._production.drop(piece)
            return
        if piece.own_request:
            session.tally.llm_calls_discarded += 1
            piece.issued_ms = -1
        piece.clips = []
        piece.draft = None
        piece.state = WRITING
        self._failed(piece, signal.failure, 0)

    def _failed(self, piece: Piece, failure: Failure, retry_after_ms: int) -> None:
        session = self._session
        concurrency = session.policy.concurrency
        session.tally.failures += 1
        session.failures_in_row += 1
        backoff_ms = max(concurrency.retry_backoff_ms * 2 ** min(session.failures_in_row - 1, 6), retry_after_ms)
        session.unavailable_until_ms[piece.agent_id] = session.now_ms + backoff_ms
        self._recorder.notice(
            f"The request for {'an' if piece.kind == 'interjection' else 'a'} {piece.kind} by {piece.agent_id} failed.",
            (Reason(f"request_{failure}", {"in_a_row": session.failures_in_row, "backoff_ms": backoff_ms}),),
        )
        if session.failures_in_row >= concurrency.gone_after_failures:
            session.finishing = session.finishing or "provider_gone"
        if piece.kind == "interjection":
            self._interjecting.drop(piece, failure)
        elif piece.kind == "kicker":
            self._interrupting.abandon(piece, failure)
        elif session.finishing is not None:
            self._forget(piece)
        elif self._can_wait(backoff_ms) and piece.attempts <= concurrency.retries and piece.own_request:
            self._retry(piece, backoff_ms)
        else:
            self._replace(piece, backoff_ms)

    def _can_wait(self, delay_ms: int) -> bool:
        session = self._session
        plan = session.floor.plan
        needed_ms = delay_ms + session.writing.median_ms + session.first_audio.median_ms
        return plan is not None and plan.end_ms - session.now_ms > needed_ms

    def _retry(self, piece: Piece, delay_ms: int) -> None:
        session = self._session
        self._retries[piece.piece_id] = piece
        session.out.append(SetTimer(timer=f"retry/{piece.piece_id}", at_ms=session.now_ms + delay_ms))

    def retry_due(self, piece_id: str) -> None:
        """Ask again, if the piece is still wanted."""
        piece = self._retries.pop(piece_id, None)
        if piece is not None and piece is self._session.shelf.next and piece.state is WRITING:
            self._production.submit(piece, NEEDED)

    def hedge_due(self) -> None:
        """Nobody speaks and the answer is later than can be expected: let a substitute speak instead."""
        session = self._session
        coming = session.shelf.next
        if coming is None or coming.state is not WRITING or coming.issued_ms < 0:
            return
        if session.now_ms >= coming.issued_ms + session.writing.overdue_ms():
            session.unavailable_until_ms[coming.agent_id] = session.now_ms + session.writing.p95_ms
            self._recorder.notice(
                f"{coming.agent_id} is late with its segment; another speaks.",
                (Reason("substituted", {"waited_ms": session.now_ms - coming.issued_ms}),),
            )
            self._replace(coming, session.policy.concurrency.retry_backoff_ms)

    def _replace(self, piece: Piece, delay_ms: int) -> None:
        """Let another speak: the pre-resolved fallback, else whoever can be asked, else the same once more."""
        session = self._session
        decision = piece.decision
        if decision is None or piece is not session.shelf.next:
            self._forget(piece)
            return
        away = session.unavailable()
        order = (decision.fallback, decision.winner, *session.agent_ids)
        substitute = next((agent for agent in order if agent not in away), None)
        if substitute is None:
            self._retry(piece, delay_ms)
            return
        self._forget(piece)
        session.tally.fallbacks_used += 1
        self._auctioning.order_segment(decision, substitute, fallback=substitute != decision.winner)

    def _forget(self, piece: Piece) -> None:
        session = self._session
        if session.shelf.next is piece:
            session.shelf.next = None
        self._production.drop(piece)
