"""The ledger behind the routes: opened when it is first asked for, and one heavy question at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import tzinfo
from threading import Lock

from argentum.ayni.council_book import CouncilBook
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.ayni.ledger import Ledger
from argentum.ayni.scorer import AyniScorer
from argentum.ayni.settings import AyniSettings
from argentum.server.answers import AnswerError

log = logging.getLogger("argentum.server")

PATIENCE_S = 10.0
"""How long a heavy question waits for another one."""


class AyniDesk:
    """Answers for one ledger; safe for several threads."""

    def __init__(
        self,
        *,
        open_ledger: Callable[[], Ledger],
        book: CouncilBook,
        settings: AyniSettings,
        zone: tzinfo,
        zone_named: Callable[[str], tzinfo],
        clock: Callable[[], int],
    ) -> None:
        """Take what is needed; the ledger is opened when it is first asked for, so that one that is gone may come back.

        `zone` is where days begin for whoever names no zone; `zone_named` raises `UsageError` for an unknown one.
        """
        self.settings = settings
        self.book = book
        self._open_ledger = open_ledger
        self._zone = zone
        self._zone_named = zone_named
        self._clock = clock
        self._opening = Lock()
        self._heavy = Lock()
        self._ledger: Ledger | None = None
        self._told: str | None = None

    def scorer(self, zone: str | None = None) -> AyniScorer:
        """Give a scorer over the ledger; raises what opening raises, and `UsageError` for an unknown zone."""
        with self._opening:
            if self._ledger is None:
                self._ledger = self._open_ledger()
            ledger = self._ledger
        chosen = self._zone if zone is None else self._zone_named(zone)
        return AyniScorer(ledger=ledger, settings=self.settings, zone=chosen, clock=self._clock)

    def circle(self) -> FireCircle:
        """Give the circle over the ledger and the council's book; raises what opening raises."""
        ledger = self.scorer().ledger
        return FireCircle(ledger=ledger, book=self.book, settings=self.settings, clock=self._clock)

    def circle_to_look_by(self) -> FireCircle:
        """Give the circle for whoever only looks, without a book that does not agree with itself."""
        circle = self.circle().despite_its_book()
        if circle.book_fault is not None and circle.book_fault != self._told:
            # Its text may name paths of this machine. Pages ask every three seconds; once is enough.
            log.error("%s", circle.book_fault)
        self._told = circle.book_fault
        return circle

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Let nobody else ask what takes seconds of a large ledger. Raises an `AnswerError` after ten seconds."""
        if not self._heavy.acquire(timeout=PATIENCE_S):
            raise AnswerError(
                503, "another long question is being answered", where="server", expected="try again later"
            )
        try:
            yield
        finally:
            self._heavy.release()

    def close(self) -> None:
        """Let go of the ledger."""
        with self._opening:
            if self._ledger is not None:
                self._ledger.close()
                self._ledger = None
