"""What the simulated driver asks of its world: texts, clips and playback, each with the time that it takes."""

from __future__ import annotations

from typing import Protocol

from argentum.orchestration.commands import PrepareClip, RequestBid, RequestDraft
from argentum.orchestration.signals import Signal
from argentum.transcript.utterance import Utterance


class WritingDesk(Protocol):
    """Answers requests; every answer is a signal and the instant at which it arrives."""

    def hear(self, utterance: Utterance) -> None:
        """Let every agent hear an utterance."""

    def answer(self, command: RequestDraft, now_ms: int) -> tuple[int, Signal]:
        """Answer a request for text: `DraftArrived` or `RequestFailed`, not later than its deadline."""

    def answer_bid(self, command: RequestBid, now_ms: int) -> tuple[int, Signal]:
        """Answer a request for a bid: `BidArrived` or `RequestFailed`, not later than its deadline."""


class VoiceDesk(Protocol):
    """Makes clips."""

    def prepare(self, command: PrepareClip, now_ms: int) -> tuple[int, Signal]:
        """Answer with `ClipPrepared` or `ClipFailed`, and when."""


class Playback(Protocol):
    """Plays clips; the simulated one only errs in when it reports beats."""

    def beat_error_ms(self) -> int:
        """Give how much later (or, negative, earlier) than planned the next beat is reported."""
