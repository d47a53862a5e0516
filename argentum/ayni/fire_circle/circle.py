"""The fire circle: a ledger, the council's book beside it, settings and a clock, and what needs all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from argentum.ayni.alerts.alert import Findings
from argentum.ayni.alerts.finding import find_alerts
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.council_book import CouncilBook, MemoryBook
from argentum.ayni.council_decisions import acknowledgements, thresholds_in_force
from argentum.ayni.demonstration import warnings_of
from argentum.ayni.fire_circle.assessment import AyniAssessment, assess
from argentum.ayni.fire_circle.consensus import DecisionMetrics, DecisionStrength, ayni_balance_of, weigh
from argentum.ayni.fire_circle.notices import Notices, notify
from argentum.ayni.fire_circle.outcome import Effectiveness, effectiveness, outcomes
from argentum.ayni.fire_circle.period import DEFAULT_DAYS, LONG_DAYS
from argentum.ayni.fire_circle.report import FireCircleReport, council_report
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.panorama import Panorama, survey
from argentum.ayni.settings import AyniSettings
from argentum.errors import UsageError, VerificationError

MOST_LOOKED_AT = 1_000_000
"""Interactions in which a page looks for alerts: a quarter of a minute and 300 MB. `findings` has no limit."""
WITHOUT_BOOK = (
    "the council's book does not agree with itself, so the thresholds are those of the settings and acknowledged "
    "alerts are shown; argentum ayni verify names the line"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FireCircle:
    """What a council sees of a ledger; what it says itself goes to the book (`guidance`, `outcome`).

    Every moment may be given, and is the clock's otherwise.
    """

    ledger: Ledger
    book: CouncilBook
    settings: AyniSettings
    clock: Callable[[], int]
    """Gives milliseconds since 1970."""
    book_fault: str | None = None
    """What is wrong with the book that was left out, if it was; for whoever keeps the files, because it names them."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever reads figures of this circle has to know beside them."""
        return () if self.book_fault is None else (WITHOUT_BOOK,)

    def despite_its_book(self) -> FireCircle:
        """Leave a book that does not agree with itself out, for whoever only looks at the ledger.

        Whoever decides something, or asks what was decided, needs the book and its `VerificationError`.
        """
        try:
            self.book.notes()
        except VerificationError as error:
            return replace(self, book=MemoryBook(), book_fault=str(error))
        return self

    @property
    def thresholds(self) -> Thresholds:
        """What is in force now: the settings, and over them what the council changed."""
        return thresholds_in_force(self.book, self.settings.alerts)

    def findings(self, *, since_ms: int | None = None, until_ms: int | None = None) -> Findings:
        """Find alerts and good news by what is in force; without `since_ms`, in a period as the thresholds say.

        Raises `UsageError` for a period that begins after its end.
        """
        end_ms = self._moment_ms(until_ms)
        if since_ms is not None and since_ms > end_ms:
            raise UsageError("since: it lies in the future; a period ends after it begins")
        return find_alerts(
            self.ledger,
            since_ms=since_ms,
            until_ms=end_ms,
            thresholds=self.thresholds,
            settings=self.settings,
            acknowledgements=acknowledgements(self.book),
        )

    def panorama(
        self,
        selection: Selection,
        *,
        zone: tzinfo,
        minimum_sample: int | None = None,
        group_of: Mapping[str, str] | None = None,
        most_looked_at: int = MOST_LOOKED_AT,
    ) -> Panorama:
        """Give all that a page of a period shows, with what is found in it.

        It is looked at from the end of the period, or from the last entry if that is earlier: so the same books give
        the same page on any day.
        """
        span_ms, findings, interactions = self.ledger.span_ms(), None, 0
        if span_ms is not None:
            last_ms = span_ms[1] + 1
            until_ms = last_ms if selection.until_ms is None else min(selection.until_ms, last_ms)
            if selection.since_ms is None or selection.since_ms < until_ms:
                interactions = self._looked_at(selection.since_ms, until_ms)
                if interactions <= most_looked_at:
                    findings = self.findings(since_ms=selection.since_ms, until_ms=until_ms)
        return survey(
            self.ledger,
            selection,
            minimum_sample=minimum_sample or self.settings.minimum_sample,
            zone=zone,
            group_of=group_of,
            findings=findings,
            too_many=interactions if interactions > most_looked_at else 0,
            warnings=(*warnings_of(self.ledger.terms), *self.warnings),
        )

    def _looked_at(self, since_ms: int | None, until_ms: int) -> int:
        """Count the interactions in the period of the alerts, over the sums that the store keeps."""
        start_ms = until_ms - round(self.thresholds.window_days * DAY_MS) if since_ms is None else since_ms
        return sum(each.as_initiator for each in self.ledger.totals(Selection(since_ms=start_ms, until_ms=until_ms)))

    def report(self, *, days: float = DEFAULT_DAYS, until_ms: int | None = None) -> FireCircleReport:
        """Report the days up to a moment."""
        return council_report(
            self.ledger,
            self.book,
            until_ms=self._moment_ms(until_ms),
            settings=self.settings,
            days=days,
        )

    def notify(self, *, days: float = DEFAULT_DAYS, until_ms: int | None = None) -> Notices:
        """Note what is new in the report of the last days, and give it."""
        moment_ms = self._moment_ms(until_ms)
        return notify(self.book, self.report(days=days, until_ms=moment_ms), now_ms=moment_ms)

    def assess(
        self, *, short_days: float = DEFAULT_DAYS, long_days: float = LONG_DAYS, until_ms: int | None = None
    ) -> AyniAssessment:
        """Assess the exchange up to a moment."""
        moment_ms = self._moment_ms(until_ms)
        return assess(
            self.ledger, until_ms=moment_ms, settings=self.settings, short_days=short_days, long_days=long_days
        )

    def effectiveness(self, *, until_ms: int | None = None) -> list[Effectiveness]:
        """Compare, for every outcome, the ledger before and after it."""
        moment_ms, sample = self._moment_ms(until_ms), self.settings.minimum_sample
        return [
            effectiveness(self.ledger, self.book, each, now_ms=moment_ms, minimum_sample=sample)
            for each in outcomes(self.book)
        ]

    def decide(
        self,
        *,
        coherence: float | None = None,
        resonance: float | None = None,
        emergence: float | None = None,
        future: float | None = None,
        until_ms: int | None = None,
    ) -> DecisionStrength:
        """Weigh a decision: four figures of 0..1 from people, and the ayni balance from the ledger."""
        balance = ayni_balance_of(self.assess(until_ms=until_ms).long_term_balance)
        return weigh(
            DecisionMetrics(
                coherence=coherence, resonance=resonance, ayni_balance=balance, emergence=emergence, future=future
            )
        )

    def _moment_ms(self, given_ms: int | None) -> int:
        return self.clock() if given_ms is None else given_ms
