"""How much one key may send and ask for: buckets that fill steadily and hold a burst.

Generous: no page and no script of a reasonable person comes near. What is without bounds is what a page in a loop, or a
key that has gone astray, can cost everybody else.
"""

from __future__ import annotations

from typing import Literal

from argentum.airtime.live.viewer import Role

Asked = Literal["reading", "records", "changing", "opening"]
RATES: dict[Role | Asked, tuple[int, int]] = {
    "facilitator": (20, 40),
    "participant": (20, 40),
    "observer": (20, 40),
    "bridge": (200, 400),
    # Over REST, beside events: the state of a room, balances; logs and reports, which are work; keys and people; rooms.
    "reading": (20, 200),
    "records": (1, 30),
    "changing": (5, 300),
    "opening": (20, 1_000),
}
"""Frames or requests a second, and most at once."""
_FEW = 1_000
"""Buckets that are not worth clearing up."""


class RateLimit:
    """One bucket; whole thousandths, so that nothing is lost to rounding."""

    __slots__ = ("_filled_ms", "_level", "_most", "_per_s")

    def __init__(self, per_s: int, burst: int, now_ms: int) -> None:
        """Begin full."""
        self._per_s = per_s
        self._most = burst * 1000
        self._level = self._most
        self._filled_ms = now_ms

    def allows(self, now_ms: int, count: int = 1) -> bool:
        """Take so much out, if it is there."""
        self._fill(now_ms)
        if self._level < count * 1000:
            return False
        self._level -= count * 1000
        return True

    def is_full(self, now_ms: int) -> bool:
        """Tell whether a new bucket would be no other."""
        self._fill(now_ms)
        return self._level == self._most

    def _fill(self, now_ms: int) -> None:
        self._level = min(self._most, self._level + max(0, now_ms - self._filled_ms) * self._per_s)
        self._filled_ms = max(self._filled_ms, now_ms)


class RateLimits:
    """The buckets of all keys, by what they are for; those that are full again are forgotten."""

    def __init__(self) -> None:
        """Begin without a bucket: whoever has none has a full one."""
        self._buckets: dict[tuple[bytes, Role | Asked], RateLimit] = {}
        self._clear_at = _FEW

    def allows(self, digest: bytes, what: Role | Asked, now_ms: int, count: int = 1) -> bool:
        """Take so much out of the bucket of a key, if it is there."""
        bucket = self._buckets.get((digest, what))
        if bucket is None:
            if len(self._buckets) >= self._clear_at:
                self._clear(now_ms)
            bucket = self._buckets[digest, what] = RateLimit(*RATES[what], now_ms)
        return bucket.allows(now_ms, count)

    def _clear(self, now_ms: int) -> None:
        """Drop what is full; not again before there are twice as many as are left, so that it costs next to nothing."""
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if not bucket.is_full(now_ms)}
        self._clear_at = max(_FEW, 2 * len(self._buckets))

    def __len__(self) -> int:
        """Count the buckets that are kept."""
        return len(self._buckets)
