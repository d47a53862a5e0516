"""The session: signals and the time go in, commands come out.

This file is the router. What a micro-turn is stands in `micro_turn`; making text and clips in `production`; the
auction in `auctioning`; when to cut in in `interrupting`, how in `cutting_in`; short remarks in `interjecting`; taking
and handing over the floor in `turn_taking`; the end of a piece in `settling`; what fails in `failing`. The session
never reads a clock and does nothing itself: a driver feeds it and obeys it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from argentum.coordination.decisions import AgentAfter, AuctionDecision
from argentum.coordination.seats import Seat
from argentum.errors import ProtocolError
from argentum.orchestration.auctioning import Auctioning
from argentum.orchestration.commands import Command
from argentum.orchestration.cutting_in import CuttingIn
from argentum.orchestration.failing import Failing
from argentum.orchestration.floor_rule import FloorRule
from argentum.orchestration.interjecting import Interjecting
from argentum.orchestration.interrupting import Interrupting
from argentum.orchestration.micro_turn import BIDDING
from argentum.orchestration.production import Production
from argentum.orchestration.recorder import Recorder
from argentum.orchestration.session import Session, SessionLimits, Tally
from argentum.orchestration.settling import Settling
from argentum.orchestration.signals import (
    AudienceReacted,
    BeatReached,
    BidArrived,
    ClipEnded,
    ClipFailed,
    ClipPrepared,
    DraftArrived,
    RequestFailed,
    SessionStarted,
    Signal,
    StopRequested,
    TimerFired,
)
from argentum.orchestration.turn_taking import TurnTaking
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.timing.transfer import Seamless, TransferPlanner
from argentum.transcript.reason import Reason


class AuctionChat:
    """One session of agents that buy the floor; with `rule=RoundRobin(…)`, of agents that take turns."""

    def __init__(
        self,
        *,
        session_id: str,
        topic: str,
        policy: Policy,
        seats: Sequence[Seat],
        rule: FloorRule,
        streams: Streams,
        limits: SessionLimits,
        transfer: TransferPlanner | None = None,
    ) -> None:
        """Put the session together at rest; `SessionStarted` sets it going."""
        session = Session(
            session_id=session_id,
            topic=topic,
            policy=policy,
            seats=seats,
            rule=rule,
            streams=streams,
            limits=limits,
            transfer=transfer or Seamless(),
        )
        self._session = session
        self._prefetches = policy.concurrency.prefetch.segments_top_k > 0
        self._late_beat_ms = policy.timing.late_beat_ms
        self._recorder = Recorder(session)
        self._production = Production(session)
        self._auctioning = Auctioning(session, self._production, self._recorder)
        self._interjecting = Interjecting(session, self._production, self._recorder)
        self._interrupting = Interrupting(session, self._production)
        settling = Settling(
            session,
            production=self._production,
            recorder=self._recorder,
            interjecting=self._interjecting,
            interrupting=self._interrupting,
        )
        self._cutting_in = CuttingIn(
            session,
            production=self._production,
            recorder=self._recorder,
            interjecting=self._interjecting,
            interrupting=self._interrupting,
            settling=settling,
        )
        self._turn_taking = TurnTaking(
            session,
            production=self._production,
            recorder=self._recorder,
            auctioning=self._auctioning,
            interjecting=self._interjecting,
            interrupting=self._interrupting,
            settling=settling,
            cutting_in=self._cutting_in,
        )
        self._failing = Failing(
            session,
            production=self._production,
            recorder=self._recorder,
            auctioning=self._auctioning,
            interjecting=self._interjecting,
            interrupting=self._interrupting,
        )
        self._late_result = False
        self._take: dict[type[Signal], Callable[[Any], None]] = {
            SessionStarted: self._start,
            DraftArrived: self._written,
            BidArrived: self._bid_arrived,
            RequestFailed: self._request_failed,
            ClipPrepared: self._clip_prepared,
            ClipFailed: self._clip_failed,
            BeatReached: self._beat,
            ClipEnded: self._turn_taking.clip_ended,
            TimerFired: self._timer,
            AudienceReacted: self._audience,
            StopRequested: self._stop,
        }
        """Who takes which signal: one arm for each, as in a `match`, which would test one class after the other."""
        self._due: dict[str, Callable[[], None]] = {
            "auction": self._open_auction,
            "result": self._result_due,
            "arm": self._interrupting.arm,
            "cut": self._cut_due,
            "yield": self._cutting_in.holder_gives_way,
            "giveway": self._cutting_in.attempt_gives_way,
            "handover": self._handover_due,
            "hedge": self._failing.hedge_due,
            "begin": self._turn_taking.begin_planned,
        }
        """What is done when a timer of the present micro-turn is due; timers of an earlier one are void."""

    @property
    def tally(self) -> Tally:
        """Counts that no message carries."""
        return self._session.tally

    def standings(self) -> tuple[AgentAfter, ...]:
        """Give everybody's books and bearing as they stand now, in seat order."""
        return self._session.rule.snapshot()

    @property
    def micro_turns(self) -> int:
        """Micro-turns begun so far: segments and kickers."""
        return self._session.micro_turn

    @property
    def interrupt_armed(self) -> bool:
        """Whether the cut that is scheduled may happen (plan section 12)."""
        return self._session.gate.armed

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self._session.ended is not None

    def feed(self, signal: Signal, now_ms: int) -> list[Command]:
        """Take one signal at its time and answer with what is to be done, in order.

        Times must not decrease: `ProtocolError`, and nothing has changed. After the end every signal is ignored.
        """
        session = self._session
        if now_ms < session.now_ms:
            raise ProtocolError(f"time runs backwards: {now_ms} ms after {session.now_ms} ms")
        session.now_ms = now_ms
        out: list[Command] = []
        session.out = out
        if session.ended is not None:
            return out
        self._take[type(signal)](signal)
        if session.book.waiting:
            for piece in self._production.pump():
                self._failing.refused(piece)
        if session.finishing is not None and session.floor.quiet and session.ended is None:
            self._turn_taking.close(session.finishing)
        return out

    def _bid_arrived(self, signal: BidArrived) -> None:
        if self._auctioning.bid_arrived(signal):
            self._resolve()

    def _request_failed(self, signal: RequestFailed) -> None:
        bid = self._auctioning.bid_failed(signal.request_id)
        if bid is None:
            self._failing.request_failed(signal)
            self._go_on()
        elif bid:
            self._resolve()

    def _clip_prepared(self, signal: ClipPrepared) -> None:
        piece = self._production.clip_prepared(signal)
        if piece is None:
            return
        if piece.kind == "kicker":
            self._interrupting.consider()
        if self._session.floor.current is None:
            self._turn_taking.fill_silence()

    def _clip_failed(self, signal: ClipFailed) -> None:
        self._failing.clip_failed(signal)
        self._go_on()

    def _stop(self, signal: StopRequested) -> None:
        self._turn_taking.finish("interrupted" if signal.reason == "interrupted" else "budget")

    def _start(self, signal: SessionStarted) -> None:  # noqa: ARG002 - it says nothing but that it is so
        session = self._session
        self._recorder.post(session.rule.opening_postings)
        self._recorder.opening(session.topic)
        if session.agent_ids:
            self._order(self._auctioning.resolve())
        else:
            session.finishing = "nobody_left"

    def _order(self, decision: AuctionDecision) -> None:
        """Have the next segment written while this one is heard; without prefetch, when it is about to end."""
        session = self._session
        if not self._prefetches and session.floor.current is not None:
            session.undelivered = decision
        else:
            self._auctioning.order_segment(decision, decision.winner)

    def _written(self, signal: DraftArrived) -> None:
        piece = self._production.draft_arrived(signal)
        if piece is None:
            return
        if piece.kind == "interjection" and self._interjecting.too_long(piece):
            self._interjecting.drop(piece, "no_room")
        else:
            self._production.voice_unless_held(piece)

    def _go_on(self) -> None:
        """See to it that a failure in silence does not leave the floor to nobody."""
        if self._session.floor.current is None and self._session.shelf.next is None:
            self._turn_taking.fill_silence()

    def _beat(self, signal: BeatReached) -> None:
        session = self._session
        floor, plan = session.floor, session.floor.plan
        piece = floor.current
        if piece is None or plan is None or piece.clip.clip_id != signal.clip_id or signal.beat > len(plan.beats_ms):
            return
        planned_ms = plan.beats_ms[signal.beat - 1]
        now_ms, gate = session.now_ms, session.gate
        piece.beats_actual_ms.append(now_ms)
        session.tally.beats += 1
        if now_ms - planned_ms > self._late_beat_ms:
            session.tally.beats_missed += 1
            session.lead.observe(missed=True)
        elif gate.scheduled is None:
            if session.pending_interjections:
                self._interjecting.place(signal.beat, latest_end_ms=plan.end_ms)
            if gate.candidates:
                self._interrupting.at_beat(planned_ms)
        if gate.candidates:
            self._interrupting.consider()

    def _timer(self, signal: TimerFired) -> None:
        name, _, subject = signal.timer.partition("/")
        if subject == str(self._session.micro_turn):
            handler = self._due.get(name)
            if handler is None:
                raise ProtocolError(f"no such timer: {signal.timer}")
            handler()
        elif name == "retry":
            self._failing.retry_due(subject)
        # Any other is of a micro-turn that is over, or `budget`: `feed` asks for what waits after every signal, and
        # this one only had to come.

    def _result_due(self) -> None:
        self._auctioning.stop_waiting()
        self._late_result = True
        self._resolve()

    def _cut_due(self) -> None:
        kicker = self._interrupting.cut_due()
        if kicker is not None:
            self._cutting_in.cut_in(kicker)
        else:
            self._interrupting.consider()

    def _handover_due(self) -> None:
        self._turn_taking.order_undelivered()
        self._failing.hedge_due()
        self._turn_taking.handover_check()

    def _open_auction(self) -> None:
        session = self._session
        if session.finishing is not None or session.shelf.next is not None or session.floor.current is None:
            return
        session.floor.step("auction_opened")
        self._late_result = False
        if self._auctioning.open():
            self._resolve()

    def _resolve(self) -> None:
        session = self._session
        if session.floor.phase is not BIDDING:
            return
        session.floor.step("auction_resolved")
        decision = self._auctioning.resolve(late=self._late_result)
        self._order(decision)
        self._interrupting.plan(decision.hard_interrupts, decision.auction_id)
        self._interjecting.plan(decision.interjections, decision.auction_id)
        self._turn_taking.plan_overlap()

    def _audience(self, signal: AudienceReacted) -> None:
        session = self._session
        if signal.agent_id not in session.seats:
            self._recorder.notice(
                "A sign from the audience names nobody at the table.", (Reason("audience_unknown_agent"),)
            )
            return
        reasons = session.rule.audience(
            agent_id=signal.agent_id,
            kind=signal.reaction,
            amount=signal.amount,
            segment_index=session.segment_count - 1,
        )
        self._recorder.notice(f"The audience gave {signal.agent_id} a {signal.reaction}.", reasons)
