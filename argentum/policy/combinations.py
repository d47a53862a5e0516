"""Values that are right each by itself and impossible together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argentum.policy.model import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Knobs that cannot stand together as they are."""

    keys: tuple[str, ...]
    """Dotted names of the knobs; the first is the one most likely wrong."""
    found: str
    allowed: str

    def __str__(self) -> str:
        """Give the conflict as one line."""
        return f"{self.keys[0]}: found {self.found}, allowed: {self.allowed}"


class ConflictError(ValueError):
    """All conflicts of a policy; pydantic wraps it into its `ValidationError`, where `ctx["error"]` holds it."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        """Keep the conflicts; the message has one line for each."""
        self.conflicts = conflicts
        super().__init__("\n".join(str(conflict) for conflict in conflicts))


def conflicts(policy: Policy) -> Iterator[Conflict]:
    """Give every impossible combination of a policy whose single values are in range."""
    seconds = policy.segment_seconds
    if not seconds.min <= seconds.target <= seconds.max:
        yield Conflict(
            keys=("segment_seconds.target", "segment_seconds.min", "segment_seconds.max"),
            found=f"min {seconds.min:g}, target {seconds.target:g}, max {seconds.max:g} s",
            allowed="min <= target <= max",
        )
    interrupt = policy.interrupt
    yield from _ordered(
        ("interrupt.kicker_words_min", interrupt.kicker_words_min),
        ("interrupt.kicker_words_max", interrupt.kicker_words_max),
    )
    if interrupt.mode in {"cutoff", "yield"} and interrupt.prebuffer_top == 0 and policy.mode == "auction":
        yield Conflict(
            keys=("interrupt.prebuffer_top", "interrupt.mode", "mode"),
            found=f"prebuffer_top 0, mode {interrupt.mode}",
            allowed="prebuffer_top of at least 1, or mode beat_only or off",
        )
    if interrupt.mode == "yield":
        yield from _ordered(
            ("interrupt.yield_depth_median_ms", interrupt.yield_depth_median_ms),
            ("interrupt.yield_depth_max_ms", interrupt.yield_depth_max_ms),
        )
    yield from _ordered(
        ("lead_time.baseline_ms", policy.lead_time.baseline_ms), ("lead_time.max_ms", policy.lead_time.max_ms)
    )
    yield from _ordered(
        ("concurrency.per_agent_limit", policy.concurrency.per_agent_limit),
        ("concurrency.global_limit", policy.concurrency.global_limit),
    )
    law = policy.timing.turn_length
    yield from _ordered(
        ("timing.turn_length.shortest_s", law.shortest_s), ("timing.turn_length.longest_s", law.longest_s)
    )
    if policy.tokens.supply == "minted":
        yield from _ordered(("tokens.start", policy.tokens.start), ("tokens.max_bank", policy.tokens.max_bank))


def _ordered(lower: tuple[str, float], upper: tuple[str, float]) -> Iterator[Conflict]:
    if lower[1] > upper[1]:
        small, large = lower[0].rpartition(".")[2], upper[0].rpartition(".")[2]
        yield Conflict(
            keys=(lower[0], upper[0]),
            found=f"{small} {lower[1]:g}, {large} {upper[1]:g}",
            allowed=f"{small} <= {large}",
        )
