"""Selling the next segment while the present one is heard (plan sections 5 and 9)."""

from __future__ import annotations

from argentum.coordination.decisions import AuctionDecision
from argentum.coordination.situation import AuctionSituation, ReportedBid
from argentum.ids import auction_id
from argentum.orchestration.commands import CancelRequest, RequestBid, SetTimer
from argentum.orchestration.piece import Piece
from argentum.orchestration.production import Production, next_position
from argentum.orchestration.recorder import Recorder
from argentum.orchestration.request_book import LIVELY, NEEDED
from argentum.orchestration.requests import BidRequest
from argentum.orchestration.session import Session
from argentum.orchestration.signals import BidArrived
from argentum.timing.turn_plan import TurnLengths, TurnPlan


class Auctioning:
    """The auction of the present segment: opened, awaited, resolved."""

    __slots__ = (
        "_awaited",
        "_interjections",
        "_largest_bid",
        "_production",
        "_recorder",
        "_reported",
        "_session",
        "_shortened_ratio",
        "_stated",
        "_turn_lengths",
        "opened_ms",
    )

    def __init__(self, session: Session, production: Production, recorder: Recorder) -> None:
        """Work for one session."""
        self._session = session
        self._production = production
        self._recorder = recorder
        self._awaited: dict[str, str] = {}
        self._reported: dict[str, ReportedBid] = {}
        self.opened_ms = 0
        policy = session.policy
        prefetch = policy.concurrency.prefetch
        self._stated = policy.auction.bidding == "llm" and prefetch.bids and policy.mode != "round-robin"
        self._interjections = prefetch.interjections
        self._turn_lengths = (
            TurnLengths(policy.timing.turn_length, policy.segment_seconds, session.streams, session.agent_ids)
            if policy.auction.unit == "turn"
            else None
        )
        """Only where turns are sold: they draw from a stream for each agent, and every stream costs to make."""
        self._shortened_ratio = policy.auction.shortened_ratio
        self._largest_bid = policy.bids.largest

    def open(self) -> bool:
        """Open the auction; True when it can be resolved at once because no stated bid is awaited."""
        session = self._session
        self.opened_ms = session.now_ms
        self._reported = {}
        self._awaited = {}
        if not self._stated:
            return True
        holder = session.floor.current
        plan = session.floor.plan
        balances = session.rule.balances()
        for agent in session.agent_ids:
            if not session.governor.allows(session.now_ms, LIVELY):
                break
            request_id = f"bid_{session.auction_count + 1}_{session.seats[agent].index}"
            self._awaited[request_id] = agent
            session.governor.note_request(session.now_ms)
            session.tally.llm_calls += 1
            session.out.append(
                RequestBid(
                    request=BidRequest(
                        request_id=request_id,
                        agent_id=agent,
                        tokens=balances[agent],
                        mood=session.rule.mood_of(agent),
                        context_version=session.context_version,
                        speaking=None,
                        may_interrupt=holder is not None and agent != holder.agent_id,
                    ),
                    deadline_ms=session.now_ms + session.policy.concurrency.timeouts_ms.bid,
                )
            )
        if self._awaited and plan is not None:
            session.out.append(SetTimer(timer=f"result/{session.micro_turn}", at_ms=plan.result_due_ms))
        return not self._awaited

    def bid_arrived(self, signal: BidArrived) -> bool:
        """Take a stated bid; True when it was the last one awaited."""
        session = self._session
        session.tally.llm_tokens_in += signal.tokens_in
        session.tally.llm_tokens_out += signal.tokens_out
        session.tally.cost_usd += signal.cost_usd
        agent = self._awaited.pop(signal.request_id, None)
        if agent is None:
            return False
        self._reported[agent] = signal.bid
        return not self._awaited

    def bid_failed(self, request_id: str) -> bool | None:
        """Do without a stated bid: the heuristic one counts. None when the request was none of ours."""
        if request_id not in self._awaited:
            return None
        del self._awaited[request_id]
        self._session.tally.llm_calls_discarded += 1
        return not self._awaited

    def stop_waiting(self) -> None:
        """Cancel what is still awaited; the result is due."""
        session = self._session
        for request_id in self._awaited:
            session.out.append(CancelRequest(request_id=request_id))
            session.tally.llm_calls_discarded += 1
        self._awaited = {}

    def resolve(self, *, late: bool = False) -> AuctionDecision:
        """Decide, and write the decision down; a late auction arms no interrupt (plan section 6.5)."""
        session = self._session
        floor, plan, holder = session.floor, session.floor.plan, session.floor.current
        session.auction_count += 1
        limits = session.governor.limits
        remaining_ms = plan.end_ms - session.now_ms if plan else 0
        kicker = holder is not None and holder.kind == "kicker"
        decision = session.rule.open_auction(
            AuctionSituation(
                now_ms=session.now_ms,
                auction_id=auction_id(session.session_id, session.auction_count),
                segment_index=session.segment_count - 1,
                holder=holder.agent_id if holder else None,
                holder_contiguous=floor.contiguous if holder else 0,
                turn_goes_on=holder is not None and holder.turn_goes_on,
                remaining_ms=remaining_ms,
                interrupts_possible=limits.interrupts_allowed and holder is not None and not kicker and not late,
                interjections_possible=0
                if holder is None or kicker or not self._interjections
                else limits.interjections_per_segment,
                kickers_possible=session.lead.prebuffer(limits.prebuffer_top, now_ms=session.now_ms),
                unavailable=session.unavailable(),
                reported_bids=self._reported,
            )
        )
        if session.abandoned_postings:
            self._recorder.post(session.abandoned_postings)
            session.abandoned_postings = ()
        self._recorder.auction(decision, opened_ms=self.opened_ms)
        return decision

    def order_segment(self, decision: AuctionDecision, agent_id: str, *, fallback: bool = False) -> Piece:
        """Have the next segment written by the winner, or by who steps in for it."""
        session = self._session
        piece = self._production.new_piece(
            "segment", agent_id, decision.auction_id, position=next_position(session, agent_id)
        )
        piece.decision = decision
        piece.fallback = fallback
        self.plan_length(piece, decision)
        heard = session.acknowledgements.pop(agent_id, None)
        if heard is not None:
            piece.acknowledge = heard.utterance(text=heard.clip.text, duration_ms=heard.clip.duration_ms)
        session.shelf.next = piece
        self._production.submit(piece, NEEDED)
        return piece

    def plan_length(self, piece: Piece, decision: AuctionDecision) -> None:
        """Fix the target length and the planned offset of a segment before it is asked for."""
        session = self._session
        lengths, writing_ms, voice_ms = session.lengths, session.writing.p95_ms, session.first_audio.p95_ms
        holder, plan, stands = session.floor.current, session.floor.plan, decision.stands
        previous_ms = plan.end_ms - plan.start_ms if plan else 0
        turn_lengths = self._turn_lengths
        if turn_lengths is None:
            middle = self._largest_bid / 2
            crowd = len([stand for stand in stands if stand.bid > middle])
            piece.target_ms = lengths.target_ms(
                demand=crowd / len(stands) if stands else 0.5,
                writing_ms=writing_ms,
                first_audio_ms=voice_ms,
                shortened=self._shortened_ratio if decision.shortened else 1.0,
            )
            piece.planned_offset_ms = self._offset_ms(piece.agent_id, previous_ms, piece.target_ms)
            return
        if holder is not None and holder.agent_id == piece.agent_id and holder.turn_goes_on and holder.turn_plan:
            piece.turn_plan, piece.turn_clip = holder.turn_plan, holder.turn_clip + 1
            piece.planned_offset_ms = holder.turn_plan.pauses_ms[holder.turn_clip]
        else:
            piece.turn_plan = self._turn_plan(turn_lengths, piece.agent_id, previous_ms)
            piece.planned_offset_ms = piece.turn_plan.offset_ms
        wanted = piece.turn_plan.clips_ms[piece.turn_clip]
        piece.target_ms = max(wanted, lengths.floor_ms(writing_ms=writing_ms, first_audio_ms=voice_ms))

    def _turn_plan(self, turn_lengths: TurnLengths, agent_id: str, previous_ms: int) -> TurnPlan:
        session = self._session
        target_ms = turn_lengths.draw_ms(agent_id)
        clips = turn_lengths.clips_ms(target_ms)
        return TurnPlan(
            agent_id=agent_id,
            target_ms=target_ms,
            clips_ms=clips,
            pauses_ms=session.transfer.pauses_ms(clips=len(clips)),
            offset_ms=self._offset_ms(agent_id, previous_ms, target_ms),
        )

    def _offset_ms(self, agent_id: str, previous_ms: int, turn_ms: int) -> int:
        """Ask the planner for an offset; nobody overlaps itself."""
        session = self._session
        offset_ms = session.transfer.offset_ms(previous_turn_ms=previous_ms, turn_ms=turn_ms)
        holder = session.floor.current
        return max(0, offset_ms) if holder is not None and holder.agent_id == agent_id else offset_ms
