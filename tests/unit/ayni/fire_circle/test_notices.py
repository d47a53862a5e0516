"""What goes to the council, once."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.alert import Acknowledgement
from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.council_book import MemoryBook
from argentum.ayni.council_decisions import acknowledge
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.ayni.fire_circle.deliberation import matters
from argentum.ayni.fire_circle.guidance import request_guidance
from argentum.ayni.fire_circle.outcome import submit_deliberation_outcome
from tests.ayni_village import SETTINGS, Village, strained

NOW_MS = 56 * DAY_MS


@pytest.fixture
def circle(village: Village) -> FireCircle:
    strained(village)
    return FireCircle(ledger=village.ledger, book=MemoryBook(), settings=SETTINGS, clock=lambda: NOW_MS)


def decide(circle: FireCircle, matter_id: str, *, state: str = "adopted", at_ms: int = NOW_MS) -> None:
    submit_deliberation_outcome(
        circle.book,
        matter_id,
        participants=["ana"],
        consensus_level=0.9,
        decision="rest",
        consensus_state=state,
        now_ms=at_ms,
    )


def test_an_urgent_alert_becomes_a_request_to_deliberate_that_waits_for_review(circle: FireCircle) -> None:
    found = circle.notify()

    (request,) = found.deliberation_requests
    assert (request.type, request.severity, request.status) == ("care_deficit", "urgent", "pending_review")
    assert request.participants == ("human_tika",)
    assert request.evidence
    assert request.suggested_investigations
    assert request.urgency_factors[0].endswith("times its threshold")
    (matter,) = matters(circle.book)
    assert (matter.id, matter.about, matter.status) == (request.id, request.alert_id, "pending_review")
    assert found.report.health_score == circle.report().health.score


def test_nothing_is_told_twice(circle: FireCircle) -> None:
    first = circle.notify()
    again = circle.notify(until_ms=NOW_MS + DAY_MS)

    assert again.deliberation_requests == ()
    assert again.still_open == (first.deliberation_requests[0].id,)
    assert len(matters(circle.book)) == 1


def test_less_than_urgent_is_not_told_at_once(village: Village, circle: FireCircle) -> None:
    village.give("human_tika", "human_ana", 5, day=30)

    found = circle.notify()

    assert "concern" in {each.severity for each in circle.report().alerts if each.type == "care_deficit"}
    assert found.deliberation_requests == ()


def test_what_was_acknowledged_waits_for_no_circle(circle: FireCircle) -> None:
    alert = circle.report().alerts[0]
    acknowledge(
        circle.book,
        Acknowledgement(
            alert_id=alert.id, by="ana", why="ill", at_ms=NOW_MS, severity=alert.severity, strength=alert.strength
        ),
    )

    assert circle.notify().deliberation_requests == ()


def test_what_was_decided_comes_back_when_it_is_urgent_a_week_later(circle: FireCircle) -> None:
    (request,) = circle.notify().deliberation_requests
    decide(circle, request.id)

    soon = circle.notify(until_ms=NOW_MS + 6 * DAY_MS)
    later = circle.notify(until_ms=NOW_MS + 7 * DAY_MS)

    assert (soon.deliberation_requests, soon.still_open) == ((), ())
    assert [each.alert_id for each in later.deliberation_requests] == [request.alert_id]
    assert later.deliberation_requests[0].id != request.id
    assert [each.status for each in matters(circle.book)] == ["decided", "pending_review"]


def test_an_outcome_of_the_question_decides_the_notice_that_it_was_asked_about(circle: FireCircle) -> None:
    (request,) = circle.notify().deliberation_requests
    asked = request_guidance(circle.book, topic="tika", about=request.alert_id, now_ms=NOW_MS)

    decide(circle, asked.id, state="clarifying")
    assert [each.status for each in matters(circle.book)] == ["in_deliberation", "in_deliberation"]

    decide(circle, asked.id)
    assert [each.status for each in matters(circle.book)] == ["decided", "decided"]


def test_a_notable_pattern_is_told_and_not_again_within_a_week(village: Village, circle: FireCircle) -> None:
    for giver in ("human_ana", "human_ben", "human_cleo", "ai_dan"):
        village.give(giver, "human_tika", 9, day=54)

    (told,) = (each for each in circle.notify().patterns if each.pattern.type == "balance_drift")

    assert told.pattern.confidence > 0.8
    assert told.reason == "deliberation_required"
    assert circle.notify(until_ms=NOW_MS).patterns == ()


def test_a_decision_is_weighed_with_the_balance_of_the_ledger(circle: FireCircle) -> None:
    found = circle.decide(coherence=1, resonance=1, emergence=1, future=1)

    balance = circle.assess().long_term_balance
    assert balance is not None
    assert found.metrics.ayni_balance == pytest.approx((1 + balance) / 2)
    assert found.score == pytest.approx(0.8 + 0.2 * (1 + balance) / 2)
