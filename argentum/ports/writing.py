"""The protocol of whoever writes for the agents, and what it is asked for."""

from __future__ import annotations

from typing import Protocol

from argentum.orchestration.requests import BidRequest, Position, WritingRequest
from argentum.transcript.utterance import Draft, Utterance

__all__ = ["BidRequest", "Position", "Writer", "WritingRequest"]


class Writer(Protocol):
    """Writes for one agent or a whole table; simulated: a pure function of seed, what it heard and the requests."""

    def hear(self, utterance: Utterance) -> None:
        """Take note of something that was heard, in order, own utterances included."""

    def write(self, request: WritingRequest) -> Draft:
        """Write at once; how long that takes in simulated time is the latency model's business."""
