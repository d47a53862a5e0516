"""What a council needs of the ledger: reports, notices, guidance, outcomes; evidence and questions, no verdicts."""

from argentum.ayni.fire_circle.assessment import AyniAssessment, assess
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.ayni.fire_circle.deliberation import Matter, matters
from argentum.ayni.fire_circle.guidance import Guidance, receive_guidance, request_guidance, update_guidance
from argentum.ayni.fire_circle.message_scores import CircleMessage, circle_message, debate_messages
from argentum.ayni.fire_circle.notices import Notices
from argentum.ayni.fire_circle.outcome import DeliberationOutcome, submit_deliberation_outcome
from argentum.ayni.fire_circle.report import FireCircleReport
from argentum.ayni.fire_circle.schemas import schema_of

__all__ = [
    "AyniAssessment",
    "CircleMessage",
    "DeliberationOutcome",
    "FireCircle",
    "FireCircleReport",
    "Guidance",
    "Matter",
    "Notices",
    "assess",
    "circle_message",
    "debate_messages",
    "matters",
    "receive_guidance",
    "request_guidance",
    "schema_of",
    "submit_deliberation_outcome",
    "update_guidance",
]
