"""Values with defaults: a test states only what it is about.

Agents are called `ann`, `bea`, `carl` and `dora`, in the order of the table. Every word lasts 300 ms, an answer takes
800 ms and first audio 200 ms unless a test says otherwise, so that the times in a test can be checked in one's head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from argentum.coordination.decisions import (
    AgentAfter,
    AuctionDecision,
    HardInterruptDecision,
    InterjectionDecision,
    SegmentSettlement,
)
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, SegmentBegun, SegmentHeard
from argentum.orchestration.auction_chat import AuctionChat
from argentum.orchestration.floor_rule import FloorRule
from argentum.orchestration.piece import Clip, Piece, PieceKind, PieceState
from argentum.orchestration.session import SessionLimits
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.timing.transfer import TransferPlanner
from argentum.transcript.message import Message
from argentum.transcript.posting import POOL, Posting
from argentum.transcript.reason import Reason
from argentum.transcript.utterance import Draft, InterjectionType, Mood

AGENTS = ("ann", "bea", "carl", "dora")
WORD_MS = 300


def a_policy(changes: Mapping[str, Any] | None = None) -> Policy:
    """Give the default policy with some knobs changed, by dotted name."""
    tree: dict[str, Any] = {}
    for key, value in ({"simulation.words_per_minute": 60_000 / WORD_MS} | dict(changes or {})).items():
        *sections, leaf = key.split(".")
        place = tree
        for section in sections:
            place = place.setdefault(section, {})
        place[leaf] = value
    return Policy.model_validate(tree)


def seats(count: int = 4) -> tuple[Seat, ...]:
    """Seat the first of the four."""
    return tuple(Seat(agent_id=agent, index=index) for index, agent in enumerate(AGENTS[:count]))


def text_of(words: int, *, about: str = "word") -> str:
    """Write a text of so many words in sentences of eight."""
    written = [f"{about}{number}" for number in range(1, words + 1)]
    sentences = [" ".join(written[start : start + 8]) for start in range(0, words, 8)]
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def a_draft(
    words: int = 20, *, text: str | None = None, reserve: str = "", follow_on: str = "", acknowledged_ending: str = ""
) -> Draft:
    """Write a draft of so many words, or of the given text."""
    return Draft(
        text=text_of(words) if text is None else text,
        reserve=reserve,
        follow_on=follow_on,
        acknowledged_ending=acknowledged_ending,
    )


def a_piece(kind: PieceKind = "segment", agent: str = "ann", *, ready_ms: int | None = None) -> Piece:
    """Make a piece, ready since an instant or still being written."""
    piece = Piece(kind, agent, f"{agent}_{kind}", position="turn", context_version=0, now_ms=0)
    if ready_ms is not None:
        piece.state, piece.ready_ms = PieceState.READY, ready_ms
    return piece


def a_clip(words: int = 10, *, start_ms: int = -1, text: str | None = None) -> Clip:
    """Make a prepared clip of words of 300 ms."""
    clip = Clip("clip", text_of(words) if text is None else text, words, requested_ms=0)
    clip.ready = True
    clip.word_ends_ms = tuple(WORD_MS * (place + 1) for place in range(words))
    clip.duration_ms = WORD_MS * words
    clip.start_ms = start_ms
    return clip


def an_interrupt(
    agent: str = "bea", *, style: Literal["hard", "soft", "attempt"] = "hard", price: float = 4.0, fee: float = 1.0
) -> HardInterruptDecision:
    """Let an agent want to cut in."""
    return HardInterruptDecision(agent_id=agent, style=style, price=price, fee=fee)


def an_interjection(
    agent: str = "dora", kind: InterjectionType = "clarify", *, beat: int = 1, price: int = 1, acknowledge: bool = False
) -> InterjectionDecision:
    """Let an agent want to interject."""
    return InterjectionDecision(
        agent_id=agent, interjection_type=kind, importance=0.7, price=price, beat=beat, acknowledge=acknowledge
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one auction decides, as a test wants it; the winner is who is next at the table unless it is named."""

    winner: str | None = None
    fallback: str | None = None
    price: float = 2.0
    interrupts: tuple[HardInterruptDecision, ...] = ()
    interjections: tuple[InterjectionDecision, ...] = ()
    shortened: bool = False


