"""How much one key may send: a bucket that fills steadily and holds a burst."""

from __future__ import annotations

from argentum.airtime.live.viewer import Role

RATES: dict[Role, tuple[int, int]] = {
    "facilitator": (20, 40),
    "participant": (20, 40),
    "observer": (20, 40),
    "bridge": (200, 400),
}
"""Frames a second, and most at once."""


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
        self._level = min(self._most, self._level + max(0, now_ms - self._filled_ms) * self._per_s)
        self._filled_ms = max(self._filled_ms, now_ms)
        if self._level < count * 1000:
            return False
        self._level -= count * 1000
        return True
