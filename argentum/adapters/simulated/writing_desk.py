"""Answers requests with a panel's text after a simulated latency, or fails as the faults have it."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.adapters.simulated.faults import FaultDice, FaultPlan
from argentum.adapters.simulated.latency import Latency
from argentum.coordination.situation import ReportedBid
from argentum.orchestration.commands import RequestBid, RequestDraft
from argentum.orchestration.signals import BidArrived, DraftArrived, RequestFailed, Signal
from argentum.policy import Policy
from argentum.ports.writing import Writer
from argentum.rng import Streams
from argentum.smoothing import at_most
from argentum.speech.sentences import word_count
from argentum.transcript.utterance import Utterance

_REFUSAL_MS = 60
"""How long a provider takes to say no."""
_TOKENS_PER_WORD = 1.35
_PROMPT_TOKENS = 320
_PROMPT_TOKENS_PER_HEARD = 22
_PROMPT_WINDOW = 12
"""Simulated bills assume a prompt of fixed instructions and the last dozen utterances, not the whole history."""
_INTERRUPT_TOKENS = 5


class SimulatedWritingDesk:
    """Chance comes from the streams `simulation/llm` and `simulation/bids`."""

    def __init__(self, panel: Writer, policy: Policy, streams: Streams, dice: FaultDice, plan: FaultPlan) -> None:
        """Take who writes, how long that takes, and what goes wrong."""
        self._panel = panel
        self._latency = Latency(policy.simulation.llm, streams.named("simulation/llm"))
        self._bids = streams.named("simulation/bids")
        self._largest_bid = policy.bids.largest
        self._dice = dice
        self._retry_after_ms = plan.retry_after_ms
        self._raw_moods = policy.emotion.journal_moods
        self._heard = 0

    def hear(self, utterance: Utterance) -> None:
        """Let the whole panel hear an utterance."""
        self._heard += 1
        self._panel.hear(utterance)

    def answer(self, command: RequestDraft, now_ms: int) -> tuple[int, Signal]:
        """Answer with the panel's draft, or with a failure."""
        request = command.request
        failed = self._failure(request.request_id, command.deadline_ms, now_ms)
        if failed is not None:
            return failed
        at_ms = now_ms + self._latency.draw_ms() + self._dice.stall_ms()
        if at_ms > command.deadline_ms:
            return command.deadline_ms, RequestFailed(request_id=request.request_id, failure="timed_out")
        draft = self._panel.write(request)
        if draft.mood is not None and not self._raw_moods:
            # What comes in is journaled whole, so a mood that may not be kept must not come in.
            draft = replace(draft, mood=draft.mood.coarse())
        words = draft.words + draft.follow_on_words
        if draft.text or draft.follow_on:
            words += word_count(draft.text) + word_count(draft.follow_on)
        return at_ms, DraftArrived(
            request_id=request.request_id,
            draft=draft,
            tokens_in=_PROMPT_TOKENS + _PROMPT_TOKENS_PER_HEARD * at_most(self._heard, _PROMPT_WINDOW),
            tokens_out=round(words * _TOKENS_PER_WORD),
        )

    def answer_bid(self, command: RequestBid, now_ms: int) -> tuple[int, Signal]:
        """Answer with a stated bid: the keener the mood, the higher, never above what the agent holds."""
        request = command.request
        failed = self._failure(request.request_id, command.deadline_ms, now_ms)
        if failed is not None:
            return failed
        at_ms = now_ms + self._latency.draw_ms() // 2
        if at_ms > command.deadline_ms:
            return command.deadline_ms, RequestFailed(request_id=request.request_id, failure="timed_out")
        mood = request.mood
        keenness = 0.5 * mood.engagement + 0.7 * mood.frustration + self._bids.gauss(0.15, 0.2)
        bid = max(0, min(request.tokens, round(keenness * self._largest_bid)))
        return at_ms, BidArrived(
            request_id=request.request_id,
            bid=ReportedBid(
                action="speak" if bid else "pass",
                bid=bid,
                hard_interrupt=request.may_interrupt and bid >= _INTERRUPT_TOKENS,
            ),
            tokens_in=_PROMPT_TOKENS,
            tokens_out=12,
        )

    def _failure(self, request_id: str, deadline_ms: int, now_ms: int) -> tuple[int, Signal] | None:
        if self._dice.dead(now_ms):
            return now_ms + _REFUSAL_MS, RequestFailed(request_id=request_id, failure="gone")
        failure = self._dice.request_failure()
        if failure is None:
            return None
        if failure == "timed_out":
            return deadline_ms, RequestFailed(request_id=request_id, failure=failure)
        if failure == "rate_limited":
            return now_ms + _REFUSAL_MS, RequestFailed(
                request_id=request_id, failure=failure, retry_after_ms=self._retry_after_ms
            )
        return now_ms + self._latency.draw_ms(), RequestFailed(request_id=request_id, failure=failure)
