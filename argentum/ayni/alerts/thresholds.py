"""Where a pattern begins to be worth talking about: the group's numbers, each with its meaning and its range."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches

from argentum.ayni.alerts.alert import ThresholdUsed
from argentum.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdChange:
    """A decision of the council."""

    key: str
    value: float
    by: str
    why: str
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Numbers in force; `configs/ayni.yaml` has the defaults with their reasons."""

    window_days: float = 42.0
    minimum_entries: float = 12.0
    minimum_days: float = 14.0
    recent_days: float = 14.0
    recent_slack: float = 1.7
    care_deficit_ratio: float = 0.45
    over_giving_ratio: float = 2.75
    hoarding_overdraw: float = 1.35
    concentration_times: float = 2.85
    attention_times: float = 2.65
    farming_string: float = 3.5
    farming_uptake: float = 0.55
    scale_entries: float = 25.0
    scale_unevenness: float = 0.26
    scale_returned: float = 0.28
    ring_part: float = 0.58
    ring_least_part: float = 0.45
    changes: tuple[ThresholdChange, ...] = ()
    """The council's decisions that are in force, the latest of each key."""

    def value(self, key: str) -> float:
        """Give a number by its key. Raises `UsageError` for an unknown key."""
        return float(getattr(self, checked_key(key)))

    def used(self, *keys: str) -> tuple[ThresholdUsed, ...]:
        """Say which numbers a finding rests on, and since when."""
        decided = {each.key: each for each in self.changes}
        return tuple(
            ThresholdUsed(
                key=key,
                value=self.value(key),
                since_ms=decided[key].at_ms if key in decided else None,
                by=decided[key].by if key in decided else None,
                why=decided[key].why if key in decided else None,
            )
            for key in keys
        )

    def with_changes(self, changes: Iterable[ThresholdChange], *, at_ms: int | None = None) -> Thresholds:
        """Put the council's decisions over these numbers, in order, up to and including a moment if there is one.

        Raises `UsageError` for an unknown key and a number out of its range.
        """
        latest: dict[str, ThresholdChange] = {}
        for each in changes:
            if at_ms is None or each.at_ms <= at_ms:
                latest[checked_key(each.key)] = each
        for each in latest.values():
            checked_value(each.key, each.value)
        values = {key: each.value for key, each in latest.items()}
        return replace(self, **values, changes=tuple(latest.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRange:
    """What a threshold may be."""

    low: float
    high: float
    meaning: str


RANGES: dict[str, ThresholdRange] = {
    "window_days": ThresholdRange(low=1, high=3650, meaning="days that are looked at, up to the moment of asking"),
    "minimum_entries": ThresholdRange(
        low=1, high=100_000, meaning="entries in the period below which nobody is spoken of"
    ),
    "minimum_days": ThresholdRange(
        low=0, high=3650, meaning="days since somebody's first entry before they are spoken of"
    ),
    "recent_days": ThresholdRange(low=1, high=3650, meaning="days at the end in which a pattern must still be there"),
    "recent_slack": ThresholdRange(
        low=1, high=10, meaning="how much weaker it may be in those days, because they are few"
    ),
    "care_deficit_ratio": ThresholdRange(
        low=0.01, high=1, meaning="given over taken, of what is usual here, below which it is a deficit"
    ),
    "over_giving_ratio": ThresholdRange(
        low=1, high=90, meaning="given over taken, of what is usual here, above which it is over-giving"
    ),
    "hoarding_overdraw": ThresholdRange(
        low=1, high=90, meaning="taken over what was given to them, in one unit, above which it is hoarding"
    ),
    "concentration_times": ThresholdRange(
        low=1, high=90, meaning="times the others' average of all but time, above which taking is concentrated"
    ),
    "attention_times": ThresholdRange(
        low=1, high=90, meaning="times the others' average of time, above which attention is monopolized"
    ),
    "farming_string": ThresholdRange(
        low=1,
        high=1000,
        meaning="entries that follow each other to the same taker, on average, from which it is farming",
    ),
    "farming_uptake": ThresholdRange(
        low=0.01, high=1, meaning="part of such giving that others take, up to which it is farming"
    ),
    "scale_entries": ThresholdRange(
        low=1, high=100_000, meaning="entries on each side from which it can be told how they lie among people"
    ),
    "scale_unevenness": ThresholdRange(
        low=0, high=1, meaning="how far taking may be from taking from all alike (0) to still be from many"
    ),
    "scale_returned": ThresholdRange(
        low=0.01,
        high=1,
        meaning="given to all but two, for what is taken from them, up to which relationships are thin",
    ),
    "ring_part": ThresholdRange(
        low=0.01, high=1, meaning="part of their giving that goes to the next, on average, from which a ring is closed"
    ),
    "ring_least_part": ThresholdRange(
        low=0.01, high=1, meaning="part that each member of a ring gives to the next at least"
    ),
}


WHOLE: tuple[str, ...] = ("minimum_entries", "scale_entries")
"""Counts: a part of an entry is none."""
IN_ORDER: tuple[tuple[str, str], ...] = (("recent_days", "window_days"), ("ring_least_part", "ring_part"))
"""Pairs of which the first is at most the second, or nothing could ever be found."""


def threshold_keys() -> Sequence[str]:
    """Give all keys, in the order of the configuration."""
    return [each.name for each in fields(Thresholds) if each.name != "changes"]


def checked_key(key: str) -> str:
    """Return a key. Raises `UsageError` with the known ones for an unknown one."""
    if key not in RANGES:
        near = get_close_matches(key, list(RANGES), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"threshold: found {key!r}, allowed: {', '.join(RANGES)}{hint}")
    return key


def checked_value(key: str, value: float) -> float:
    """Return a number. Raises `UsageError` for one out of the range of its key."""
    allowed = RANGES[checked_key(key)]
    if not allowed.low <= value <= allowed.high:
        raise UsageError(f"threshold {key}: found {value:g}, allowed: {allowed.low:g} to {allowed.high:g}")
    return value
