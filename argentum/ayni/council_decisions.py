"""Thresholds and acknowledgements as the council's book has them: who, why, when, and what is in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from argentum.ayni.alerts.alert import Acknowledgement
from argentum.ayni.alerts.thresholds import IN_ORDER, WHOLE, ThresholdChange, Thresholds, checked_value
from argentum.ayni.council_book import CouncilBook, Note, NoteKind
from argentum.ayni.interaction import checked_name, checked_note
from argentum.errors import InteractionError, UsageError

Decision = TypeVar("Decision", ThresholdChange, Acknowledgement)


def threshold_changes(book: CouncilBook) -> list[ThresholdChange]:
    """Give every change of a threshold that was ever noted, in order: the history."""
    return [_read(note, ThresholdChange) for note in book.notes("threshold_change")]


def thresholds_in_force(book: CouncilBook, base: Thresholds, *, at_ms: int | None = None) -> Thresholds:
    """Put the council's changes over the configured numbers, those up to and including a moment if there is one."""
    return base.with_changes(threshold_changes(book), at_ms=at_ms)


def checked_decision(in_force: Thresholds, changes: Mapping[str, float]) -> None:
    """Check what the council is about to decide against what else is in force.

    What was decided before this was checked stays as it is. Raises `UsageError` for an unknown key, a number out of its
    range, a part of an entry, and numbers that contradict each other.
    """
    for key, value in changes.items():
        checked_value(key, value)
        if key in WHOLE and value != int(value):
            raise UsageError(f"threshold {key}: found {value:g}, allowed: a whole number")
    for least, most in IN_ORDER:
        low, high = (changes.get(key, in_force.value(key)) for key in (least, most))
        if low > high and (least in changes or most in changes):
            raise UsageError(f"threshold {least}: found {low:g}, allowed: at most {most}, which is {high:g}")


def threshold_note(change: ThresholdChange, *, own_id: str) -> Note:
    """Make the note of a change. Raises `UsageError` for an unknown key or a number out of its range."""
    checked_value(change.key, change.value)
    return _note("threshold_change", own_id, change)


def change_threshold(book: CouncilBook, change: ThresholdChange) -> ThresholdChange:
    """Note a change of one threshold; the same change by the same hand at the same moment is noted once."""
    (noted,) = book.append([threshold_note(change, own_id=f"{change.key}@{change.at_ms}")])
    return _read(noted, ThresholdChange)


def acknowledgements(book: CouncilBook) -> list[Acknowledgement]:
    """Give what was acknowledged, in order; the last one of an alert is in force."""
    return [_read(note, Acknowledgement) for note in book.notes("acknowledgement")]


def acknowledge(book: CouncilBook, acknowledged: Acknowledgement) -> Acknowledgement:
    """Note that somebody has seen an alert."""
    own_id = f"{acknowledged.alert_id}@{acknowledged.at_ms}"
    (noted,) = book.append([_note("acknowledgement", own_id, acknowledged)])
    return _read(noted, Acknowledgement)


def _note(kind: NoteKind, own_id: str, said: ThresholdChange | Acknowledgement) -> Note:
    data = msgspec.to_builtins(said)
    at_ms = data.pop("at_ms")
    data["by"], data["why"] = checked_name(said.by, what="by"), checked_line(said.why, what="why")
    return Note(kind=kind, id=own_id, at_ms=at_ms, data=data)


def checked_line(text: str, *, what: str) -> str:
    """Return a line of text. Raises `InteractionError` for a blank one and one that no book can hold."""
    if not text.strip():
        raise InteractionError(f"{what}: found nothing, allowed: one line of text")
    return checked_note(text, what=what)


def _read(note: Note, kind: type[Decision]) -> Decision:
    return msgspec.convert({**note.data, "at_ms": note.at_ms}, kind)
