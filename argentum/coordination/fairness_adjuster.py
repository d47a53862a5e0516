"""Pacing: what an agent ahead of its share of talk loses in weight (plan 6.5, economy study 3.6)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from argentum.coordination.seats import Seat
from argentum.policy.economy import Fairness
from argentum.smoothing import at_least, clamp, ema

EMA_GAIN = 0.5
"""The plan's mean moves its multiplier by exp(−0.5·(mean share − target)) per segment."""


class FairnessAdjuster:
    """Seconds heard against seconds due, and the multiplier that follows from them.

    Due is an agent's part among those that bid lately: one that never bids can be brought to its share by no price and
    would only lower everybody's multiplier. Seconds are those that were heard, interjections and cut segments included.
    """

    def __init__(self, policy: Fairness, seats: Sequence[Seat], *, target_ms: float) -> None:
        agents = len(seats)
        self._kind = policy.pacing
        self._rate = policy.pacing_rate * (agents / 4 if policy.pacing_scales_with_agents else 1.0)
        self._floor = policy.pacing_floor
        self._ema_alpha = policy.ema_alpha
        self._tax_rate = policy.tax_rate
        self._window = policy.bidding_window_segments
        self._guard = max(policy.wait_guard_segments, policy.wait_guard_per_agent * agents)
        if not policy.wait_guard_segments:
            self._guard = float("inf")
        self._target_ms = target_ms
        self._wanted = _wanted_shares(policy, seats)
        self._active = [True] * agents
        self._last_bid = [-1] * agents
        self._dues = list(self._wanted)
        self._mean_share = list(self._wanted)
        self._total_ms = 0
        self.talk_ms = [0] * agents
        self.lead = [0.0] * agents
        """Seconds heard minus seconds due, in segments of the target length."""
        self.pacing = [1.0] * agents

    def heard(self, speaker: int, heard_ms: int) -> None:
        """Count what was heard of a segment or an interjection towards talk and lead."""
        self.talk_ms[speaker] += heard_ms
        self._total_ms += heard_ms
        segments = heard_ms / self._target_ms
        lead = self.lead
        for place, due in enumerate(self._dues):
            lead[place] -= segments * due
        lead[speaker] += segments

    def settle(self, speaker: int) -> None:
        """Renew the multipliers at the end of a segment of `speaker`."""
        if self._kind == "lead":
            lead = self.lead
            lowest = (
                min(lead)
                if all(self._active)
                else min(value for value, active in zip(lead, self._active, strict=True) if active)
            )
            rate, floor = self._rate, self._floor
            pacing = self.pacing
            for place, value in enumerate(lead):
                ahead = value - lowest
                pacing[place] = at_least(exp(-rate * ahead), floor) if ahead > 0.0 else 1.0
        elif self._kind == "ema":
            for place, mean in enumerate(self._mean_share):
                share = self._mean_share[place] = ema(mean, 1.0 if place == speaker else 0.0, self._ema_alpha)
                moved = self.pacing[place] * exp(-EMA_GAIN * (share - self._wanted[place]))
                self.pacing[place] = clamp(moved, self._floor, 1.0)

    def note_bids(self, segment_index: int, bids: Sequence[int]) -> None:
        """Remember who takes part; who has not bid for a window has no due share until it bids again."""
        last, active = self._last_bid, self._active
        changed = False
        oldest = segment_index - self._window
        for place, bid in enumerate(bids):
            if bid:
                last[place] = segment_index
                if not active[place]:
                    active[place] = changed = True
                    self.lead[place] = self._mean_lead(place)
            elif active[place] and last[place] < oldest:
                active[place] = False
                changed = True
        if changed:
            self._divide_dues()

    def share(self, place: int) -> float:
        """Give an agent's share of all talk so far; its due share while nothing was heard."""
        return self.talk_ms[place] / self._total_ms if self._total_ms else self._wanted[place]

    def underspoke(self, place: int) -> bool:
        """Tell whether an agent has had less than its due share of talk."""
        return self.share(place) < self._wanted[place]

    def tax(self) -> list[float] | None:
        """Give the factors on offers of agents above their share, or nothing when no tax is raised (plan 6)."""
        if not self._tax_rate:
            return None
        taxed = 1.0 / (1.0 + self._tax_rate)
        return [taxed if self.share(place) > wanted else 1.0 for place, wanted in enumerate(self._wanted)]

    def relieve(self, place: int, segments: float) -> None:
        """Forgive an agent some of its lead (audience tips)."""
        self.lead[place] -= segments

    def guarded(self, waited: Sequence[int]) -> list[int]:
        """Give the agents that have waited so long that the next slot is theirs, longest wait first."""
        guard = self._guard
        if max(waited) < guard:
            return []
        over = [place for place, wait in enumerate(waited) if wait >= guard]
        return sorted(over, key=lambda place: -waited[place])

    def _mean_lead(self, newcomer: int) -> float:
        others = [value for place, value in enumerate(self.lead) if self._active[place] and place != newcomer]
        return sum(others) / len(others) if others else 0.0

    def _divide_dues(self) -> None:
        if not any(self._active):
            self._active = [True] * len(self._active)
        total = sum(wanted for wanted, active in zip(self._wanted, self._active, strict=True) if active)
        self._dues = [
            wanted / total if active else 0.0 for wanted, active in zip(self._wanted, self._active, strict=True)
        ]


def _wanted_shares(policy: Fairness, seats: Sequence[Seat]) -> list[float]:
    """Give due shares that add up to 1: stated ones in proportion, the rest in equal parts of what is left."""
    stated = [policy.target_share if seat.target_share is None else seat.target_share for seat in seats]
    given = sum(share for share in stated if share is not None)
    silent = sum(1 for share in stated if share is None)
    rest = max(0.0, 1.0 - given) / silent if silent else 0.0
    shares = [rest if share is None else share for share in stated]
    total = sum(shares)
    return [share / total for share in shares]
