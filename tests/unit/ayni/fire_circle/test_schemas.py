"""Documents as they are written fit the schemas that are exported."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.council_book import MemoryBook
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.ayni.fire_circle.deliberation import matters
from argentum.ayni.fire_circle.guidance import receive_guidance, request_guidance
from argentum.ayni.fire_circle.message_scores import circle_message
from argentum.ayni.fire_circle.outcome import submit_deliberation_outcome
from argentum.ayni.fire_circle.schemas import DOCUMENTS, schema_of
from argentum.ayni.score import balances_of, score_of
from argentum.errors import UsageError
from tests.ayni_village import SETTINGS, Village, strained

NOW_MS = 56 * DAY_MS


def _documents(village: Village) -> dict[str, Any]:
    """Let a council go the whole way, and give one document of each kind."""
    strained(village)
    for giver in ("human_ana", "human_ben", "human_cleo", "ai_dan"):
        village.give(giver, "human_tika", 9, day=54)
    circle = FireCircle(ledger=village.ledger, book=MemoryBook(), settings=SETTINGS, clock=lambda: NOW_MS)
    notices = circle.notify()
    (request,) = notices.deliberation_requests
    asked = request_guidance(circle.book, topic="tika", about=request.id, now_ms=NOW_MS)
    guidance = receive_guidance(
        circle.book,
        asked.id,
        guidance="less often",
        rationale="she is ill",
        by="the circle",
        guidance_type="detection_thresholds",
        changes={"care_deficit_ratio": 0.05},
        now_ms=NOW_MS,
    )
    outcome = submit_deliberation_outcome(
        circle.book, asked.id, participants=["ana"], consensus_level=0.7, decision="wait", now_ms=NOW_MS
    )
    epsilon_micro = village.ledger.terms.epsilon_micro
    return {
        "fire-circle-report": circle.report(until_ms=NOW_MS + DAY_MS),
        "notices": notices,
        "deliberation-request": request,
        "pattern-notification": notices.patterns[0],
        "assessment": circle.assess(),
        "guidance-request": asked,
        "guidance": guidance,
        "matter": matters(circle.book)[0],
        "outcome": outcome,
        "effectiveness": circle.effectiveness(until_ms=NOW_MS + DAY_MS)[0],
        "decision": circle.decide(coherence=0.5),
        "circle-message": circle_message(
            village.ledger, message_id="m", message_type="proposal", sender="human_ana", now_ms=NOW_MS
        ),
        "reciprocity-score": score_of(next(iter(village.ledger.entries())), epsilon_micro=epsilon_micro),
        "participant-balance": balances_of(village.ledger.totals(), epsilon_micro=epsilon_micro)[0],
    }


def test_every_document_fits_its_schema(village: Village) -> None:
    documents = _documents(village)

    assert list(documents) == list(DOCUMENTS)
    for name, document in documents.items():
        validator = Draft202012Validator(schema_of(name))
        written = json.loads(json.dumps(document.model_dump(mode="json"), allow_nan=False))
        assert [error.message for error in validator.iter_errors(written)] == [], name


def test_a_document_with_a_field_too_many_or_too_few_does_not_fit(village: Village) -> None:
    document = _documents(village)["assessment"].model_dump(mode="json")
    validator = Draft202012Validator(schema_of("assessment"))

    without = {key: value for key, value in document.items() if key != "overall"}

    assert not validator.is_valid({**document, "verdict": "guilty"})
    assert not validator.is_valid(without)
    assert not validator.is_valid({**document, "overall": "good"})


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_a_schema_is_one_itself_and_says_what_its_fields_mean(name: str) -> None:
    schema = schema_of(name)

    Draft202012Validator.check_schema(schema)
    assert schema["title"] == name
    assert "description" in schema


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"schema: found 'asessment', .*; did you mean 'assessment'"):
        schema_of("asessment")
