"""How evenly something is divided: Jain's index and the Gini coefficient, for a whole and over time.

Jain = (Σx)² / (n·Σx²) (Jain, Chiu & Hawe 1984): 1 for equal parts, 1/n when one has everything. Gini is the population
formula Σᵢ(2i − n − 1)·xᵢ / (n·Σx) over ascending x: 0 for equal parts, (n − 1)/n when one has everything. Those who
have nothing count. Human talk is locally unequal and globally fair, hence the windows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


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


def talk_in_windows(
    intervals: Mapping[str, Sequence[tuple[int, int]]], *, window_ms: int, span: tuple[int, int] | None = None
) -> list[dict[str, int]]:
    """Give everybody's talk time in ms in each whole window of `window_ms`.

    `intervals` are [onset, offset) in ms, each person's by onset. Windows are counted from the start of `span`, by
    default from the first onset to the last offset of `intervals`; it holds them all. The unfinished window at its end
    is left out.
    """
    if span is None:
        span = (
            min((own[0][0] for own in intervals.values() if own), default=0),
            max((own[-1][1] for own in intervals.values() if own), default=0),
        )
    first_ms, last_ms = span
    windows = (last_ms - first_ms) // window_ms
    heard_ms = [dict.fromkeys(intervals, 0) for _ in range(windows)]
    for person, own in intervals.items():
        for start_ms, end_ms in own:
            at_ms = start_ms - first_ms
            while at_ms < end_ms - first_ms and at_ms // window_ms < windows:
                window = at_ms // window_ms
                until_ms = min(end_ms - first_ms, (window + 1) * window_ms)
                heard_ms[window][person] += until_ms - at_ms
                at_ms = until_ms
    return heard_ms


def windowed_gini(
    intervals: Mapping[str, Sequence[tuple[int, int]]], *, window_ms: int, span: tuple[int, int] | None = None
) -> list[float]:
    """Give the Gini of talk time in each whole window; windows in which nobody was heard are left out."""
    found = [gini(list(window.values())) for window in talk_in_windows(intervals, window_ms=window_ms, span=span)]
    return [value for value in found if value is not None]
