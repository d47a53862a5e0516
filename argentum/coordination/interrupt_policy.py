"""Who may cut in, at what price, and when not (plan 6, 6.2 and 6.5, economy study 3.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from argentum.coordination.decisions import HardInterruptDecision
from argentum.coordination.situation import ReportedBid
from argentum.policy.economy import Pricing
from argentum.policy.floor import Cooldowns, Interjections, Interrupt
from argentum.smoothing import at_least
from argentum.transcript.reason import Reason

NEVER = -1_000_000
NEUTRAL_CONFIDENCE = 0.5
SOFT_NEAR_END = Reason("soft_near_end")
GIVES_WAY = Reason("cannot_afford_gives_way")


class Wishes(Struct, frozen=True, gc=False):
    """What the policy is given: everything by place at the table."""

    desires: list[float]
    offers: list[float]
    tokens: list[int]
    segment_index: int
    remaining_ms: int
    kickers_possible: int
    speaker_reputation: float
    speaker_confidence: float


class InterruptPolicy:
    """Compares offers, not bids: to cut in costs the highest offer of the others, a surcharge and a fee.

    The fee grows with the interrupts of the last segments and with the standing of the speaker. All agents together may
    interrupt `max_per_window` times in a window, one agent not again before its cooldown is over.
    """

    def __init__(
        self,
        policy: Interrupt,
        pricing: Pricing,
        cooldowns: Cooldowns,
        interjections: Interjections,
        ids: Sequence[str],
    ) -> None:
        self._ids = tuple(ids)
        self._enabled = policy.mode != "off" and policy.max_per_window > 0
        self._wish = policy.wish_desire
        self._window = policy.window_segments
        self._largest_count = policy.max_per_window
        self._soft_ms = policy.soft_remaining_ms
        self._attempts = policy.mode == "yield" and policy.failed_attempts
        self._attempt_price = float(interjections.cost)
        self._delta = pricing.kicker_delta
        self._fee = pricing.kicker_fee
        self._fee_by_heat = pricing.fee_per_recent_interrupt
        self._fee_by_reputation = pricing.fee_per_reputation
        self._fee_by_confidence = pricing.fee_per_confidence
        self._cooldown = cooldowns.interrupt_microturns
        self._recent: list[int] = []
        self._ban_until = [NEVER] * len(self._ids)

    def wishes(self, desires: Sequence[float], speaker: int, reported: Mapping[int, ReportedBid]) -> list[bool]:
        """Tell who would like to cut in: by desire, or because it said so."""
        if not self._enabled or speaker < 0:
            return [False] * len(desires)
        threshold = self._wish
        wanted = [desire >= threshold for desire in desires]
        for place, report in reported.items():
            wanted[place] = report.hard_interrupt
        wanted[speaker] = False
        return wanted

    def decide(
        self, wanted: Sequence[bool], asked: Wishes, available: Sequence[int]
    ) -> tuple[HardInterruptDecision, ...]:
        """Give those who may cut in, keenest first, at most as many as kickers can be prepared."""
        segment = asked.segment_index
        oldest = segment - self._window
        recent = self._recent = [index for index in self._recent if index > oldest]
        if len(recent) >= self._largest_count:
            return ()
        ready = [place for place in available if wanted[place] and segment >= self._ban_until[place]]
        if not ready:
            return ()
        ready.sort(key=lambda place: -asked.desires[place])
        fee = self._fee_now(len(recent), asked)
        decisions: list[HardInterruptDecision] = []
        for place in ready:
            decision = self._offered(place, fee, asked)
            if decision is not None:
                decisions.append(decision)
                if len(decisions) == asked.kickers_possible:
                    break
        return tuple(decisions)

    def committed(self, place: int, segment_index: int, *, counts: bool) -> None:
        """Note that an interrupt (or, with `counts` False, a failed attempt) was made: cooldown and window run."""
        self._ban_until[place] = segment_index + self._cooldown + 1
        if counts:
            self._recent.append(segment_index)

    def _offered(self, place: int, fee: float, asked: Wishes) -> HardInterruptDecision | None:
        """Set one agent's terms; nothing when it can pay for none."""
        highest = max([offer for other, offer in enumerate(asked.offers) if other != place])
        slot = at_least(highest + self._delta, 1.0)
        soft = asked.remaining_ms < self._soft_ms
        due = 0.0 if soft else fee
        price = slot + due
        held = asked.tokens[place]
        if held < price and not (self._attempts and not soft and held >= self._attempt_price):
            return None
        why = Reason("wants_to_cut_in", {"desire": asked.desires[place], "highest_other_offer": highest, "fee": due})
        if held >= price:
            return HardInterruptDecision(
                agent_id=self._ids[place],
                style="soft" if soft else "hard",
                price=price,
                fee=due,
                reasons=(why, SOFT_NEAR_END) if soft else (why,),
            )
        return HardInterruptDecision(
            agent_id=self._ids[place],
            style="attempt",
            price=self._attempt_price,
            fee=0.0,
            reasons=(why, GIVES_WAY),
        )

    def _fee_now(self, recent: int, asked: Wishes) -> float:
        """Give the fee for cutting off this speaker in this heat."""
        standing = at_least(asked.speaker_reputation, 0.0)
        confidence = at_least(asked.speaker_confidence - NEUTRAL_CONFIDENCE, 0.0) / NEUTRAL_CONFIDENCE
        return (
            self._fee
            + self._fee_by_heat * recent
            + self._fee_by_reputation * standing
            + self._fee_by_confidence * confidence
        )
