"""How talk time is divided: shares, Jain's index, the Gini coefficient and its windows.

Jain = (Σx)² / (n·Σx²) (Jain, Chiu & Hawe 1984): 1 for equal parts, 1/n when one has everything. Gini is the population
formula Σᵢ(2i − n − 1)·xᵢ / (n·Σx) over ascending x: 0 for equal parts, (n − 1)/n when one has everything. Silent agents
count. Human talk is locally unequal and globally fair, hence the windows.
"""

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


def jain(amounts: Sequence[float]) -> float | None:
    """Give Jain's fairness index; `None` when there is nothing to divide."""
    squares = sum(amount * amount for amount in amounts)
    total = sum(amounts)
    return total * total / (len(amounts) * squares) if squares else None


def gini(amounts: Sequence[float]) -> float | None:
    """Give the Gini coefficient; `None` when there is nothing to divide."""
    total = sum(amounts)
    if not total:
        return None
    count = len(amounts)
    ordered = sorted(amounts)
    return sum((2 * place - count - 1) * amount for place, amount in enumerate(ordered, 1)) / (count * total)


def windowed_gini(intervals: Mapping[str, Sequence[Interval]], *, window_ms: int) -> list[float]:
    """Give the Gini of talk time in each whole window of `window_ms`, counted from the first onset.

    The unfinished window at the end is left out, and so are windows in which nobody was heard.
    """
    onsets = [own[0][0] for own in intervals.values() if own]
    if not onsets:
        return []
    first_ms = min(onsets)
    windows = (max(own[-1][1] for own in intervals.values() if own) - first_ms) // window_ms
    heard_ms = [dict.fromkeys(intervals, 0) for _ in range(windows)]
    for agent, own in intervals.items():
        for start_ms, end_ms in own:
            at_ms = start_ms - first_ms
            while at_ms < end_ms - first_ms and at_ms // window_ms < windows:
                window = at_ms // window_ms
                until_ms = min(end_ms - first_ms, (window + 1) * window_ms)
                heard_ms[window][agent] += until_ms - at_ms
                at_ms = until_ms
    found = [gini(list(window.values())) for window in heard_ms]
    return [value for value in found if value is not None]
