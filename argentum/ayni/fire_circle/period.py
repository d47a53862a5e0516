"""A period of the books as the council looks at it, with the one before it to compare with."""

from __future__ import annotations

from dataclasses import dataclass

from argentum.ayni.alerts.window import DAY_MS, Window, window_of
from argentum.ayni.entry import Entry
from argentum.ayni.ledger import Ledger, Selection

DEFAULT_DAYS = 7.0
LONG_DAYS = 90.0
"""What counts as long: a season, in which a good week and a bad one weigh little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of real time."""

    since_ms: int
    """Inclusive."""
    until_ms: int
    """Exclusive."""

    @classmethod
    def ending(cls, until_ms: int, *, days: float) -> Period:
        """Give the days before a moment."""
        return cls(since_ms=until_ms - round(days * DAY_MS), until_ms=until_ms)

    @property
    def before(self) -> Period:
        """Give the period of the same length that ends where this one begins."""
        return Period(since_ms=2 * self.since_ms - self.until_ms, until_ms=self.since_ms)

    @property
    def days(self) -> float:
        """Give the length in days."""
        return (self.until_ms - self.since_ms) / DAY_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What stands in the books for a period."""

    period: Period
    window: Window
    """What each did; failures of the system are in nobody's sums."""
    entries: tuple[Entry, ...]
    """Those that did not fail, in the order in which they happened."""
    failed: int
    """Interactions in which the system failed."""


def course_of(ledger: Ledger, period: Period) -> Course:
    """Read a period; what was reversed is left out with its reversals."""
    read = list(ledger.entries(Selection(since_ms=period.since_ms, until_ms=period.until_ms, standing=True)))
    done = tuple(each for each in read if each.outcome == "done")
    return Course(
        period=period,
        window=window_of(read, since_ms=period.since_ms, until_ms=period.until_ms),
        entries=done,
        failed=len(read) - len(done),
    )
