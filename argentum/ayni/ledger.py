"""What the scorer and the reports ask of a ledger, whatever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from argentum.ayni.appending import AppendCounts
from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import Draft, Entry, Reversal
from argentum.ayni.pairs import PairTotal
from argentum.ayni.totals import UnitTotal
from argentum.ayni.trend import Flow, Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which entries: of a participant in either role, in a period of real time."""

    participant: str | None = None
    since_ms: int | None = None
    """Inclusive."""
    until_ms: int | None = None
    """Exclusive."""
    standing: bool = False
    """Leave out what was reversed, and the reversals."""

    def chooses(self, entry: Entry) -> bool:
        """Whether an entry is of the participant and in the period; whether it stands, it does not know itself."""
        return (
            (self.participant is None or self.participant in {entry.initiator, entry.responder})
            and (self.since_ms is None or entry.happened_at_ms >= self.since_ms)
            and (self.until_ms is None or entry.happened_at_ms < self.until_ms)
        )


EVERYTHING = Selection()

Place = tuple[int, int]
"""Where an entry stands in the order in which things happened: its moment of real time and its number."""


class Ledger(Protocol):
    """Append-only books of interactions."""

    @property
    def terms(self) -> Terms:
        """What the ledger was made with."""

    def append(self, asked: Sequence[Draft | Reversal], *, now_ms: int) -> list[Entry]:
        """Record a batch whole and durably, or nothing of it; a repeat is answered by its entry.

        Raises `EntryConflictError`, `InteractionError`, `LedgerBusyError` or `StorageError`.
        """

    def append_all(self, asked: Iterable[Draft | Reversal], *, now_ms: int) -> AppendCounts:
        """Record any number of them, all or none, without holding them in memory; raises as `append`."""

    def entry(self, entry_id: str) -> Entry | None:
        """Find an entry by its id."""

    def entries(self, selection: Selection = EVERYTHING, *, after: Place | None = None) -> Iterator[Entry]:
        """Stream entries in the order in which they happened, those of one moment in the order of the books.

        `after` goes on behind a place, however many share its moment: a page costs the same wherever it begins.
        """

    def rows(self, *, after: int = 0) -> Iterator[tuple[Entry, bytes]]:
        """Stream entries with their digests in the order of the books, from behind a number."""

    def restore(self, terms: Terms, head: Head, rows: Iterable[tuple[Entry, bytes]]) -> int:
        """Take over an exported ledger as it is, and give how many entries were new.

        Raises `EntryConflictError` when the ledger is neither empty nor the beginning of that one, `VerificationError`
        when the export does not agree with itself.
        """

    def totals(self, selection: Selection = EVERYTHING) -> list[UnitTotal]:
        """Sum up by participant and unit, in alphabetical order; `standing` makes no difference to sums."""

    def pairs(self, selection: Selection = EVERYTHING) -> list[PairTotal]:
        """Sum up by giver, taker and units, in alphabetical order; with a participant, the pairs that they are in."""

    def flows(self, selection: Selection, grid: Grid) -> dict[str, list[Flow]]:
        """Sum up by participant and part of a grid, in alphabetical order; the grid is the period."""

    def span_ms(self) -> tuple[int, int] | None:
        """Give the earliest and the latest moment of real time; `None` for empty books."""

    def head(self) -> Head:
        """Give the end of the books."""

    def verify(self, *, since_checkpoint: bool = False, now_ms: int) -> Head:
        """Check the books and give the head that was checked; raises `VerificationError` with every fault found."""

    def back_up(self, target: Path) -> None:
        """Copy the ledger as it is at one moment to a new file, which is a ledger like it; whole, or not at all.

        Raises `UsageError` when the file is there already, `StorageError` when it cannot be written.
        """

    def close(self) -> None:
        """Let go of the store; closing twice does nothing."""
