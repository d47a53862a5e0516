"""What all alerts of a type share: how they are found, what to ask, what could help, how often they are wrong."""

from __future__ import annotations

from dataclasses import dataclass

from argentum.ayni.alerts.alert import Severity
from argentum.ayni.alerts.care_deficit import care_deficits
from argentum.ayni.alerts.suspicion import Detector
from argentum.ayni.finding_types import AlertType


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFacts:
    """One type of alert."""

    type: AlertType
    detector: Detector
    highest: Severity
    """However strong, no alert of this type is more severe."""
    thresholds: tuple[str, ...]
    method: str
    questions: tuple[str, ...]
    suggestions: tuple[str, ...]
    false_positive_probability: float


CATALOGUE: tuple[TypeFacts, ...] = (
    TypeFacts(
        type="care_deficit",
        detector=care_deficits,
        highest="urgent",
        thresholds=("recent_days", "care_deficit_ratio"),
        method="what somebody gave as initiator over what they took as responder, in the period and in its last days",
        questions=(
            "Is there something that they give and that nobody records?",
            "Do they need more at present than they can return, and does the group want to carry that?",
            "Does anybody who gives to them feel that it is too much?",
        ),
        suggestions=(
            "ask what they would like to give, and make room for it",
            "let those who gave most rest for a while",
        ),
        false_positive_probability=0.53,
    ),
)
