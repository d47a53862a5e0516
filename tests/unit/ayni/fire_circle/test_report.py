"""The report to the council."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argentum.ayni.alerts.alert import Acknowledgement
from argentum.ayni.alerts.thresholds import ThresholdChange, Thresholds
from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.council_book import MemoryBook
from argentum.ayni.council_decisions import acknowledge, change_threshold
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.ayni.fire_circle.guidance import request_guidance
from argentum.ayni.fire_circle.outcome import submit_deliberation_outcome
from argentum.ayni.fire_circle.report import MOST_QUESTIONS, FireCircleReport, council_report
from tests.ayni_village import SETTINGS, Village, strained

NOW_MS = 56 * DAY_MS


@pytest.fixture
def book() -> MemoryBook:
    return MemoryBook()


def report(village: Village, book: MemoryBook, *, until_ms: int = NOW_MS) -> FireCircleReport:
    return council_report(village.ledger, book, until_ms=until_ms, settings=SETTINGS)


def test_empty_books_make_a_report_that_claims_nothing(village: Village, book: MemoryBook) -> None:
    found = report(village, book)

    assert (found.entries, found.participants, found.books_since) == (0, 0, None)
    assert found.health.score is None
    assert (found.alerts, found.patterns, found.convening_reasons, found.priority_questions) == ((), (), (), ())
    assert found.assessment.overall is None


def test_it_covers_seven_days_and_names_newcomers(village: Village, book: MemoryBook) -> None:
    strained(village)

    found = report(village, book)

    assert (found.until - found.since).days == found.days == 7
    assert found.entries == 8 + 4 + 1 + 1
    assert found.newcomers == ("human_zoe",)
    assert "too early to compare: human_zoe" in found.monitoring_recommendations


def test_an_alert_comes_with_its_evidence_and_its_questions_come_first(village: Village, book: MemoryBook) -> None:
    strained(village)

    found = report(village, book)

    (alert,) = (each for each in found.alerts if each.type == "care_deficit")
    assert (alert.severity, alert.participants) == ("urgent", ("human_tika",))
    first = found.priority_questions[0]
    assert first.question in alert.questions
    assert (first.because, first.participants) == ((alert.id,), ("human_tika",))
    assert 0 < len(found.priority_questions) <= MOST_QUESTIONS
    assert {f"human_tika: {each}" for each in alert.suggestions} <= set(found.suggested_adaptations)
    assert found.convening_reasons[0].reason == "extraction"
    assert found.convening_reasons[0].about == ("human_tika",)


def test_what_somebody_has_seen_asks_nothing_anew_but_is_not_hidden(village: Village, book: MemoryBook) -> None:
    strained(village)
    (alert,) = (each for each in report(village, book).alerts if each.type == "care_deficit")
    seen = Acknowledgement(
        alert_id=alert.id, by="ana", why="she is ill", at_ms=NOW_MS, severity="urgent", strength=alert.strength
    )

    acknowledge(book, seen)

    found = report(village, book)
    (same,) = (each for each in found.alerts if each.id == alert.id)
    assert same.acknowledgement == seen
    assert not any(alert.id in each.because for each in found.priority_questions)
    assert any("was acknowledged and goes on" in each for each in found.suggested_adaptations)


def test_a_threshold_of_the_council_is_in_force_and_shown_with_who_and_why(village: Village, book: MemoryBook) -> None:
    strained(village)
    before = report(village, book)
    change_threshold(
        book, ThresholdChange(key="care_deficit_ratio", value=0.02, by="the circle", why="she is ill", at_ms=NOW_MS)
    )

    found = report(village, book)

    assert any(each.type == "care_deficit" for each in before.alerts)
    assert not any(each.type == "care_deficit" for each in found.alerts)
    (changed,) = found.thresholds_changed
    assert (changed.value, changed.by, changed.why) == (0.02, "the circle", "she is ill")
    assert changed.configured == Thresholds().care_deficit_ratio
    assert report(village, book, until_ms=NOW_MS - 1).thresholds_changed == ()


def test_the_thresholds_of_the_settings_are_those_before_the_council_changed_any(
    village: Village, book: MemoryBook
) -> None:
    strained(village)
    patient = replace(SETTINGS, alerts=Thresholds(care_deficit_ratio=0.02))
    circle = FireCircle(ledger=village.ledger, book=book, settings=patient, clock=lambda: NOW_MS)
    assert not any(each.type == "care_deficit" for each in circle.report().alerts)

    change_threshold(book, ThresholdChange(key="care_deficit_ratio", value=0.3, by="all", why="x", at_ms=NOW_MS))

    found = circle.report()
    assert any(each.type == "care_deficit" for each in found.alerts)
    assert [(each.configured, each.value) for each in found.thresholds_changed] == [(0.02, 0.3)]
    assert circle.thresholds.care_deficit_ratio == 0.3


def test_matters_are_open_until_they_are_decided(village: Village, book: MemoryBook) -> None:
    strained(village)
    request_guidance(book, topic="tika", request_id="q-1", participants=["human_tika"], now_ms=NOW_MS - 10 * DAY_MS)
    open_before = report(village, book)
    submit_deliberation_outcome(
        book, "q-1", participants=["ana"], consensus_level=0.7, decision="we carry it", now_ms=NOW_MS - 9 * DAY_MS
    )

    found = report(village, book)

    assert [each.id for each in open_before.open_matters] == ["q-1"]
    assert found.open_matters == ()
    (effect,) = found.outcomes
    assert (effect.outcome.decision, effect.concerns) == ("we carry it", ("human_tika",))
    (resolution,) = (each for each in found.health.figures if each.name == "resolution")
    assert (resolution.value, resolution.before, resolution.sample) == (1.0, 1.0, 1)


def test_the_same_books_give_the_same_report_and_one_more_entry_another_id(village: Village, book: MemoryBook) -> None:
    strained(village)
    first = report(village, book)

    assert report(village, book) == first
    village.give("human_ana", "ai_dan", day=55)
    assert report(village, book).report_id != first.report_id


def test_a_pure_giver_does_not_put_an_infinity_into_the_document(village: Village, book: MemoryBook) -> None:
    strained(village)
    for week in range(8):
        village.give("human_gift", "ai_dan", 5, day=7 * week + 2, times=3)

    text = report(village, book).model_dump_json()

    assert "human_gift" in text
    assert "Infinity" not in text
