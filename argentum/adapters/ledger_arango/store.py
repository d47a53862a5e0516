"""A `Ledger` in an ArangoDB database."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from pathlib import Path

from argentum.adapters.ledger_arango import appending, reading
from argentum.adapters.ledger_arango.address import Address, Credentials
from argentum.adapters.ledger_arango.connection import BATCH, LONGEST_WAIT_MS, Connection
from argentum.adapters.ledger_arango.documents import head_of, terms_of
from argentum.adapters.ledger_arango.patience import Patience
from argentum.adapters.ledger_arango.setting_up import found_or_new_terms
from argentum.adapters.ledger_arango.verification import verify_books
from argentum.adapters.ledger_sqlite.copying import copy_to_file
from argentum.ayni.appending import AppendCounts
from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import Draft, Entry, Reversal
from argentum.ayni.ledger import EVERYTHING, Place, Selection
from argentum.ayni.pairs import PairTotal
from argentum.ayni.totals import UnitTotal
from argentum.ayni.trend import Flow, Grid
from argentum.errors import VerificationError

FORMAT_VERSION = 1
PAGE = 2 * BATCH
"""Entries that are fetched at a time, in two batches."""


class ArangoLedger:
    """Books in a database; usable from several threads, one at a time, and from several machines."""

    def __init__(
        self,
        address: Address,
        credentials: Credentials,
        *,
        epsilon_micro: int = 1,
        now_ms: int = 0,
        must_exist: bool = False,
        longest_wait_ms: int = LONGEST_WAIT_MS,
        patience: Patience | None = None,
    ) -> None:
        """Open a ledger, or make one with this ε and this moment as its terms; a ledger that is there keeps its own.

        The database is made, too, when the user may do so. Raises `MissingPathError` with `must_exist`,
        `ConfigurationError` for a newer ledger, `KeyMissingError` for a user who is not let in, `ProviderGoneError`,
        `LedgerBusyError` and `StorageError`.
        """
        self.connection = Connection(address, credentials, patience=patience, longest_wait_ms=longest_wait_ms)
        self._lock = threading.RLock()
        wanted = Terms(format_version=FORMAT_VERSION, epsilon_micro=epsilon_micro, created_at_ms=now_ms)
        try:
            self.terms = terms_of(found_or_new_terms(self.connection, wanted, must_exist=must_exist))
        except BaseException:
            self.close()
            raise

    def append(self, asked: Sequence[Draft | Reversal], *, now_ms: int) -> list[Entry]:
        """Record a batch in one transaction: synced when this returns, or not there at all.

        Raises `ProviderGoneError`, too, when the server stops answering.
        """
        with self._lock, self.connection.writing() as writing:
            return appending.append(writing, asked, now_ms=now_ms).answers

    def append_all(self, asked: Iterable[Draft | Reversal], *, now_ms: int) -> AppendCounts:
        """Record any number in one transaction, as large as the server allows one to be."""
        with self._lock:
            return appending.append_all(self.connection, asked, now_ms=now_ms)

    def restore(self, terms: Terms, head: Head, rows: Iterable[tuple[Entry, bytes]]) -> int:
        """Take over an exported ledger in one transaction; see `appending.restore`."""
        with self._lock:
            restored = appending.restore(self.connection, terms, head, rows, own_terms=self.terms)
            self.terms = terms
            return restored

    def back_up(self, target: Path) -> None:
        """Copy the ledger to a new ledger file."""
        copy_to_file(self, target)

    def entry(self, entry_id: str) -> Entry | None:
        """Find an entry by its id."""
        with self._lock:
            return reading.known(self.connection, [entry_id]).get(entry_id)

    def entries(self, selection: Selection = EVERYTHING, *, after: Place | None = None) -> Iterator[Entry]:
        """Stream entries page by page; those of a participant from two ordered walks, one for each role."""
        if selection.participant is None:
            return self._walk(selection, None, after)
        sides = (self._walk(selection, side, after) for side in ("initiator", "responder"))
        return merge(*sides, key=lambda entry: (entry.happened_at_ms, entry.number))

    def _walk(self, selection: Selection, side: str | None, after: Place | None) -> Iterator[Entry]:
        while True:
            with self._lock:
                page = reading.page(self.connection, selection, side, after, size=PAGE)
                shown = reading.standing_of(self.connection, page) if selection.standing else page
            yield from shown
            if len(page) < PAGE:
                return
            after = page[-1].happened_at_ms, page[-1].number

    def rows(self, *, after: int = 0) -> Iterator[tuple[Entry, bytes]]:
        """Stream entries with their digests in the order of the books, from behind a number."""
        while True:
            with self._lock:
                page = reading.rows(self.connection, after, size=PAGE)
            yield from page
            if len(page) < PAGE:
                return
            after = page[-1][0].number

    def totals(self, selection: Selection = EVERYTHING) -> list[UnitTotal]:
        """Sum up: all time from the kept balances, a period by query."""
        with self._lock:
            if selection.since_ms is None and selection.until_ms is None:
                return reading.kept_totals(self.connection, selection.participant)
            return reading.period_totals(self.connection, selection)

    def pairs(self, selection: Selection = EVERYTHING) -> list[PairTotal]:
        """Sum up by giver, taker and units, by query."""
        with self._lock:
            return reading.pairs(self.connection, selection)

    def flows(self, selection: Selection, grid: Grid) -> dict[str, list[Flow]]:
        """Sum up by participant and part of a grid, by query."""
        with self._lock:
            return reading.flows(self.connection, selection.participant, grid)

    def span_ms(self) -> tuple[int, int] | None:
        """Give the earliest and the latest moment of real time."""
        with self._lock:
            return reading.span_ms(self.connection)

    def head(self) -> Head:
        """Give the end of the books. Raises `VerificationError` when it is missing."""
        with self._lock:
            found = reading.read_books(self.connection).head
        if found is None:
            raise VerificationError(f"{self.connection.name}: the head of the ledger is missing")
        return head_of(found)

    def verify(self, *, since_checkpoint: bool = False, now_ms: int) -> Head:
        """Check the books, the balances, the indexes and the schemas; a sound ledger gets a checkpoint at its head."""
        with self._lock:
            return verify_books(self.connection, since_checkpoint=since_checkpoint, now_ms=now_ms)

    def close(self) -> None:
        """Let go of the connection; closing twice does nothing."""
        self.connection.close()
