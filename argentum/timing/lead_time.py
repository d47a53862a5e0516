"""How far ahead audio is prepared: additive increase, multiplicative decrease (plan section 5, A4)."""

from __future__ import annotations

from collections import deque

from argentum.policy.running import LeadTime as LeadTimePolicy
from argentum.smoothing import clamp

_MINUTE_MS = 60_000


class LeadTime:
    """The lead before a segment's end at which its successor must be ready, and how deep kickers are buffered.

    A *miss* is a beat that was reported too late to be used, or a successor that was not ready at the end. When the
    share of misses over the window exceeds the threshold, each further miss adds to the lead; a window without any
    shrinks it. Audio that is thrown away counts against a budget per minute; beyond it the lead falls back to its
    baseline and kickers are buffered one at a time.
    """

    __slots__ = (
        "_baseline_ms",
        "_budget_ms",
        "_discarded",
        "_discarded_ms",
        "_misses",
        "_outcomes",
        "_policy",
        "_threshold",
        "_window",
        "depth",
        "lead_ms",
    )

    def __init__(self, policy: LeadTimePolicy, *, depth: int) -> None:
        """Start at the baseline with kickers buffered `depth` deep."""
        self._policy = policy
        self._baseline_ms = policy.baseline_ms
        self._budget_ms = policy.discard_budget_s_per_min * 1000
        self._threshold = policy.miss_rate_threshold
        self._window = policy.window_segments
        self._outcomes: deque[bool] = deque()
        self._misses = 0
        """Among the outcomes of the window."""
        self._discarded: deque[tuple[int, int]] = deque()
        self._discarded_ms = 0
        self.lead_ms = policy.baseline_ms
        self.depth = depth

    @property
    def miss_rate(self) -> float:
        """Share of misses in the window; 0 before anything was observed."""
        return self._misses / len(self._outcomes) if self._misses else 0.0

    def observe(self, *, missed: bool) -> None:
        """Take the outcome of one micro-turn."""
        policy, outcomes = self._policy, self._outcomes
        if len(outcomes) == self._window and outcomes.popleft():
            self._misses -= 1
        outcomes.append(missed)
        if missed:
            self._misses += 1
            if self.miss_rate > self._threshold:
                self.lead_ms = round(
                    clamp(
                        self.lead_ms + policy.add_increase_ms, self._baseline_ms, max(policy.max_ms, self._baseline_ms)
                    )
                )
        elif self.lead_ms > self._baseline_ms and not self._misses:
            self.lead_ms = max(self._baseline_ms, round(self.lead_ms * policy.mult_decrease))

    def set_baseline(self, baseline_ms: int) -> None:
        """Take the governor's baseline; the lead moves with it only when it must."""
        self._baseline_ms = min(baseline_ms, self._policy.max_ms)
        self.lead_ms = max(self.lead_ms, self._baseline_ms)

    def prebuffer(self, allowed: int, *, now_ms: int) -> int:
        """Give how many kickers to prepare: `allowed`, one more while beats are missed and the budget permits."""
        if allowed == 0:
            return 0
        if self.over_budget(now_ms):
            return 1
        if self.miss_rate > self._threshold:
            return max(allowed, min(self._policy.top_k_prebuffer_max, allowed + 1))
        return allowed

    def discard(self, now_ms: int, audio_ms: int) -> None:
        """Count audio that was made and will not be heard."""
        self._discarded.append((now_ms, audio_ms))
        self._discarded_ms += audio_ms
        if self.over_budget(now_ms):
            self.lead_ms = self._baseline_ms

    def over_budget(self, now_ms: int) -> bool:
        """Whether the last minute threw away more audio than it may."""
        discarded = self._discarded
        while discarded and discarded[0][0] <= now_ms - _MINUTE_MS:
            self._discarded_ms -= discarded.popleft()[1]
        return self._discarded_ms > self._budget_ms