@dataclass(slots=True)
class ScriptedRule:
    """A floor rule that decides what the test says: one verdict an auction, then everybody in turn.

    It keeps simple books (whoever is charged pays the pool) and writes down what it was told.
    """

    verdicts: Sequence[Verdict] = ()
    agents: tuple[str, ...] = AGENTS
    told: list[str] = field(default_factory=list)
    situations: list[AuctionSituation] = field(default_factory=list)
    heard: list[SegmentHeard] = field(default_factory=list)
    opening_postings: tuple[Posting, ...] = ()
    prebuffer_charge: int = 0

    def open_auction(self, situation: AuctionSituation) -> AuctionDecision:
        """Give the next verdict."""
        place = len(self.situations)
        verdict = self.verdicts[place] if place < len(self.verdicts) else Verdict()
        self.situations.append(situation)
        after = -1 if situation.holder is None else self.agents.index(situation.holder)
        order = [self.agents[(after + step) % len(self.agents)] for step in range(1, len(self.agents) + 1)]
        able = [agent for agent in order if agent not in situation.unavailable] or order
        winner = verdict.winner or able[0]
        fallback = verdict.fallback or next((agent for agent in able if agent != winner), winner)
        return AuctionDecision(
            auction_id=situation.auction_id,
            winner=winner,
            price=verdict.price,
            how="auction",
            evidence_used=False,
            fallback=fallback,
            stands=(),
            hard_interrupts=verdict.interrupts if situation.interrupts_possible else (),
            interjections=verdict.interjections[: situation.interjections_possible],
            shortened=verdict.shortened,
        )

    def _pay(self, agent: str, price: float, reason: str) -> tuple[Posting, ...]:
        amount = round(price)
        return (Posting(source=agent, target=POOL, amount=amount, reason=reason),) if amount else ()

    def take_floor(self, decision: AuctionDecision, agent_id: str, now_ms: int) -> tuple[Posting, ...]:
        """Charge the winner; a fallback pays nothing."""
        self.told.append(f"{now_ms}: {agent_id} takes the floor")
        return self._pay(agent_id, decision.price, "speak") if agent_id == decision.winner else ()

    def segment_begun(self, begun: SegmentBegun) -> None:
        """Write it down."""
        self.told.append(f"{begun.start_ms}: {begun.agent_id} begins {begun.segment_index}")

    def segment_heard(self, heard: SegmentHeard) -> SegmentSettlement:
        """Write it down and move nothing."""
        self.heard.append(heard)
        cut = f", cut by {heard.interrupted_by}" if heard.interrupted_by else ""
        self.told.append(f"{heard.end_ms}: {heard.agent_id} heard for {heard.heard_ms}{cut}")
        return SegmentSettlement(postings=())

    def commit_interrupt(
        self, decision: HardInterruptDecision, *, against: str, segment_index: int, now_ms: int, early: bool
    ) -> tuple[Posting, ...]:
        """Charge the interrupter."""
        when = "early" if early else "late"
        self.told.append(f"{now_ms}: {decision.agent_id} cuts in on {against} in {segment_index}, {when}")
        return self._pay(decision.agent_id, decision.price, "hard_interrupt")

    def abandon_interrupt(self, decision: HardInterruptDecision, *, reason: str, now_ms: int) -> tuple[Posting, ...]:
        """Charge what the test wants."""
        self.told.append(f"{now_ms}: {decision.agent_id} gives its interrupt up: {reason}")
        return self._pay(decision.agent_id, self.prebuffer_charge, "prebuffer")

    def commit_interjection(
        self, decision: InterjectionDecision, *, segment_index: int, now_ms: int
    ) -> tuple[Posting, ...]:
        """Charge the interjector."""
        self.told.append(f"{now_ms}: {decision.agent_id} interjects into {segment_index}")
        return self._pay(decision.agent_id, decision.price, "interjection")

    def drop_interjection(self, decision: InterjectionDecision, *, reason: str) -> None:
        """Write it down."""
        self.told.append(f"{decision.agent_id} drops its interjection: {reason}")

    def interjection_heard(self, heard: InterjectionHeard) -> None:
        """Write it down."""
        self.told.append(f"{heard.end_ms}: {heard.agent_id} heard under {heard.speaker_id} for {heard.heard_ms}")

    def written(self, message: Message) -> None:
        """Let it pass: tests read the messages where they come out."""

    def audience(
        self, *, agent_id: str, kind: Literal["clap", "tip"], amount: int, segment_index: int
    ) -> tuple[Reason, ...]:
        """Write it down and say so."""
        self.told.append(f"the audience gives {agent_id} {amount} {kind} in {segment_index}")
        return (Reason("audience_noted"),)

    def snapshot(self) -> tuple[AgentAfter, ...]:
        """Give everybody eight tokens."""
        return tuple(
            AgentAfter(agent_id=agent, tokens=8, credit=0.0, talk_ms=0, lead_segments=0.0, reputation=0.0, mood=Mood())
            for agent in self.agents
        )

    def balances(self) -> dict[str, int]:
        """Give everybody eight tokens."""
        return dict.fromkeys(self.agents, 8)

    def talk_ms(self) -> dict[str, int]:
        """Have heard nobody."""
        return dict.fromkeys(self.agents, 0)

    def mood_of(self, agent_id: str) -> Mood:
        """Give a neutral mood."""
        del agent_id
        return Mood()


def a_chat(
    rule: FloorRule | None = None,
    *,
    policy: Mapping[str, Any] | None = None,
    agents: int = 4,
    limits: SessionLimits | None = None,
    transfer: TransferPlanner | None = None,
    seed: int = 7,
) -> AuctionChat:
    """Put a session together whose floor goes as the rule says."""
    return AuctionChat(
        session_id="test-0123456789",
        topic="Should tests be stories?",
        policy=a_policy(policy),
        seats=seats(agents),
        rule=rule or ScriptedRule(agents=AGENTS[:agents]),
        streams=Streams(seed),
        limits=limits or SessionLimits(segments=20),
        transfer=transfer,
    )
