"""How well beats came when they were planned (plan section 5, A2)."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.metrics.session_facts import SessionFacts
from argentum.transcript.message import Message


def beat_drifts_ms(messages: Sequence[Message]) -> list[int]:
    """Give the size of each recorded drift: actual minus planned time of a beat, without its sign."""
    return [
        abs(drift_ms)
        for message in messages
        if message.metadata.timing is not None
        for drift_ms in message.metadata.timing.drift_ms
    ]


def beat_miss_rate(messages: Sequence[Message], facts: SessionFacts) -> float | None:
    """Give the share of due beats that were missed or came too late to be used; `None` without a beat.

    The driver's counters win; without them, a beat that was planned inside what was heard and has no actual time counts
    as missed.
    """
    due, missed = facts.beats, facts.beats_missed
    if due is None or missed is None:
        due, missed = _from_messages(messages)
    return missed / due if due else None


def _from_messages(messages: Sequence[Message]) -> tuple[int, int]:
    due = missed = 0
    for message in messages:
        timing = message.metadata.timing
        if timing is None:
            continue
        end_ms = timing.start_ms + timing.duration_ms
        planned = sum(1 for at_ms in timing.beat_planned_ms if at_ms <= end_ms)
        due += planned
        missed += max(0, planned - len(timing.beat_actual_ms))
    return due, missed
