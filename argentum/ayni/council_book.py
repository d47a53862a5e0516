"""The council's book: what people decided about the ledger and its alerts, beside the entries and never among them.

Thresholds and why they were changed, alerts that somebody has seen, requests for guidance with their answers, outcomes.
It is append-only like the ledger and idempotent by kind and id: what is in force is what the notes add up to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol, get_args

from msgspec import Struct

from argentum.errors import EntryConflictError

NoteKind = Literal[
    "threshold_change",
    "acknowledgement",
    "notification",
    "guidance_request",
    "guidance",
    "outcome",
]
NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)


class Note(Struct, frozen=True, kw_only=True):
    """One thing that was decided, asked or seen."""

    kind: NoteKind
    id: str
    """Chosen by whoever makes the note, so that noting it twice is noting it once."""
    at_ms: int
    """When it was noted; a repeat keeps the moment of the first time."""
    data: dict[str, Any]
    """Fields of the kind: text, numbers, truth values, null, and lists and objects of them."""


class CouncilBook(Protocol):
    """Keeps notes."""

    def notes(self, *kinds: NoteKind) -> list[Note]:
        """Give the notes of some kinds, or all, in the order in which they were made.

        Raises `VerificationError` when the book does not agree with itself.
        """

    def append(self, notes: Sequence[Note]) -> list[Note]:
        """Note some things together, durably: all of them, or none; a repeat is answered by the note of the first time.

        Raises `EntryConflictError` for an id that has other data, `StorageError` and `VerificationError`.
        """


class MemoryBook:
    """A book that is gone with the process."""

    def __init__(self) -> None:
        """Begin without notes."""
        self._notes: list[Note] = []

    def notes(self, *kinds: NoteKind) -> list[Note]:
        """Give the notes of some kinds, or all."""
        return of_kinds(self._notes, kinds)

    def append(self, notes: Sequence[Note]) -> list[Note]:
        """Note some things together."""
        answers, new = plan_notes(notes, known=by_identity(self._notes))
        self._notes += new
        return answers


def of_kinds(notes: Sequence[Note], kinds: Sequence[NoteKind]) -> list[Note]:
    """Choose notes by their kinds; no kind stands for all."""
    return [each for each in notes if not kinds or each.kind in kinds]


def by_identity(notes: Sequence[Note]) -> dict[tuple[NoteKind, str], Note]:
    """Find notes by kind and id."""
    return {(each.kind, each.id): each for each in notes}


def plan_notes(asked: Sequence[Note], *, known: Mapping[tuple[NoteKind, str], Note]) -> tuple[list[Note], list[Note]]:
    """Give an answer to each that is asked, and those that are new; the moment is not compared.

    Raises `EntryConflictError` when one of them has other data already.
    """
    seen = dict(known)
    answers: list[Note] = []
    new: list[Note] = []
    for each in asked:
        found = seen.get((each.kind, each.id))
        if found is None:
            seen[each.kind, each.id] = found = each
            new.append(each)
        elif found.data != each.data:
            what = each.kind.replace("_", " ")
            raise EntryConflictError(
                f"{what} {each.id!r}: the council's book has it already with other data; nothing was noted"
            )
        answers.append(found)
    return answers, new
