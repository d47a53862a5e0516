"""How talk time is divided among agents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argentum.metrics.floor_intervals import Interval


def talk_ms(intervals: Mapping[str, Sequence[Interval]]) -> dict[str, int]:
    """Sum the time that each agent was heard, interjections and cut segments included."""
    return {agent: sum(end_ms - start_ms for start_ms, end_ms in own) for agent, own in intervals.items()}


def talk_share(talk: Mapping[str, int]) -> dict[str, float | None]:
    """Divide by the sum over agents; `None` for everybody when nobody was heard."""
    total_ms = sum(talk.values())
    return {agent: own_ms / total_ms if total_ms else None for agent, own_ms in talk.items()}
