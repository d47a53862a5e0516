"""A closed loop over the auction alone: no text, no audio, who addresses whom drawn at random.

The model of the economy study's section 1: segments of five seconds; a speaker addresses somebody with probability
0.72, and then the previous speaker with 0.6, else anyone; interrupts fall at beat 2, so that a cut segment has 60 % of
its length; the interrupter speaks its kicker and one follow-on segment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import yaml

from argentum.coordination.auction_manager import AuctionManager
from argentum.coordination.decisions import AuctionDecision, HardInterruptDecision, InterjectionDecision
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, ReportedBid, SegmentBegun, SegmentHeard
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.transcript.stand import Stand

ROOT = Path(__file__).parent.parent
SEGMENT_MS = 5_000
KICKER_MS = 3_500
CUT_AT = 0.6
INTERJECTION_MS = 800
ADDRESSES = 0.72
RETURNS = 0.6
BidRule = Literal["honest", "always_maximum", "hoarder", "mood_inflater"]


def policy_named(name: str) -> Policy:
    """Read a shipped preset, or the plan as printed, as it stands in its file."""
    folder = "configs/policies" if name == "plan_literal" else "presets"
    return Policy.model_validate(yaml.safe_load((ROOT / folder / f"{name}.yaml").read_text(encoding="utf-8")))


def seated(policy_name: str, agents: int, *, deviator: int = -1, rule: BidRule = "honest") -> tuple[Seat, ...]:
    """Seat the study's casts: quiet, fair and aggressive, or a mild spread for `roundtable`; one may deviate."""
    if policy_name == "roundtable":
        temperaments = [0.75 + 0.55 * place / (agents - 1) for place in range(agents)]
    else:
        temperaments = [0.5, *([1.0] * (agents - 2)), 2.0]
    return tuple(
        Seat(agent_id=f"a{place}", index=place, temperament=temper, bid_rule=rule if place == deviator else "honest")
        for place, temper in enumerate(temperaments)
    )


@dataclass(slots=True, kw_only=True)
class EconomyRun:
    """What a loop recorded, by place at the table."""

    agents: int
    speakers: list[int] = field(default_factory=list)
    """Of each segment; kickers belong to the segment that follows them."""
    heard: list[tuple[int, int, int]] = field(default_factory=list)
    """Start, duration and speaker of everything that was heard."""
    decisions: list[AuctionDecision] = field(default_factory=list)
    banks: list[tuple[int, ...]] = field(default_factory=list)
    """After each segment."""
    frustration: list[tuple[float, ...]] = field(default_factory=list)
    leads: list[tuple[float, ...]] = field(default_factory=list)
    paid: list[float] = field(default_factory=list)
    """Prices of slots."""
    interrupts: int = 0
    interrupt_prices: list[float] = field(default_factory=list)
    interjections: int = 0
    wishes: int = 0
    """Segments in which somebody wanted to cut in."""
    end_ms: int = 0

    @property
    def minutes(self) -> float:
        """Length of the run."""
        return self.end_ms / 60_000

    def talk_ms(self, start_ms: int = 0, end_ms: int | None = None) -> list[int]:
        """Give the talk of each agent inside a window."""
        end = self.end_ms if end_ms is None else end_ms
        talk = [0] * self.agents
        for start, duration, speaker in self.heard:
            overlap = min(start + duration, end) - max(start, start_ms)
            if overlap > 0:
                talk[speaker] += overlap
        return talk

    def shares(self, start_ms: int = 0, end_ms: int | None = None) -> list[float]:
        """Give the talk shares inside a window."""
        talk = self.talk_ms(start_ms, end_ms)
        return [ms / sum(talk) for ms in talk]

    def stands(self) -> list[tuple[Stand, ...]]:
        """Give the tables of all auctions."""
        return [decision.stands for decision in self.decisions]


