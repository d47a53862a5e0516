"""Outcomes of deliberations, and what the ledger shows before and after: evidence of an effect, not proof of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from argentum.ayni.alerts.window import DAY_MS, Doings
from argentum.ayni.council_book import CouncilBook, Note
from argentum.ayni.council_decisions import checked_line
from argentum.ayni.fire_circle.consensus import CONSENSUS_STATES, ConsensusState, Strength, strength_of_consensus
from argentum.ayni.fire_circle.deliberation import matter_named
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.mutuality import mutuality
from argentum.ayni.fire_circle.period import Period, course_of
from argentum.ayni.interaction import checked_name, checked_note
from argentum.ayni.ledger import Ledger
from argentum.ayni.score import instant
from argentum.ayni.time_expression import epoch_ms
from argentum.errors import CouncilError

LONGEST_COMPARISON_DAYS = 28.0
NOTICEABLE = 0.05
"""A change of mutuality below this is called unchanged."""


class DeliberationOutcome(CouncilModel):
    """What a circle came to."""

    id: str
    matter_id: str
    participants: tuple[str, ...] = Field(description="who deliberated")
    consensus_level: float = Field(description="0..1")
    consensus: Strength
    consensus_state: ConsensusState
    decision: str
    dissent: tuple[str, ...] = Field(description="what was said against it; it stays with the outcome")
    notes: str
    noted_at: datetime


class Side(CouncilModel):
    """One side of a comparison."""

    since: datetime
    until: datetime
    entries: int = Field(description="interactions of those whom the matter concerns")
    mutuality: float | None = Field(description="0..1: 1 when each gave as much as they took; null when nothing moved")


class Effectiveness(CouncilModel):
    """The same figure over equal times before and after an outcome, of those whom its matter concerns."""

    outcome: DeliberationOutcome
    concerns: tuple[str, ...] = Field(description="empty for everybody")
    before: Side
    after: Side
    change: float | None
    shows: Literal["closer", "further_apart", "unchanged", "too_early"] = Field(
        description="too early with fewer interactions than the minimum sample on a side; else by a change of 0.05"
    )


def submit_deliberation_outcome(
    book: CouncilBook,
    matter_id: str,
    *,
    participants: Sequence[str],
    consensus_level: float,
    decision: str,
    now_ms: int,
    consensus_state: str = "adopted",
    dissent: Sequence[str] = (),
    notes: str = "",
) -> DeliberationOutcome:
    """Note what became of a matter; once for each state of consensus that it comes to.

    Raises `CouncilError` for a matter that is not there, a level out of 0..1, an unknown state or nobody who
    deliberated, `EntryConflictError` when the state was noted with something else.
    """
    matter_named(book, matter_id)
    if not 0 <= consensus_level <= 1:
        raise CouncilError(f"consensus level: found {consensus_level}, allowed: 0 to 1")
    if consensus_state not in CONSENSUS_STATES:
        raise CouncilError(f"consensus state: found {consensus_state!r}, allowed: {', '.join(CONSENSUS_STATES)}")
    if not participants:
        raise CouncilError("participants: found nobody, allowed: at least one who deliberated")
    data = {
        "matter_id": matter_id,
        "participants": [checked_name(each, what="participant") for each in participants],
        "consensus_level": float(consensus_level),
        "consensus_state": consensus_state,
        "decision": checked_line(decision, what="decision"),
        "dissent": [checked_line(each, what="dissent") for each in dissent],
        "notes": checked_note(notes, what="notes"),
    }
    (noted,) = book.append([Note(kind="outcome", id=f"{matter_id}/{consensus_state}", at_ms=now_ms, data=data)])
    return _outcome_of(noted)


def outcomes(book: CouncilBook) -> list[DeliberationOutcome]:
    """Give all outcomes in the order in which they were noted."""
    return [_outcome_of(each) for each in book.notes("outcome")]


def effectiveness(
    ledger: Ledger, book: CouncilBook, outcome: DeliberationOutcome, *, now_ms: int, minimum_sample: int
) -> Effectiveness:
    """Compare the time since an outcome, at most 28 days of it, with as much time before."""
    decided_ms = epoch_ms(outcome.noted_at)
    width_ms = max(1, min(now_ms - decided_ms, round(LONGEST_COMPARISON_DAYS * DAY_MS)))
    concerns = matter_named(book, outcome.matter_id).participants
    before = _side(ledger, Period(since_ms=decided_ms - width_ms, until_ms=decided_ms), concerns)
    after = _side(ledger, Period(since_ms=decided_ms, until_ms=decided_ms + width_ms), concerns)
    change = None
    if before.mutuality is not None and after.mutuality is not None:
        change = after.mutuality - before.mutuality
    shows: Literal["closer", "further_apart", "unchanged", "too_early"] = "unchanged"
    if change is None or min(before.entries, after.entries) < minimum_sample:
        shows = "too_early"
    elif abs(change) >= NOTICEABLE:
        shows = "closer" if change > 0 else "further_apart"
    return Effectiveness(outcome=outcome, concerns=concerns, before=before, after=after, change=change, shows=shows)


def _side(ledger: Ledger, period: Period, concerns: Sequence[str]) -> Side:
    course = course_of(ledger, period)
    doings = course.window.doings
    people: list[Doings] = [doings[name] for name in (concerns or doings) if name in doings]
    named = [each.name for each in people]
    entries = [each for each in course.entries if each.initiator in named or each.responder in named]
    return Side(
        since=instant(period.since_ms),
        until=instant(period.until_ms),
        entries=len(entries),
        mutuality=mutuality(people),
    )


def _outcome_of(note: Note) -> DeliberationOutcome:
    return DeliberationOutcome.model_validate(
        {
            **note.data,
            "id": note.id,
            "consensus": strength_of_consensus(note.data["consensus_level"]),
            "noted_at": instant(note.at_ms),
        }
    )
