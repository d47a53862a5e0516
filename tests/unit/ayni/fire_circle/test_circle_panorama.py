"""What the circle finds, and what it shows of a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.alerts.alert import Acknowledgement
from argentum.ayni.alerts.thresholds import ThresholdChange
from argentum.ayni.council_book import MemoryBook
from argentum.ayni.council_decisions import acknowledge, change_threshold
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.ayni.ledger import EVERYTHING, Selection
from argentum.ayni.settings import AyniSettings
from argentum.reports.ayni.page.page import ayni_page
from tests.ayni_builders import draft

DAY_MS = 86_400_000


@pytest.fixture
def circle() -> Iterator[FireCircle]:
    """Ben takes for sixty days and gives next to nothing; the clock has gone on for a year since."""
    ledger = SqliteLedger()
    takes = [
        draft(f"t-{day}", initiator="ana" if day % 2 else "cleo", responder="ben", happened_at_ms=day * DAY_MS)
        for day in range(60)
    ]
    gives = [
        draft(f"g-{day}", initiator=giver, responder=taker, contribution=2, happened_at_ms=day * DAY_MS + 1)
        for day in range(60)
        for giver, taker in (("ana", "cleo"), ("cleo", "ana"))
        if day % 2 == (giver == "ana")
    ]
    ledger.append([*takes, *gives], now_ms=0)
    yield FireCircle(ledger=ledger, book=MemoryBook(), settings=AyniSettings(), clock=lambda: 425 * DAY_MS)
    ledger.close()


def alerts_about(circle: FireCircle, who: str, selection: Selection = EVERYTHING) -> list[str]:
    findings = circle.panorama(selection, zone=UTC).findings
    return [] if findings is None else [each.type for each in findings.alerts if who in each.participants]


def test_the_end_of_the_books_counts_and_not_the_day_on_which_one_looks(circle: FireCircle) -> None:
    assert "care_deficit" in alerts_about(circle, "ben")
    assert circle.findings().alerts == ()


def test_a_period_is_looked_at_from_its_end(circle: FireCircle) -> None:
    assert "care_deficit" in alerts_about(circle, "ben", Selection(until_ms=50 * DAY_MS))
    assert alerts_about(circle, "ben", Selection(until_ms=5 * DAY_MS)) == []


def test_before_the_first_entry_nothing_is_looked_for() -> None:
    ledger = SqliteLedger()
    circle = FireCircle(ledger=ledger, book=MemoryBook(), settings=AyniSettings(), clock=lambda: 0)

    assert circle.panorama(EVERYTHING, zone=UTC).findings is None
    ledger.close()


def test_a_period_that_begins_after_the_last_entry_is_shown_without_findings(circle: FireCircle) -> None:
    assert circle.panorama(Selection(since_ms=100 * DAY_MS), zone=UTC).findings is None


def test_too_many_interactions_are_counted_and_not_looked_through(circle: FireCircle) -> None:
    found = circle.panorama(EVERYTHING, zone=UTC, most_looked_at=20)

    assert found.findings is None
    assert found.too_many == 84
    assert "Not looked for here: 84 interactions" in ayni_page(found)
    assert circle.panorama(Selection(since_ms=55 * DAY_MS), zone=UTC, most_looked_at=20).too_many == 0


def test_what_the_council_decided_counts(circle: FireCircle) -> None:
    findings = circle.panorama(EVERYTHING, zone=UTC).findings
    assert findings is not None
    alert = next(each for each in findings.alerts if each.type == "care_deficit")
    acknowledge(
        circle.book,
        Acknowledgement(
            alert_id=alert.id, by="council", why="agreed", at_ms=1, severity=alert.severity, strength=alert.strength
        ),
    )

    seen = circle.panorama(EVERYTHING, zone=UTC).findings
    assert seen is not None
    assert next(each for each in seen.alerts if each.id == alert.id).acknowledgement is not None

    change_threshold(
        circle.book, ThresholdChange(key="minimum_entries", value=10_000, by="council", why="wait", at_ms=2)
    )
    assert alerts_about(circle, "ben") == []
