"""How much realism the budget and the provider's health allow (plan 16)."""

from __future__ import annotations

from collections import deque
from typing import Final, Literal

from msgspec import Struct

from argentum.policy import Policy
from argentum.transcript.reason import Reason

Tier = Literal["baseline", "enhanced", "premium"]

TIERS: Final[tuple[Tier, ...]] = ("baseline", "enhanced", "premium")
MINUTE_MS = 60_000
SPECULATION_SHARE = 0.70
"""Part of the budget above which nothing is asked for on suspicion any more."""
OPTIONAL_SHARE = 0.85
"""Part of the budget above which only what must be said is asked for."""
SHARES = (1.0, OPTIONAL_SHARE, SPECULATION_SHARE)
SETTLING_MS = 10_000
"""A step down is given so long to show its effect before the next."""
DWELL_MS = 20_000
"""Least time between two steps up; a step down needs no patience."""
CALM_ROUNDS = 4
"""Micro-turns without trouble before a restriction is lifted."""
CONCURRENCY_CUT = 0.5
"""Multiplicative decrease of the concurrency limit; it recovers by one."""
LIVELY_AUDIENCE = 0.7
"""Audience energy (0 to 1) from which a step up needs half the calm."""


class Limits(Struct, frozen=True, kw_only=True):
    """What the session may do at present; never more than the policy allows."""

    global_limit: int
    per_agent_limit: int
    prebuffer_top: int
    interjections_per_segment: int
    lead_baseline_ms: int
    interrupts_allowed: bool
    prefetch_allowed: bool


