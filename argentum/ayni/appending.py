"""The rule of appending, the same for every store: what is new, what is a repeat, what is refused.

A store reads under its lock what the plan needs, writes what the plan says, and decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from argentum.ayni.amount import exact
from argentum.ayni.chain import Head, digest_of
from argentum.ayni.entry import Draft, Entry, Reversal, entry_of, repeats, reversal_of
from argentum.errors import EntryConflictError, InteractionError


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendPlan:
    """What a batch comes to."""

    answers: list[Entry]
    """An entry for each thing asked, in that order; a repeat is answered by the entry of the first time."""
    rows: list[tuple[Entry, bytes]]
    """New entries with their digests."""
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendCounts:
    """What became of a long list."""

    recorded: int
    repeated: int
    """Those that the ledger had already, with the same data."""


def plan_appends(
    asked: Sequence[Draft | Reversal],
    *,
    head: Head,
    now_ms: int,
    known: Mapping[str, Entry],
    taken_back: Mapping[str, Entry],
) -> AppendPlan:
    """Lay out a batch: all of it, or none.

    `known` holds the entries that have an id asked for, or asked to be reversed; `taken_back` the reversals of the
    latter that there are, by the id of what they reverse. Raises `EntryConflictError` for an id with other data and for
    a second reversal, `InteractionError` for the reversal of what is not there or is a reversal itself.
    """
    seen = dict(known)
    reversed_by = dict(taken_back)
    recorded_at_ms = max(now_ms, head.recorded_at_ms)
    number, previous = head.number, head.digest
    answers: list[Entry] = []
    rows: list[tuple[Entry, bytes]] = []
    for each in asked:
        entry = seen.get(each.id)
        if entry is not None:
            if not repeats(entry, each):
                raise EntryConflictError(_conflict(entry, each, is_new=each.id not in known), entry_id=each.id)
            answers.append(entry)
            continue
        number += 1
        if isinstance(each, Draft):
            entry = entry_of(each, number=number, recorded_at_ms=recorded_at_ms, now_ms=now_ms)
        else:
            original = _reversible(each, seen, reversed_by)
            entry = reversal_of(original, each, number=number, recorded_at_ms=recorded_at_ms)
            reversed_by[original.id] = entry
        previous = digest_of(entry, previous)
        seen[entry.id] = entry
        answers.append(entry)
        rows.append((entry, previous))
    after = Head(number=number, digest=previous, recorded_at_ms=recorded_at_ms) if rows else head
    return AppendPlan(answers=answers, rows=rows, head=after)


def _reversible(reversal: Reversal, seen: Mapping[str, Entry], reversed_by: Mapping[str, Entry]) -> Entry:
    entry = seen.get(reversal.reverses)
    if entry is None:
        raise InteractionError(f"reversal of {reversal.reverses!r}: the ledger has no entry of this id")
    if entry.reverses is not None:
        raise InteractionError(
            f"reversal of {entry.id!r}: it is a reversal itself; record the interaction again instead"
        )
    earlier = reversed_by.get(entry.id)
    if earlier is not None:
        raise EntryConflictError(
            f"reversal of {entry.id!r}: entry {earlier.number} ({earlier.id!r}) took it back; nothing was recorded"
        )
    return entry


_COMPARED = (
    "initiator",
    "responder",
    "contribution_micro",
    "contribution_unit",
    "consumption_micro",
    "consumption_unit",
    "quality_micro",
    "outcome",
    "note",
)


def _conflict(entry: Entry, asked: Draft | Reversal, *, is_new: bool) -> str:
    """Say which field differs, with both values; an entry of the same batch never came to be and has no number."""
    held_by = "another one in this batch" if is_new else f"entry {entry.number}"
    where = f"id {entry.id!r}: {held_by} has it already"
    if isinstance(asked, Reversal) and entry.reverses == asked.reverses:
        return (
            f"reversal of {asked.reverses!r}: {held_by} took it back already, with another reason; nothing was recorded"
        )
    if isinstance(asked, Reversal) or entry.reverses is not None:
        held = f"reverses {entry.reverses!r}" if entry.reverses else "is an interaction"
        return f"{where} and {held}; use another id, nothing was recorded"
    return f"{where} with {difference(entry, asked)}; use another id or reverse it first, nothing was recorded"


def difference(held: Draft | Entry, asked: Draft) -> str:
    """Say the first field in which two of the same id differ, with both values; they do differ."""
    name = next((each for each in _COMPARED if getattr(held, each) != getattr(asked, each)), "happened_at_ms")
    was, now = getattr(held, name), getattr(asked, name)
    if name.endswith("_micro"):
        return f"{name.removesuffix('_micro')} {exact(was)}, not {exact(now)}"
    if name == "happened_at_ms":
        return f"timestamp {_moment(was)}, not {_moment(now)}"
    return f"{name} {was!r}, not {now!r}"


def _moment(at_ms: int | None) -> str:
    if at_ms is None:
        return "none"
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)
    return moment.isoformat().replace("+00:00", "Z")
