"""Faults on request: stalls, time-outs, rate limits, malformed answers, late beats, a provider that dies.

Every fault has a rate or an instant and comes from a seeded stream of its own, so that adding one kind does not move
the others. The shipped plans are in `configs/faults/`.
"""

from __future__ import annotations

from msgspec import Struct

from argentum.orchestration.signals import Failure
from argentum.rng import Streams


class FaultPlan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is to go wrong; rates are chances per request, clip or beat, from 0 to 1."""

    stall_rate: float = 0.0
    """A text takes `stall_ms` longer than usual."""
    stall_ms: tuple[int, int] = (3000, 5000)
    timeout_rate: float = 0.0
    """No answer until the deadline."""
    rate_limit_rate: float = 0.0
    retry_after_ms: int = 1500
    malformed_rate: float = 0.0
    """The answer cannot be used."""
    voice_failure_rate: float = 0.0
    late_beat_rate: float = 0.0
    late_beat_ms: tuple[int, ...] = (250, 500, 1000)
    """Late by one of these."""
    dies_at_ms: int | None = None
    """From here on nothing is answered any more."""


class FaultDice:
    """Draws faults from the streams `faults/…`."""

    def __init__(self, plan: FaultPlan, streams: Streams) -> None:
        """Take the plan; without rates nothing is drawn."""
        self._plan = plan
        self._requests = streams.named("faults/requests")
        self._voices = streams.named("faults/voices")
        self._beats = streams.named("faults/beats")
        self._voice_faults = bool(plan.voice_failure_rate or plan.dies_at_ms is not None)
        self._request_faults = bool(plan.stall_rate or plan.timeout_rate or plan.rate_limit_rate or plan.malformed_rate)

    def dead(self, now_ms: int) -> bool:
        """Whether the provider has died."""
        return self._plan.dies_at_ms is not None and now_ms >= self._plan.dies_at_ms

    def request_failure(self) -> Failure | None:
        """Draw whether a request fails, and how."""
        if not self._request_faults:
            return None
        plan = self._plan
        draw = self._requests.random()
        failures: tuple[tuple[float, Failure], ...] = (
            (plan.timeout_rate, "timed_out"),
            (plan.rate_limit_rate, "rate_limited"),
            (plan.malformed_rate, "malformed"),
        )
        for rate, failure in failures:
            if draw < rate:
                return failure
            draw -= rate
        return None

    def stall_ms(self) -> int:
        """Draw how much longer than usual a text takes."""
        plan = self._plan
        if not plan.stall_rate or self._requests.random() >= plan.stall_rate:
            return 0
        return self._requests.randint(*plan.stall_ms)

    def voice_failure(self, now_ms: int) -> Failure | None:
        """Draw whether a clip cannot be made."""
        if not self._voice_faults:
            return None
        if self.dead(now_ms):
            return "gone"
        rate = self._plan.voice_failure_rate
        return "malformed" if rate and self._voices.random() < rate else None

    def beat_delay_ms(self) -> int:
        """Draw how late the next beat is."""
        plan = self._plan
        if not plan.late_beat_rate or self._beats.random() >= plan.late_beat_rate:
            return 0
        return self._beats.choice(plan.late_beat_ms)
