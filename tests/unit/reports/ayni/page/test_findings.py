"""Alerts and good news on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.alerts.alert import Findings
from argentum.ayni.ledger import EVERYTHING, Selection
from argentum.ayni.panorama import survey
from argentum.reports.ayni.page.findings import MOST_ALERTS
from argentum.reports.ayni.page.page import ayni_page
from tests.ayni_builders import draft
from tests.ayni_findings import ALERT, EVIL, FOUND, SEEN
from tests.page_outline import outline


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    made = SqliteLedger()
    made.append(
        [draft("i-1", initiator="ana", responder="ben"), draft("i-2", initiator="ben", responder="ana")], now_ms=0
    )
    yield made
    made.close()


def page_of(ledger: SqliteLedger, findings: Findings | None, selection: Selection = EVERYTHING) -> str:
    return ayni_page(survey(ledger, selection, minimum_sample=1, zone=UTC, findings=findings))


def test_an_alert_stands_with_its_evidence_its_questions_and_how_often_such_alerts_are_wrong(
    ledger: SqliteLedger,
) -> None:
    page = page_of(ledger, FOUND)
    texts = " ".join(outline(page).texts)

    assert "care deficit: " in texts
    assert f"Gave 1 and took 9 {EVIL}." in texts
    assert EVIL not in page.replace("&lt;", "[")
    assert "does ben give what nobody records?" in texts
    assert "care_deficit_ratio 0.45. May be wrong: up to 20 % of such alerts were" in texts
    assert "The 1 entries that weigh most, of 12" in texts
    assert "ben → ana" in texts
    assert "healing: ana gives again" in texts


def test_whoever_an_alert_is_about_has_a_sign_that_leads_to_it(ledger: SqliteLedger) -> None:
    page = page_of(ledger, FOUND)

    assert '<a class="flag concern" href="#alert0">concern</a>' in page
    assert page.count('class="flag') == 1


def test_nobody_having_looked_and_nothing_having_been_found_are_two_things(ledger: SqliteLedger) -> None:
    nothing = replace(FOUND, alerts=(), positive=())

    assert "No alerts." in page_of(ledger, nothing)
    assert "Alerts and good news" not in page_of(ledger, None)


def test_a_page_of_one_shows_what_is_about_that_one(ledger: SqliteLedger) -> None:
    ana, ben = (page_of(ledger, FOUND, Selection(participant=who)) for who in ("ana", "ben"))

    assert ("care deficit" in ana, "healing" in ana) == (False, True)
    assert ("care deficit" in ben, "healing" in ben) == (True, False)


def test_what_was_seen_says_by_whom(ledger: SqliteLedger) -> None:
    acknowledged = replace(FOUND, alerts=(replace(ALERT, acknowledgement=SEEN),))

    assert "Seen by the council: a hard month." in page_of(ledger, acknowledged)


def test_alerts_beyond_the_most_are_counted(ledger: SqliteLedger) -> None:
    many = replace(FOUND, alerts=(ALERT,) * (MOST_ALERTS + 3))

    page = page_of(ledger, many)

    assert page.count('<article class="alert') == MOST_ALERTS
    assert "3 more are not shown" in page


def test_an_alert_about_somebody_who_is_not_in_the_period_is_shown_all_the_same(ledger: SqliteLedger) -> None:
    about = replace(FOUND, alerts=(replace(ALERT, participants=("gone",)),))

    parsed = outline(page_of(ledger, about))

    assert "gone" in parsed.texts
    assert {address.removeprefix("#") for address in parsed.addresses} <= set(parsed.ids)
