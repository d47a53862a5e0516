"""The time of this machine for a meeting that goes on: read once, and counted on by the clock that cannot be set."""

from __future__ import annotations

import time


class SteadyClock:
    """Milliseconds since 1970 that never jump and never run backwards."""

    def __init__(self, not_before_ms: int = 0) -> None:
        """Begin now; after a log that is ahead of this machine's clock, where the log ends."""
        wall_ms = time.time_ns() // 1_000_000
        self.behind_ms = max(0, not_before_ms - wall_ms)
        self._began_ms = wall_ms + self.behind_ms
        self._began_ns = time.monotonic_ns()

    def __call__(self) -> int:
        """Give the milliseconds since 1970."""
        return self._began_ms + (time.monotonic_ns() - self._began_ns) // 1_000_000
