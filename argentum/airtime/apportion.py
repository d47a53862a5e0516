"""Dividing whole milliseconds so that nothing is lost: every division here gives parts that add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence


def divided(total_ms: int, parts: int) -> list[int]:
    """Divide into equal parts; the first ones get the remainder, a millisecond each. No parts for 0 people."""
    if parts <= 0:
        return []
    each, rest = divmod(total_ms, parts)
    return [each + (place < rest) for place in range(parts)]


def in_proportion(total_ms: int, weights: Sequence[int]) -> list[int]:
    """Divide in proportion to weights of at least 0, by largest remainders; equally when all are 0."""
    whole = sum(weights)
    if not whole:
        return divided(total_ms, len(weights))
    parts = [total_ms * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(total_ms * weights[place] % whole), place))
    for place in by_remainder[: total_ms - sum(parts)]:
        parts[place] += 1
    return parts


def fitted(amounts_ms: Sequence[int], most_ms: int) -> list[int]:
    """Shrink the positive amounts in proportion until they add up to at most `most_ms`; leave the others alone."""
    positive = [max(0, amount) for amount in amounts_ms]
    if sum(positive) <= max(0, most_ms):
        return list(amounts_ms)
    shrunk = in_proportion(max(0, most_ms), positive)
    return [part if amount > 0 else amount for part, amount in zip(shrunk, amounts_ms, strict=True)]