class EconomyLoop:
    """Calls an `AuctionManager` in the order of its docstring, as a session would."""

    def __init__(
        self, policy: Policy, seats: tuple[Seat, ...], *, seed: int, stated: Mapping[str, ReportedBid] | None = None
    ) -> None:
        """Open the books; `stated` are bids that agents repeat in every auction whatever they feel."""
        streams = Streams(seed)
        self.policy = policy
        self._stated = stated or {}
        self.manager = AuctionManager(policy, seats, streams)
        self.run_so_far = EconomyRun(agents=len(seats))
        self._ids = [seat.agent_id for seat in seats]
        self._draw = streams.named("economy_loop")
        self._previous = -1
        self._speaker = -1
        self._contiguous = 0
        self._now_ms = 0
        self._index = -1

    def run(self, segments: int) -> EconomyRun:
        """Run for so many segments and give what was recorded."""
        decision = self._auction()
        while len(self.run_so_far.speakers) < segments:
            self._index += 1
            self.run_so_far.paid.append(decision.price)
            self.manager.take_floor(decision, decision.winner, self._now_ms)
            decision = self._segment(decision.winner)
        self.run_so_far.end_ms = self._now_ms
        return self.run_so_far

    def _segment(self, speaker_id: str) -> AuctionDecision:
        """Let a segment be heard, with what falls into it; give the auction for the next one."""
        self._begin(speaker_id, SEGMENT_MS)
        record = self.run_so_far
        record.speakers.append(self._speaker)
        decision = self._auction()
        if any(stand.wants_interrupt for stand in decision.stands):
            record.wishes += 1
        for interjection in decision.interjections:
            self._interject(interjection, speaker_id)
        for interrupt in decision.hard_interrupts[:1]:
            if interrupt.style == "hard":
                return self._cut(interrupt, speaker_id)
        self._end(speaker_id, SEGMENT_MS, SEGMENT_MS, None)
        return decision

    def _cut(self, interrupt: HardInterruptDecision, against: str) -> AuctionDecision:
        """Cut the segment at beat 2; the interrupter says its kicker and goes on."""
        self.manager.commit_interrupt(
            interrupt, against=against, segment_index=self._index, now_ms=self._now_ms, early=False
        )
        self.run_so_far.interrupts += 1
        self.run_so_far.interrupt_prices.append(interrupt.price)
        self._end(against, int(SEGMENT_MS * CUT_AT), SEGMENT_MS, interrupt.agent_id)
        self._begin(interrupt.agent_id, KICKER_MS, challenges=(against,))
        self._end(interrupt.agent_id, KICKER_MS, KICKER_MS, None)
        self._index += 1
        return self._segment(interrupt.agent_id)

    def _begin(self, speaker_id: str, planned_ms: int, challenges: tuple[str, ...] | None = None) -> None:
        speaker = self._ids.index(speaker_id)
        if speaker != self._speaker:
            self._previous, self._speaker, self._contiguous = self._speaker, speaker, 0
        if challenges is None:
            self._contiguous += 1
            challenges = self._addressed()
        self.manager.segment_begun(
            SegmentBegun(
                agent_id=speaker_id,
                segment_index=self._index,
                start_ms=self._now_ms,
                planned_ms=planned_ms,
                challenges=challenges,
            )
        )

    def _end(self, speaker_id: str, heard_ms: int, planned_ms: int, interrupted_by: str | None) -> None:
        record = self.run_so_far
        record.heard.append((self._now_ms, heard_ms, self._ids.index(speaker_id)))
        self._now_ms += heard_ms
        self.manager.segment_heard(
            SegmentHeard(
                agent_id=speaker_id,
                segment_index=self._index,
                end_ms=self._now_ms,
                heard_ms=heard_ms,
                planned_ms=planned_ms,
                interrupted_by=interrupted_by,
            )
        )
        table = self.manager.snapshot()
        record.banks.append(tuple(after.tokens for after in table))
        record.frustration.append(tuple(after.mood.frustration for after in table))
        record.leads.append(tuple(after.lead_segments for after in table))

    def _addressed(self) -> tuple[str, ...]:
        if self._draw.random() >= ADDRESSES or len(self._ids) == 1:
            return ()
        if self._previous >= 0 and self._draw.random() < RETURNS:
            return (self._ids[self._previous],)
        others = [agent_id for place, agent_id in enumerate(self._ids) if place != self._speaker]
        return (others[int(self._draw.random() * len(others))],)

    def _auction(self) -> AuctionDecision:
        holder = self._ids[self._speaker] if self._speaker >= 0 else None
        goes_on = self.policy.auction.unit == "turn" and self._draw.random() < self.policy.desire.more_to_say_chance
        decision = self.manager.open_auction(
            AuctionSituation(
                now_ms=self._now_ms + 100,
                auction_id=str(self._index),
                segment_index=self._index,
                holder=holder,
                holder_contiguous=self._contiguous,
                turn_goes_on=goes_on and holder is not None,
                remaining_ms=SEGMENT_MS - 100,
                interrupts_possible=True,
                interjections_possible=1,
                kickers_possible=self.policy.interrupt.prebuffer_top,
                reported_bids=self._stated,
            )
        )
        self.run_so_far.decisions.append(decision)
        return decision

    def _interject(self, interjection: InterjectionDecision, speaker_id: str) -> None:
        self.manager.commit_interjection(interjection, segment_index=self._index, now_ms=self._now_ms)
        self.run_so_far.interjections += 1
        start_ms = self._now_ms + SEGMENT_MS // 2
        self.run_so_far.heard.append((start_ms, INTERJECTION_MS, self._ids.index(interjection.agent_id)))
        self.manager.interjection_heard(
            InterjectionHeard(
                agent_id=interjection.agent_id,
                speaker_id=speaker_id,
                interjection_type=interjection.interjection_type,
                importance=interjection.importance,
                heard_ms=INTERJECTION_MS,
                end_ms=start_ms + INTERJECTION_MS,
                challenges=(speaker_id,) if interjection.interjection_type == "challenge" else (),
            )
        )
