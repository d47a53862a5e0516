"""JSON Schemas of everything that ayni hands to a council or takes from one, made from the types themselves."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from argentum.ayni.fire_circle.assessment import AyniAssessment
from argentum.ayni.fire_circle.consensus import DecisionStrength
from argentum.ayni.fire_circle.deliberation import Matter
from argentum.ayni.fire_circle.guidance import Guidance, GuidanceRequest
from argentum.ayni.fire_circle.message_scores import CircleMessage
from argentum.ayni.fire_circle.notices import DeliberationRequest, Notices, PatternNotification
from argentum.ayni.fire_circle.outcome import DeliberationOutcome, Effectiveness
from argentum.ayni.fire_circle.report import FireCircleReport
from argentum.ayni.score import ParticipantBalance, ReciprocityScore
from argentum.errors import UsageError

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

DOCUMENTS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "fire-circle-report": FireCircleReport,
        "notices": Notices,
        "deliberation-request": DeliberationRequest,
        "pattern-notification": PatternNotification,
        "assessment": AyniAssessment,
        "guidance-request": GuidanceRequest,
        "guidance": Guidance,
        "matter": Matter,
        "outcome": DeliberationOutcome,
        "effectiveness": Effectiveness,
        "decision": DecisionStrength,
        "circle-message": CircleMessage,
        "reciprocity-score": ReciprocityScore,
        "participant-balance": ParticipantBalance,
    }
)
"""By the names under which they are exported."""


def schema_of(name: str) -> dict[str, Any]:
    """Give the schema of a document as it is written. Raises `UsageError` with the known names for an unknown one."""
    if name not in DOCUMENTS:
        near = get_close_matches(name, list(DOCUMENTS), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"schema: found {name!r}, allowed: {', '.join(DOCUMENTS)}{hint}")
    schema = TypeAdapter(DOCUMENTS[name]).json_schema(mode="serialization")
    return {"$schema": _DIALECT, **schema, "title": name}
