"""Guidance: the council is asked and answers, and what it says about thresholds is in force from then on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Literal, get_args

import msgspec
from pydantic import Field

from argentum.ayni.alerts.thresholds import ThresholdChange
from argentum.ayni.council_book import CouncilBook, Note
from argentum.ayni.council_decisions import checked_line, threshold_note
from argentum.ayni.finding_types import ALERT_TYPES
from argentum.ayni.fire_circle.deliberation import URGENCIES, Matter, Urgency, matter_named, matters
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.interaction import checked_name, checked_note
from argentum.ayni.score import instant
from argentum.errors import CouncilError

GuidanceType = Literal["detection_thresholds", "cultural_frameworks", "extraction_patterns", "health_indicators"]
"""The first changes numbers that detectors use; the others are kept for people to read."""
GUIDANCE_TYPES: tuple[GuidanceType, ...] = get_args(GuidanceType)


_ALERT_ID = re.compile(rf"(?:{'|'.join(ALERT_TYPES)})-[0-9a-f]{{10}}")


class GuidanceRequest(CouncilModel):
    """What the council is asked."""

    id: str
    topic: str
    context: str
    questions: tuple[str, ...]
    urgency: Urgency
    about: str | None = Field(description="id of the alert or notice that it is about")
    participants: tuple[str, ...] = Field(description="whom it concerns; empty for everybody")
    asked_at: datetime


class ThresholdSetting(CouncilModel):
    """A number that the council sets."""

    key: str
    value: float


class Guidance(CouncilModel):
    """What the council answered, or said unasked."""

    id: str
    request_id: str | None = Field(description="what it answers; null when it was not asked for")
    type: GuidanceType
    guidance: str
    rationale: str
    by: str
    changes: tuple[ThresholdSetting, ...] = Field(description="thresholds that are in force from its moment on")
    received_at: datetime


def request_guidance(
    book: CouncilBook,
    *,
    topic: str,
    now_ms: int,
    context: str = "",
    questions: Sequence[str] = (),
    urgency: str = "routine",
    about: str | None = None,
    participants: Sequence[str] = (),
    request_id: str | None = None,
) -> GuidanceRequest:
    """Ask the council; asking again under the same id asks nothing new.

    What is asked about a matter, by its id or that of its alert, takes questions and participants from it unless others
    are given. Without an id, one is made of what is asked and when. Raises `InteractionError` for text that cannot be
    kept, `CouncilError` for an unknown urgency or matter and `EntryConflictError` for an id that asked something else.
    """
    if urgency not in URGENCIES:
        raise CouncilError(f"urgency: found {urgency!r}, allowed: {', '.join(URGENCIES)}")
    matter = _matter_about(book, about)
    if matter is not None:
        about, participants, questions = matter.id, participants or matter.participants, questions or matter.questions
    data: dict[str, object] = {
        "topic": checked_line(topic, what="topic"),
        "context": checked_note(context, what="context"),
        "questions": [checked_line(each, what="question") for each in questions],
        "urgency": urgency,
        "about": None if about is None else checked_name(about, what="about"),
        "participants": [checked_name(each, what="participant") for each in participants],
    }
    own_id = checked_name(request_id, what="id") if request_id is not None else f"ask-{_digest(data, now_ms)}"
    (noted,) = book.append([Note(kind="guidance_request", id=own_id, at_ms=now_ms, data=data)])
    return GuidanceRequest.model_validate({**noted.data, "id": noted.id, "asked_at": instant(noted.at_ms)})


def receive_guidance(
    book: CouncilBook,
    request_id: str,
    *,
    guidance: str,
    rationale: str,
    by: str,
    now_ms: int,
    guidance_type: str = "cultural_frameworks",
    changes: Mapping[str, float] | None = None,
) -> Guidance:
    """Note the council's answer to a matter, with the thresholds that it changes: all of it, or nothing.

    The same answer again is noted once. Raises `CouncilError` for a matter that is not there and for changes that do
    not go with the type, `UsageError` for an unknown threshold or one out of its range, `EntryConflictError` for a
    second, different answer.
    """
    matter_named(book, request_id)
    return _note_guidance(
        book,
        own_id=f"answer:{request_id}",
        request_id=request_id,
        guidance=guidance,
        rationale=rationale,
        by=by,
        now_ms=now_ms,
        guidance_type=guidance_type,
        changes=changes or {},
    )


def update_guidance(
    book: CouncilBook,
    *,
    guidance_type: str,
    guidance: str,
    rationale: str,
    by: str,
    now_ms: int,
    changes: Mapping[str, float] | None = None,
    guidance_id: str | None = None,
) -> Guidance:
    """Note guidance that nobody asked for; otherwise as `receive_guidance`."""
    own_id = guidance_id or f"guidance-{_digest([guidance_type, guidance, rationale, by, changes], now_ms)}"
    return _note_guidance(
        book,
        own_id=checked_name(own_id, what="id"),
        request_id=None,
        guidance=guidance,
        rationale=rationale,
        by=by,
        now_ms=now_ms,
        guidance_type=guidance_type,
        changes=changes or {},
    )


def _matter_about(book: CouncilBook, about: str | None) -> Matter | None:
    """Find the matter of this id, or the latest notice about the alert of this id."""
    if about is None:
        return None
    known = matters(book)
    named = [each for each in known if each.id == about]
    told = [each for each in known if each.kind == "urgent_notice" and each.about == about]
    if not named and not told and not _ALERT_ID.fullmatch(about):
        # An alert that nobody was told of may be asked about as well; anything else has to be there.
        return matter_named(book, about)
    return next(reversed(named or told), None)


def received_guidance(book: CouncilBook) -> list[Guidance]:
    """Give all guidance in the order in which it came."""
    return [_guidance_of(each) for each in book.notes("guidance")]


def _note_guidance(
    book: CouncilBook,
    *,
    own_id: str,
    request_id: str | None,
    guidance: str,
    rationale: str,
    by: str,
    now_ms: int,
    guidance_type: str,
    changes: Mapping[str, float],
) -> Guidance:
    if guidance_type not in GUIDANCE_TYPES:
        raise CouncilError(f"type: found {guidance_type!r}, allowed: {', '.join(GUIDANCE_TYPES)}")
    if bool(changes) != (guidance_type == "detection_thresholds"):
        found = f"{len(changes)} changes of thresholds in guidance on {guidance_type.replace('_', ' ')}"
        raise CouncilError(f"changes: found {found}, allowed: at least one with detection_thresholds, none else")
    note = Note(
        kind="guidance",
        id=own_id,
        at_ms=now_ms,
        data={
            "request_id": request_id,
            "type": guidance_type,
            "guidance": checked_line(guidance, what="guidance"),
            "rationale": checked_line(rationale, what="rationale"),
            "by": checked_name(by, what="by"),
            "changes": [{"key": key, "value": float(value)} for key, value in changes.items()],
        },
    )
    thresholds = [
        threshold_note(
            ThresholdChange(key=key, value=float(value), by=by, why=rationale, at_ms=now_ms), own_id=f"{own_id}:{key}"
        )
        for key, value in changes.items()
    ]
    return _guidance_of(book.append([note, *thresholds])[0])


def _guidance_of(note: Note) -> Guidance:
    return Guidance.model_validate({**note.data, "id": note.id, "received_at": instant(note.at_ms)})


def _digest(content: object, at_ms: int) -> str:
    return sha256(msgspec.json.encode([content, at_ms], order="deterministic")).hexdigest()[:10]
