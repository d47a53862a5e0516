"""Holding virtual time back to real time, or to a multiple of it."""

from __future__ import annotations

import time
from collections.abc import Callable


class RealTimePace:
    """Lets a virtual instant happen when the clock has reached it.

    `catching_up` is asked before each wait: what a resumed session repeats from its record, nobody has to wait for.
    """

    def __init__(
        self,
        factor: float,
        *,
        catching_up: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take how many virtual seconds pass in a real one, above 0."""
        self._factor = factor
        self._catching_up = catching_up
        self._clock = clock
        self._sleep = sleep
        self._started_s: float | None = None

    def wait_until(self, at_ms: int) -> None:
        """Sleep until the instant is due; an instant that is late happens at once."""
        due_s = at_ms / 1000 / self._factor
        if self._catching_up is not None and self._catching_up():
            return
        if self._started_s is None:
            self._started_s = self._clock() - due_s
        remaining_s = self._started_s + due_s - self._clock()
        if remaining_s > 0:
            self._sleep(remaining_s)
