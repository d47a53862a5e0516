"""From desire to a bid: three maps; only the first is indifferent to the scale of desire (economy study 2, 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, sqrt
from typing import Protocol

from argentum.policy.economy import Bids
from argentum.smoothing import at_least, clamp

SLOWEST_MEMORY = 0.03
"""Least weight of a new desire in the running statistics."""
STEEPNESS = 1.7
"""A logistic curve of this steepness is the normal distribution within 0.01: bids are about evenly spread."""
DEVIATION_TO_SD = 1.25
"""Mean absolute deviation times this is the standard deviation of a normal distribution."""
WARM_SPREAD = 0.3
"""Added to the first round's spread, as a share of its mean desire: four desires say little about the spread."""
SMALLEST_SPREAD = 1e-6
STEEPEST = 60.0
"""So far below its usual desire an agent bids nothing; `exp` would overflow much further below."""


class BidMap(Protocol):
    """A rule that turns desires into bids."""

    def bids(self, desires: Sequence[float], moods: Sequence[float], tokens: Sequence[int]) -> list[int]:
        """Give the bids for desires without mood and what mood adds to each (already within its cap)."""
        ...


class LogisticMap:
    """b = b_max / (1 + exp(−1.7·(d − m)/s)), measured against running statistics of desire.

    `pooling` mixes an agent's own mean and spread with those of all: at 0 a permanently excited agent gains nothing, at
    1 bids rank as desires do. Mood moves a bid by at most `mood_cap` bid tokens.
    """

    __slots__ = ("_largest", "_means", "_mood_cap", "_pooling", "_rounds", "_spreads")

    def __init__(self, *, largest: int, pooling: float, mood_cap: float) -> None:
        self._largest = largest
        self._pooling = pooling
        self._mood_cap = mood_cap
        self._rounds = 0
        self._means: list[float] = []
        self._spreads: list[float] = []

    def bids(self, desires: Sequence[float], moods: Sequence[float], tokens: Sequence[int]) -> list[int]:  # noqa: ARG002 - the limit is on the offer
        """Give the bids and learn from the desires; one call for each auction."""
        agents = len(desires)
        if not self._rounds:
            self._warm_up(desires)
        means, spreads = self._means, self._spreads
        mean_of_means = sum(means) / agents
        variance = 0.0
        for place, mean in enumerate(means):
            spread = spreads[place]
            off = mean - mean_of_means
            variance += spread * spread + off * off
        pooling = self._pooling
        pooled_mean = pooling * mean_of_means
        pooled_spread = pooling * sqrt(variance / agents)
        own = 1.0 - pooling
        rate = at_least(1.0 / (self._rounds + 2), SLOWEST_MEMORY)
        self._rounds += 1
        largest, mood_cap = self._largest, self._mood_cap
        # The curve is nowhere steeper than in its middle, so that most moods cannot reach the cap.
        reaching = 4.0 * mood_cap
        bids: list[int] = []
        for place, desire in enumerate(desires):
            mood, mean, spread = moods[place], means[place], spreads[place]
            centre = own * mean + pooled_mean
            slope = STEEPNESS / (own * spread + pooled_spread)
            felt = desire + mood
            below = slope * (centre - felt)
            bid = largest / (1.0 + exp(below)) if below < STEEPEST else 0.0
            if mood and abs(mood) * slope * largest > reaching:
                plain = largest / (1.0 + exp(min(STEEPEST, slope * (centre - desire))))
                bid = clamp(bid, plain - mood_cap, plain + mood_cap)
            bids.append(int(bid + 0.5))
            off = felt - mean
            means[place] = mean + rate * off
            spread += rate * (DEVIATION_TO_SD * (off if off > 0.0 else -off) - spread)
            spreads[place] = at_least(spread, SMALLEST_SPREAD)
        return bids

    def _warm_up(self, desires: Sequence[float]) -> None:
        mean = sum(desires) / len(desires)
        spread = sum(abs(desire - mean) for desire in desires) / len(desires)
        start = DEVIATION_TO_SD * spread + WARM_SPREAD * abs(mean) + SMALLEST_SPREAD
        self._means = [mean] * len(desires)
        self._spreads = [start] * len(desires)


class SoftmaxMap:
    """b = b_max · softmax(desire): couples all bids, so that one agent's mood moves everybody's.

    `literal` multiplies desire by tau and limits the bid by the bank, as the plan prints it; otherwise tau divides, as
    a temperature does.
    """

    __slots__ = ("_factor", "_largest", "_literal")

    def __init__(self, *, largest: int, tau: float, literal: bool) -> None:
        self._largest = largest
        self._factor = tau if literal else 1.0 / tau
        self._literal = literal

    def bids(self, desires: Sequence[float], moods: Sequence[float], tokens: Sequence[int]) -> list[int]:
        """Give the bids; nothing is learned."""
        felt = [self._factor * (desire + mood) for desire, mood in zip(desires, moods, strict=True)]
        highest = max(felt)
        weights = [exp(value - highest) for value in felt]
        scale = self._largest / sum(weights)
        bids = [int(weight * scale + 0.5) for weight in weights]
        return [min(bid, held) for bid, held in zip(bids, tokens, strict=True)] if self._literal else bids


def bid_map(policy: Bids, *, mood_cap: float) -> BidMap:
    """Make the map that the policy names."""
    if policy.map == "logistic":
        return LogisticMap(largest=policy.largest, pooling=policy.pooling, mood_cap=mood_cap)
    return SoftmaxMap(largest=policy.largest, tau=policy.softmax_tau, literal=policy.map == "literal")
