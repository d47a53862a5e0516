"""Writing down what was heard and decided, as messages (plan sections 4 and 12)."""

from __future__ import annotations

from argentum.coordination.decisions import AuctionDecision
from argentum.orchestration.commands import TellAll, WriteDown
from argentum.orchestration.piece import Piece
from argentum.orchestration.session import Session
from argentum.transcript.message import AuctionRecord, ClipTiming, Costs, Event, Message, Metadata, Provenance
from argentum.transcript.posting import POOL, Posting
from argentum.transcript.reason import Reason
from argentum.transcript.utterance import NO_DRAFT

_VERSION = "1"


class Recorder:
    """Makes the messages of one session; ids count up from `m00001`."""

    __slots__ = ("_count", "_journal_moods", "_policy_name", "_postings", "_session")

    def __init__(self, session: Session) -> None:
        """Write for one session."""
        self._session = session
        self._count = 0
        self._policy_name = f"{session.policy.mode}/{session.policy.preset}"
        self._journal_moods = session.policy.emotion.journal_moods
        self._postings: tuple[Posting, ...] = ()

    def post(self, postings: tuple[Posting, ...]) -> None:
        """Keep postings for the next message, so that no movement of a token goes unwritten."""
        if postings:
            self._postings += postings

    def _write(self, sender: str, content: str, metadata: Metadata) -> Message:
        self._count = count = self._count + 1
        message = Message(
            id=f"m{count:05d}",
            type="system" if sender == "floor" else "assistant",
            sender=sender,
            content=content,
            metadata=metadata,
        )
        self._session.out.append(WriteDown(message=message))
        return message

    def _taken_postings(self) -> tuple[Posting, ...]:
        postings, self._postings = self._postings, ()
        return postings

    def opening(self, topic: str) -> None:
        """Write the topic and how the banks were filled."""
        self._write("floor", topic, Metadata(event="opening", postings=self._taken_postings()))

    def closing(self, reason: str) -> None:
        """Write why the session ended, with what is left to post."""
        self._write("floor", reason, Metadata(event="closing", postings=self._taken_postings()))

    def notice(self, text: str, reasons: tuple[Reason, ...]) -> None:
        """Write something that the reader should know: a failure, a fallback, a change of tier."""
        session = self._session
        self._write(
            "floor",
            text,
            Metadata(
                event="notice",
                timing=ClipTiming(start_ms=session.now_ms, duration_ms=0),
                segment_index=session.segment_count - 1,
                reasons=reasons,
                postings=self._taken_postings(),
            ),
        )

    def auction(self, decision: AuctionDecision, *, opened_ms: int) -> None:
        """Write an auction whole: who stood where, who won, and why."""
        session = self._session
        rule = session.rule
        talk_ms = rule.talk_ms()
        total_ms = sum(talk_ms.values())
        stands = decision.stands
        bids: dict[str, int] = {}
        offers: dict[str, float] = {}
        pacing: dict[str, float] = {}
        for stand in stands:
            agent_id = stand.agent_id
            bids[agent_id] = stand.bid
            offers[agent_id] = stand.offer
            pacing[agent_id] = stand.pacing
        holder = session.floor.current
        self._write(
            "floor",
            decision.winner,
            Metadata(
                event="auction",
                agent_id=decision.winner,
                speaker_id=holder.agent_id if holder else None,
                auction_id=decision.auction_id,
                segment_index=session.segment_count - 1,
                context_version=session.context_version,
                auction=AuctionRecord(
                    result=decision.how,
                    winner=decision.winner,
                    price=decision.price,
                    fallback=decision.fallback,
                    bids=bids,
                    offers=offers,
                    pacing=pacing,
                    talk_share={agent: part_ms / total_ms if total_ms else 0.0 for agent, part_ms in talk_ms.items()},
                    balances=rule.balances(),
                    stands=stands,
                    reasons=decision.reasons,
                    opened_ms=opened_ms,
                    resolved_ms=session.now_ms,
                ),
                postings=self._taken_postings(),
            ),
        )

    def clip(
        self,
        piece: Piece,
        event: Event,
        *,
        heard_ms: int,
        interrupted_by: str | None = None,
        costs: Costs | None = None,
    ) -> None:
        """Write what was heard of a piece and let everybody hear it.

        A piece that was cut keeps its planned text beside what was heard, up to the last whole word.
        """
        session = self._session
        agent_id, kind, clips = piece.agent_id, piece.kind, piece.clips
        planned = clips[0].text if len(clips) == 1 else piece.planned_text()
        cut = piece.cut
        heard = piece.heard_text(heard_ms) if cut else planned
        draft = piece.draft or NO_DRAFT
        interjection = piece.interjection
        segment_index = piece.segment_index
        message = self._write(
            agent_id,
            heard,
            Metadata(
                event=event,
                agent_id=agent_id,
                speaker_id=piece.during_speaker,
                auction_id=piece.auction,
                segment_id=piece.piece_id,
                clip_id=clips[0].clip_id,
                segment_index=segment_index if segment_index >= 0 else None,
                context_version=piece.context_version,
                costs=costs,
                emotion=session.rule.mood_of(agent_id) if self._journal_moods else None,
                timing=self._timing(piece, heard_ms),
                provenance=Provenance(
                    policy=self._policy_name,
                    version=_VERSION,
                    request_id=piece.request_id,
                    prefetch=kind == "segment" and not piece.fallback and piece.start_ms > piece.ready_ms,
                    fallback=piece.fallback or kind == "reserve",
                ),
                postings=self._taken_postings(),
                citations=piece.citations_heard(heard) if draft.citations else (),
                addressed_to=draft.addressed_to,
                challenges=draft.challenges,
                answers=draft.answers,
                interjection_type=interjection.interjection_type if interjection else None,
                importance=interjection.importance if interjection else None,
                acknowledged=True if piece.acknowledge is not None else None,
                style=None if piece.interrupt is None else "soft" if piece.came_softly else piece.interrupt.style,
                planned_text=planned if cut and planned else None,
                heard_text=heard if cut and planned else None,
                cut_at_ms=heard_ms if cut else None,
                interrupted_by=interrupted_by,
                on_topic=draft.on_topic,
            ),
        )
        session.rule.written(message)
        session.out.append(
            TellAll(utterance=piece.utterance(text=heard, duration_ms=heard_ms, interrupted_by=interrupted_by))
        )

    @staticmethod
    def _timing(piece: Piece, heard_ms: int) -> ClipTiming:
        beats = piece.beats_planned_ms
        measured = piece.beats_actual_ms
        asked = piece.own_request and piece.issued_ms >= 0
        return ClipTiming(
            start_ms=piece.start_ms,
            duration_ms=heard_ms,
            planned_start_ms=piece.planned_start_ms if piece.planned_start_ms >= 0 else None,
            planned_duration_ms=piece.planned_total_ms(),
            offset_ms=piece.offset_ms,
            planned_offset_ms=piece.planned_offset_ms,
            overlap_kind=piece.overlap_kind,
            join=piece.join,
            beat=piece.beat,
            beat_planned_ms=beats,
            beat_actual_ms=tuple(measured),
            drift_ms=tuple([actual - planned for planned, actual in zip(beats, measured, strict=False)])
            if measured
            else (),
            target_ms=piece.landing_ms if piece.landing_ms >= 0 else None,
            llm_latency_ms=piece.written_ms - piece.issued_ms if asked else None,
            first_audio_ms=piece.clips[0].first_audio_ms,
            queue_delay_ms=piece.issued_ms - piece.requested_ms if asked else None,
        )


def cost_of(postings: tuple[Posting, ...], agent_id: str, *, price: float, fee: float = 0.0) -> Costs | None:
    """Sum up what an agent was charged; None when nothing moved and nothing was owed."""
    spent = 0
    for posting in postings:
        if posting.source == agent_id and posting.target == POOL:
            spent += posting.amount
    return Costs(tokens_spent=spent, price=price, fee=fee) if spent or price else None
