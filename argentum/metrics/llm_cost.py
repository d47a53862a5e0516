"""What the words cost: language model calls per utterance that was heard."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.metrics.session_facts import SessionFacts
from argentum.transcript.message import Message


def utterances(messages: Sequence[Message]) -> int:
    """Count what was said: segments, interjections and kickers."""
    return sum(1 for message in messages if message.metadata.event in {"segment", "interjection", "hard_interrupt"})


def llm_calls_per_utterance(messages: Sequence[Message], facts: SessionFacts) -> float | None:
    """Divide all calls, the discarded ones included, by what was said; `None` when nothing was."""
    said = utterances(messages)
    return facts.llm_calls / said if said else None
