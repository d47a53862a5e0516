"""Cutting in and remarks from the side: who did it to whom, and whether it came when it was due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argentum.transcript.message import Message


class Interruption(NamedTuple):
    """One agent cut off another."""

    by: str
    of: str
    at_ms: int


def hard_interrupts(messages: Sequence[Message]) -> list[Interruption]:
    """List the kickers that took the floor; soft interrupts wait for the end, attempts give way, neither counts."""
    found: list[Interruption] = []
    for message in messages:
        metadata = message.metadata
        if metadata.event == "hard_interrupt" and metadata.style in {"hard", None} and metadata.agent_id is not None:
            at_ms = metadata.timing.start_ms if metadata.timing is not None else 0
            found.append(Interruption(metadata.agent_id, metadata.speaker_id or "", at_ms))
    return found


def styles(messages: Sequence[Message], style: str) -> int:
    """Count interrupts of a style, `soft` or `attempt`."""
    return sum(
        1 for message in messages if message.metadata.event == "hard_interrupt" and message.metadata.style == style
    )


def interjections(messages: Sequence[Message]) -> list[Message]:
    """List the interjections that were heard."""
    return [message for message in messages if message.metadata.event == "interjection"]


def target_errors_ms(messages: Sequence[Message]) -> list[int]:
    """Give, for each interjection with a target, how far from it it was heard, without sign."""
    return [
        abs(timing.start_ms - timing.target_ms)
        for message in interjections(messages)
        if (timing := message.metadata.timing) is not None and timing.target_ms is not None
    ]


def challenges(messages: Sequence[Message]) -> dict[tuple[str, str], int]:
    """Count how often one agent (first) spoke against another (second)."""
    counts: dict[tuple[str, str], int] = {}
    for message in messages:
        by = message.metadata.agent_id
        for of in message.metadata.challenges if by is not None else ():
            counts[by or "", of] = counts.get((by or "", of), 0) + 1
    return counts
