"""Running statistics and bounded steps that several managers share."""

from __future__ import annotations

from typing import TypeVar

Number = TypeVar("Number", int, float)


def at_least(value: Number, least: Number) -> Number:
    """Give the larger of two; in the hot path, where `max` costs three times as much for taking any number of them."""
    if value < least:
        return least
    return value


def at_most(value: Number, most: Number) -> Number:
    """Give the smaller of two, as `at_least` gives the larger."""
    if value > most:
        return most
    return value


def clamp(value: float, low: float, high: float) -> float:
    """Bring a value into [low, high]."""
    if value < low:
        return low
    if value > high:
        return high
    return value


def ema(previous: float, sample: float, alpha: float) -> float:
    """Move an exponential mean towards a sample; `alpha` in [0, 1] is the weight of the sample."""
    return previous + alpha * (sample - previous)


def rate_limited(previous: float, wanted: float, largest_step: float) -> float:
    """Move towards `wanted` by at most `largest_step` (at least 0)."""
    return previous + clamp(wanted - previous, -largest_step, largest_step)


def deadband(value: float, width: float) -> float:
    """Give 0 inside ±width, and the distance to the band outside of it, sign kept."""
    if value > width:
        return value - width
    if value < -width:
        return value + width
    return 0.0


def quantile(values: list[float], q: float) -> float:
    """Give the q-quantile (0 to 1) by linear interpolation between order statistics; `values` must not be empty."""
    ordered = sorted(values)
    place = q * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
