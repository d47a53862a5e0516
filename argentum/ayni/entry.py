"""What a ledger is asked to append, and what it then holds."""

from __future__ import annotations

from msgspec import Struct

from argentum.ayni.amount import MICRO
from argentum.ayni.units import counted_micro


class Draft(Struct, frozen=True, kw_only=True, gc=False):
    """A checked interaction in whole numbers, not yet recorded."""

    id: str
    initiator: str
    responder: str
    contribution_micro: int
    contribution_unit: str
    contribution_rate_pico: int
    consumption_micro: int
    consumption_unit: str
    consumption_rate_pico: int
    quality_micro: int = MICRO
    outcome: str = "done"
    note: str = ""
    happened_at_ms: int | None = None
    """`None` stands for the moment of recording."""


class Reversal(Struct, frozen=True, kw_only=True, gc=False):
    """The wish to take an entry back by a new one that points to it."""

    id: str
    reverses: str
    """Id of the entry that is taken back."""
    reason: str


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """One line of the books; the order of the fields is the order in which they are hashed and stored."""

    number: int
    """1, 2, 3 … without a gap."""
    id: str
    initiator: str
    responder: str
    contribution_micro: int
    """As reported, in `contribution_unit`; negative in a reversal, like every amount there."""
    contribution_unit: str
    contribution_rate_pico: int
    """What one unit counted when this was recorded; later changes of the weights do not reach back."""
    consumption_micro: int
    consumption_unit: str
    consumption_rate_pico: int
    quality_micro: int
    outcome: str
    note: str
    given_micro: int
    """What counts for the initiator."""
    taken_micro: int
    """What counts against the responder."""
    happened_at_ms: int
    """Real time, as reported; a reversal has that of the entry that it takes back."""
    recorded_at_ms: int
    """Ledger time: never earlier than that of the entry before."""
    reverses: str | None = None


COLUMNS: tuple[str, ...] = Entry.__struct_fields__


def counted(draft: Draft | Entry) -> tuple[int, int]:
    """Weigh both sides of an interaction; a failure of the system counts 0 on both."""
    if draft.outcome != "done":
        return 0, 0
    return (
        counted_micro(
            draft.contribution_micro, rate_pico=draft.contribution_rate_pico, quality_micro=draft.quality_micro
        ),
        counted_micro(draft.consumption_micro, rate_pico=draft.consumption_rate_pico),
    )


def entry_of(draft: Draft, *, number: int, recorded_at_ms: int, now_ms: int | None = None) -> Entry:
    """Give a draft its place in the books.

    What happens as it is recorded has the moment of the clock, `now_ms`: ledger time may have been driven ahead by a
    clock that was wrong once, and what happens now does not happen then.
    """
    given_micro, taken_micro = counted(draft)
    clock_ms = recorded_at_ms if now_ms is None else now_ms
    return Entry(
        number,
        draft.id,
        draft.initiator,
        draft.responder,
        draft.contribution_micro,
        draft.contribution_unit,
        draft.contribution_rate_pico,
        draft.consumption_micro,
        draft.consumption_unit,
        draft.consumption_rate_pico,
        draft.quality_micro,
        draft.outcome,
        draft.note,
        given_micro,
        taken_micro,
        clock_ms if draft.happened_at_ms is None else draft.happened_at_ms,
        recorded_at_ms,
    )


def reversal_of(entry: Entry, reversal: Reversal, *, number: int, recorded_at_ms: int) -> Entry:
    """Make the entry that takes another one back, at the same moment of real time.

    So the sums of every period are as if the entry had never been there, whenever it was taken back.
    """
    return Entry(
        number,
        reversal.id,
        entry.initiator,
        entry.responder,
        -entry.contribution_micro,
        entry.contribution_unit,
        entry.contribution_rate_pico,
        -entry.consumption_micro,
        entry.consumption_unit,
        entry.consumption_rate_pico,
        entry.quality_micro,
        entry.outcome,
        reversal.reason,
        -entry.given_micro,
        -entry.taken_micro,
        entry.happened_at_ms,
        recorded_at_ms,
        entry.id,
    )


def repeats(entry: Entry, asked: Draft | Reversal) -> bool:
    """Whether an entry is what is asked for a second time; rates are the ledger's own and are not compared."""
    if isinstance(asked, Reversal):
        return entry.reverses == asked.reverses and entry.note == asked.reason
    return (
        entry.reverses is None
        and entry.initiator == asked.initiator
        and entry.responder == asked.responder
        and entry.contribution_micro == asked.contribution_micro
        and entry.contribution_unit == asked.contribution_unit
        and entry.consumption_micro == asked.consumption_micro
        and entry.consumption_unit == asked.consumption_unit
        and entry.quality_micro == asked.quality_micro
        and entry.outcome == asked.outcome
        and entry.note == asked.note
        and asked.happened_at_ms in {None, entry.happened_at_ms}
    )