class QualityGovernor:
    """Moves between tiers: one step up after calm, one restriction down at each sign of trouble.

    Trouble is a miss rate above the policy's threshold, a failed request, a budget that is nearly used up, or more
    discarded audio than allowed. The order of the steps down: speculation stops, then fewer requests at once, then a
    lower tier, then no hard interrupts, then no interjections. Requests and money are counted in a sliding minute;
    speculation is refused from 70 % of the budget, what is optional from 85 %, and nothing is allowed beyond it.
    A fixed mode keeps its tier; the hard budgets hold all the same.
    """

    def __init__(self, policy: Policy) -> None:
        quality = policy.quality
        self._policy = policy
        self._auto = quality.mode == "auto"
        self.tier: Tier = "enhanced" if quality.mode == "auto" else quality.mode
        self._limits_of: dict[Tier, Limits] = {name: self._limits_in(name) for name in TIERS}
        self._calls_per_minute = quality.llm_calls_per_min
        self._money_per_minute = quality.budget_per_min
        self._miss_threshold = policy.lead_time.miss_rate_threshold
        self._discard_budget_ms = policy.lead_time.discard_budget_s_per_min * 1000
        self._requests: deque[tuple[int, float]] = deque()
        self._spent = 0.0
        self._discarded: deque[tuple[int, int]] = deque()
        self._discarded_ms = 0
        self._discarded_ever_ms = 0
        self._answered_ms = 0
        """All that had been discarded at the last step down: a sliding minute holds its cause for a minute more, and
        only what came since is a reason for another step."""
        self._last_step_down_ms = -SETTLING_MS
        self._speculates = True
        self._global_limit = self._tier_limits().global_limit
        self._interrupts = True
        self._interjects = True
        self._calm = 0
        self._last_step_up_ms = -DWELL_MS
        self.limits: Limits = self._restricted()

    def allows(self, now_ms: int, priority: int) -> bool:
        """Tell whether one more request may be made.

        Priority 0 is a segment that is due, 1 an interjection, kicker or bid, 2 speculation.
        """
        self._forget(now_ms)
        share = SHARES[priority]
        if priority >= 2 and not (self._speculates and self._within_discards()):  # noqa: PLR2004 - the priority of speculation
            return False
        if len(self._requests) + 1 > self._calls_per_minute * share:
            return False
        return not self._money_per_minute or self._spent < self._money_per_minute * share

    def note_request(self, now_ms: int, *, cost_usd: float = 0.0) -> None:
        """Count a request that was made, with its cost as far as it is known."""
        self._requests.append((now_ms, cost_usd))
        self._spent += cost_usd

    def note_discarded_audio(self, now_ms: int, ms: int) -> None:
        """Count audio that was made and not heard."""
        self._discarded.append((now_ms, ms))
        self._discarded_ms += ms
        self._discarded_ever_ms += ms

    def observe(
        self, *, now_ms: int, beat_miss_rate: float, failures: int, audience_energy: float = 0.0
    ) -> tuple[Reason, ...]:
        """Look at the health of the session once a micro-turn and change at most one thing.

        `failures` are the requests that failed since the last look, `audience_energy` is 0 to 1. Gives the reasons when
        something changed.
        """
        if not self._auto:
            return ()
        self._forget(now_ms)
        trouble = self._trouble(beat_miss_rate, failures)
        if trouble is not None:
            self._calm = 0
            if now_ms - self._last_step_down_ms < SETTLING_MS:
                return ()
            step = self._step_down()
            self._last_step_down_ms = now_ms
            self._answered_ms = self._discarded_ever_ms
        else:
            self._calm += 1
            lively = audience_energy >= LIVELY_AUDIENCE
            if self._calm < (CALM_ROUNDS // 2 if lively else CALM_ROUNDS):
                return ()
            step = self._step_up(now_ms)
        if step is None:
            return ()
        self.limits = self._restricted()
        return (step,) if trouble is None else (step, trouble)

    # ------------------------------------------------------------------ steps

    def _trouble(self, beat_miss_rate: float, failures: int) -> Reason | None:
        if failures:
            return Reason("requests_failed", {"failures": float(failures)})
        if beat_miss_rate > self._miss_threshold:
            return Reason("beats_missed", {"miss_rate": beat_miss_rate})
        if not self._within_discards() and self._discarded_ever_ms > self._answered_ms:
            return Reason("audio_discarded", {"ms_per_min": float(self._discarded_ms)})
        used = len(self._requests) / self._calls_per_minute
        if self._money_per_minute:
            used = max(used, self._spent / self._money_per_minute)
        return Reason("budget_nearly_used", {"share": used}) if used > OPTIONAL_SHARE else None

    def _step_down(self) -> Reason | None:
        """Give up the least audible thing first."""
        if self._speculates:
            self._speculates = False
            return Reason("speculation_stopped")
        lowest = max(2, self._policy.concurrency.per_agent_limit)
        if self._global_limit > lowest:
            self._global_limit = max(lowest, int(self._global_limit * CONCURRENCY_CUT))
            return Reason("concurrency_reduced", {"global_limit": float(self._global_limit)})
        if self.tier != "baseline":
            self.tier = TIERS[TIERS.index(self.tier) - 1]
            return Reason("tier_lowered", {"tier": float(TIERS.index(self.tier))})
        if self._interrupts:
            self._interrupts = False
            return Reason("interrupts_stopped")
        if self._interjects:
            self._interjects = False
            return Reason("interjections_stopped")
        return None

    def _step_up(self, now_ms: int) -> Reason | None:
        """Give back in the opposite order, slowly."""
        if now_ms - self._last_step_up_ms < DWELL_MS:
            return None
        step: Reason | None = None
        if not self._interjects:
            self._interjects = True
            step = Reason("interjections_resumed")
        elif not self._interrupts:
            self._interrupts = True
            step = Reason("interrupts_resumed")
        elif self._global_limit < self._tier_limits().global_limit:
            self._global_limit += 1
            step = Reason("concurrency_raised", {"global_limit": float(self._global_limit)})
        elif not self._speculates:
            self._speculates = True
            step = Reason("speculation_resumed")
        elif self.tier != "premium":
            self.tier = TIERS[TIERS.index(self.tier) + 1]
            step = Reason("tier_raised", {"tier": float(TIERS.index(self.tier))})
        if step is not None:
            self._last_step_up_ms = now_ms
            self._calm = 0
        return step

    # ------------------------------------------------------------------ limits and budgets

    def _tier_limits(self) -> Limits:
        """Give the policy's limits, narrowed by the tier and never widened."""
        return self._limits_of[self.tier]

    def _limits_in(self, name: Tier) -> Limits:
        policy = self._policy
        tier = policy.quality.tiers.get(name, {})

        def narrowed(key: str, allowed: int) -> int:
            return min(allowed, int(tier.get(key, allowed)))

        return Limits(
            global_limit=max(1, narrowed("concurrency.global_limit", policy.concurrency.global_limit)),
            per_agent_limit=max(1, narrowed("concurrency.per_agent_limit", policy.concurrency.per_agent_limit)),
            prebuffer_top=narrowed("interrupt.prebuffer_top", policy.interrupt.prebuffer_top),
            interjections_per_segment=narrowed("interjections.max_per_segment", policy.interjections.max_per_segment),
            lead_baseline_ms=min(
                int(tier.get("lead_time.baseline_ms", policy.lead_time.baseline_ms)), policy.lead_time.max_ms
            ),
            interrupts_allowed=policy.interrupt.mode != "off",
            prefetch_allowed=True,
        )

    def _restricted(self) -> Limits:
        """Give the tier's limits as far as the steps down leave them."""
        tier = self._tier_limits()
        return Limits(
            global_limit=min(self._global_limit, tier.global_limit),
            per_agent_limit=tier.per_agent_limit,
            prebuffer_top=tier.prebuffer_top if self._interrupts else 0,
            interjections_per_segment=tier.interjections_per_segment if self._interjects else 0,
            lead_baseline_ms=tier.lead_baseline_ms,
            interrupts_allowed=tier.interrupts_allowed and self._interrupts,
            prefetch_allowed=tier.prefetch_allowed and self._speculates,
        )

    def _within_discards(self) -> bool:
        return self._discarded_ms <= self._discard_budget_ms

    def _forget(self, now_ms: int) -> None:
        """Let go of what is older than a minute."""
        oldest = now_ms - MINUTE_MS
        requests, discarded = self._requests, self._discarded
        while requests and requests[0][0] <= oldest:
            self._spent -= requests.popleft()[1]
        if not requests:
            self._spent = 0.0
        while discarded and discarded[0][0] <= oldest:
            self._discarded_ms -= discarded.popleft()[1]
