"""Matters before the council: urgent notices and questions that were asked, and what became of each.

A matter is pending until somebody asks for guidance about it, in deliberation until there is an outcome, then decided.
All of it is read from the council's book, so that nothing is ever in a state that nobody noted.
"""

from __future__ import annotations

from datetime import datetime
from difflib import get_close_matches
from typing import Literal, get_args

from pydantic import Field

from argentum.ayni.council_book import CouncilBook, Note
from argentum.ayni.fire_circle.consensus import DECIDING_STATES
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.score import instant
from argentum.errors import CouncilError

Status = Literal["pending_review", "in_deliberation", "decided"]
Urgency = Literal["routine", "soon", "urgent"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)


class Matter(CouncilModel):
    """One thing to deliberate."""

    id: str
    kind: Literal["urgent_notice", "guidance_request"]
    status: Status
    topic: str
    asked_at: datetime
    urgency: Urgency
    about: str | None = Field(description="id of the alert or of the notice that it is about")
    participants: tuple[str, ...] = Field(description="whom it concerns; empty for everybody")
    questions: tuple[str, ...]
    guided: bool = Field(description="whether guidance was received")
    decided_at: datetime | None = Field(description="moment of the latest outcome that decides it")


def matters(book: CouncilBook, *, until_ms: int | None = None) -> list[Matter]:
    """Give all matters in the order in which they came up, as they stood at a moment or as they stand now."""
    notes = [each for each in book.notes() if until_ms is None or each.at_ms < until_ms]
    asked_about = {each.id: each.data["about"] for each in notes if each.kind == "guidance_request"}
    guided = {each.data["request_id"]: None for each in notes if each.kind == "guidance"}
    decided_ms = {
        each.data["matter_id"]: each.at_ms
        for each in notes
        if each.kind == "outcome" and each.data["consensus_state"] in DECIDING_STATES
    }
    # What was decided about a question is decided about the notice that it was asked about.
    decided_ms |= {
        about: decided_ms[asked]
        for asked, about in asked_about.items()
        if asked in decided_ms and about not in decided_ms
    }
    return [
        _matter(
            each,
            decided_ms=decided_ms.get(each.id),
            is_taken_up=each.id in asked_about or each.id in asked_about.values(),
            guided=each.id in guided,
        )
        for each in notes
        if each.kind == "guidance_request" or (each.kind == "notification" and each.data["form"] == "urgent")
    ]


def matter_named(book: CouncilBook, own_id: str) -> Matter:
    """Find a matter by its id. Raises `CouncilError` with what is open when there is none."""
    found = matters(book)
    matter = next((each for each in found if each.id == own_id), None)
    if matter is None:
        still_open = ", ".join(each.id for each in found if each.status != "decided")
        near = get_close_matches(own_id, [each.id for each in found], 1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise CouncilError(
            f"matter {own_id!r}: the council has none of this id; {hint}open are: {still_open or 'none'}"
        )
    return matter


def _matter(note: Note, *, decided_ms: int | None, is_taken_up: bool, guided: bool) -> Matter:
    data = note.data
    status: Status = "pending_review"
    if decided_ms is not None:
        status = "decided"
    elif is_taken_up or guided:
        status = "in_deliberation"
    return Matter(
        id=note.id,
        kind="guidance_request" if note.kind == "guidance_request" else "urgent_notice",
        status=status,
        topic=data["topic"],
        asked_at=instant(note.at_ms),
        urgency=data["urgency"],
        about=data["about"],
        participants=tuple(data["participants"]),
        questions=tuple(data["questions"]),
        guided=guided,
        decided_at=None if decided_ms is None else instant(decided_ms),
    )
