"""Bringing events into order: repetitions dropped, a late event put in its place while the window is open."""

from __future__ import annotations

from bisect import insort

from argentum.airtime.events import AnyEvent, order_of

WINDOW_MS = 2_000
"""How much later than others an event may come in a live meeting."""


class ReorderWindow:
    """Holds events back until nothing earlier can come, then gives them out in the order of `order_of`.

    An event that comes more than the window after a later one is too late: it is dropped and counted, because what it
    would have changed has been told to people already. Within the window no order of arrival and no repetition makes
    any difference.
    """

    __slots__ = ("_held", "_latest_ms", "_released", "_seen", "repeated", "too_late", "window_ms")

    def __init__(self, window_ms: int = WINDOW_MS) -> None:
        """Begin empty."""
        self.window_ms = window_ms
        self.repeated = 0
        """Events whose id had come before."""
        self.too_late: list[str] = []
        """Ids of events that came after their window."""
        self._held: list[AnyEvent] = []
        self._seen: set[str] = set()
        self._latest_ms: int | None = None
        self._released: tuple[int, int, int, str] | None = None

    def push(self, event: AnyEvent) -> list[AnyEvent]:
        """Take an event and give those whose turn it is now."""
        if event.id in self._seen:
            self.repeated += 1
            return []
        self._seen.add(event.id)
        if self._released is not None and order_of(event) < self._released:
            self.too_late.append(event.id)
            return []
        if not self._held or order_of(self._held[-1]) <= order_of(event):
            self._held.append(event)
        else:
            insort(self._held, event, key=order_of)
        self._latest_ms = event.at_ms if self._latest_ms is None else max(self._latest_ms, event.at_ms)
        return self._release(self._latest_ms - self.window_ms)

    def flush(self, now_ms: int | None = None) -> list[AnyEvent]:
        """Give what the clock has made safe to give, or everything when nothing more will come."""
        if now_ms is None:
            ready, self._held = self._held, []
            if ready:
                self._released = order_of(ready[-1])
            return ready
        return self._release(now_ms - self.window_ms)

    @property
    def safe_ms(self) -> int | None:
        """Give the instant up to which everything was given out."""
        return None if self._latest_ms is None else self._latest_ms - self.window_ms

    def _release(self, until_ms: int) -> list[AnyEvent]:
        count = 0
        while count < len(self._held) and self._held[count].at_ms < until_ms:
            count += 1
        if count == 0:
            # A complete log is held back whole; a copy at each of its events would take minutes for a long one.
            return []
        ready, self._held = self._held[:count], self._held[count:]
        self._released = order_of(ready[-1])
        return ready
