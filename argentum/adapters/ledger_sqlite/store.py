"""A `Ledger` in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from argentum.adapters.ledger_sqlite import pair_queries, queries
from argentum.adapters.ledger_sqlite.backup import back_up
from argentum.adapters.ledger_sqlite.connection import IN_MEMORY, LONGEST_WAIT_MS, Connection
from argentum.adapters.ledger_sqlite.restoring import restore_rows
from argentum.adapters.ledger_sqlite.schema import INSERT_ENTRY
from argentum.adapters.ledger_sqlite.verification import verify_books
from argentum.ayni.appending import AppendCounts, AppendPlan, plan_appends
from argentum.ayni.chain import Head, Terms, genesis
from argentum.ayni.entry import Draft, Entry, Reversal
from argentum.ayni.ledger import EVERYTHING, Place, Selection
from argentum.ayni.pairs import PairTotal
from argentum.ayni.totals import UnitTotal
from argentum.ayni.trend import Flow, Grid
from argentum.errors import VerificationError

FORMAT_VERSION = 1
BATCH = 1_000
"""Entries that are planned and inserted together inside one long transaction."""


class SqliteLedger:
    """Books in a file, or in memory; usable from several threads, one at a time."""

    def __init__(
        self,
        path: str | Path = IN_MEMORY,
        *,
        epsilon_micro: int = 1,
        now_ms: int = 0,
        must_exist: bool = False,
        longest_wait_ms: int = LONGEST_WAIT_MS,
    ) -> None:
        """Open a ledger, or make one with this ε and this moment as its terms; a ledger that is there keeps its own.

        Raises `MissingPathError` with `must_exist`, `ConfigurationError` for a file that is no ledger,
        `VerificationError` for books without terms, `LedgerBusyError` and `StorageError`.
        """
        self.connection = Connection(str(path), must_exist=must_exist, longest_wait_ms=longest_wait_ms)
        self._lock = threading.RLock()
        try:
            self.terms = self._found_or_new(
                Terms(format_version=FORMAT_VERSION, epsilon_micro=epsilon_micro, created_at_ms=now_ms)
            )
        except BaseException:
            self.close()
            raise

    @property
    def path(self) -> str:
        """The file, or `:memory:`."""
        return self.connection.path

    def _found_or_new(self, wanted: Terms) -> Terms:
        with self.connection.translating():
            found = queries.terms(self.connection.raw)
        if found is not None:
            return found
        with self.connection.writing() as raw:
            found = queries.terms(raw)
            if found is None:
                self._refuse_remains(raw)
                found = wanted
                raw.execute(
                    "INSERT INTO terms VALUES (1, ?, ?, ?)",
                    (wanted.format_version, wanted.epsilon_micro, wanted.created_at_ms),
                )
                raw.execute("INSERT INTO head VALUES (1, 0, ?, 0)", (genesis(wanted),))
        return found

    def _refuse_remains(self, raw: sqlite3.Connection) -> None:
        """Make no new terms where something is left of books: what was taken out of them would never be noticed."""
        entries, heads, sums = raw.execute(
            "SELECT EXISTS (SELECT 1 FROM entry), EXISTS (SELECT 1 FROM head), EXISTS (SELECT 1 FROM balance)"
        ).fetchone()
        if not (entries or heads or sums):
            return
        faults = ["the terms of the ledger are missing", *([] if heads else ["the head of the ledger is missing"])]
        raise VerificationError("\n".join(f"{self.path}: {each}; restore a backup" for each in faults))

    def append(self, asked: Sequence[Draft | Reversal], *, now_ms: int) -> list[Entry]:
        """Record a batch in one transaction: synced when this returns, or not there at all."""
        with self._lock, self.connection.writing() as raw:
            return _append(raw, asked, now_ms=now_ms).answers

    def append_all(self, asked: Iterable[Draft | Reversal], *, now_ms: int) -> AppendCounts:
        """Record any number in one transaction, reading them as they are needed; an error of theirs undoes it all."""
        recorded = repeated = 0
        with self._lock, self.connection.writing() as raw:
            while batch := list(islice(asked := iter(asked), BATCH)):
                plan = _append(raw, batch, now_ms=now_ms)
                recorded += len(plan.rows)
                repeated += len(batch) - len(plan.rows)
        return AppendCounts(recorded=recorded, repeated=repeated)

    def restore(self, terms: Terms, head: Head, rows: Iterable[tuple[Entry, bytes]]) -> int:
        """Take over an exported ledger; see `restore_rows`."""
        with self._lock:
            restored = restore_rows(self.connection, terms, head, rows, own_terms=self.terms)
            self.terms = terms
            return restored

    def back_up(self, target: Path) -> None:
        """Copy the ledger to a new file; see `backup.back_up`."""
        with self._lock:
            back_up(self.connection, target)

    def entry(self, entry_id: str) -> Entry | None:
        """Find an entry by its id."""
        with self._lock, self.connection.translating():
            return queries.known(self.connection.raw, [entry_id]).get(entry_id)

    def entries(self, selection: Selection = EVERYTHING, *, after: Place | None = None) -> Iterator[Entry]:
        """Stream entries page by page, so that no reader holds back a writer however slowly it reads."""
        while True:
            with self._lock, self.connection.translating():
                page = queries.page(self.connection.raw, selection, after)
            yield from page
            if len(page) < queries.PAGE:
                return
            after = page[-1].happened_at_ms, page[-1].number

    def rows(self, *, after: int = 0) -> Iterator[tuple[Entry, bytes]]:
        """Stream entries with their digests in the order of the books, from behind a number."""
        while True:
            with self._lock, self.connection.translating():
                page = queries.rows(self.connection.raw, after)
            yield from page
            if len(page) < queries.PAGE:
                return
            after = page[-1][0].number

    def totals(self, selection: Selection = EVERYTHING) -> list[UnitTotal]:
        """Sum up: all time from the balance table, a period from the covering indexes."""
        with self._lock, self.connection.translating():
            if selection.since_ms is None and selection.until_ms is None:
                return queries.kept_totals(self.connection.raw, selection.participant)
            return queries.period_totals(self.connection.raw, selection)

    def pairs(self, selection: Selection = EVERYTHING) -> list[PairTotal]:
        """Sum up by giver, taker and units."""
        with self._lock, self.connection.translating():
            return pair_queries.pairs(self.connection.raw, selection)

    def flows(self, selection: Selection, grid: Grid) -> dict[str, list[Flow]]:
        """Sum up by participant and part of a grid, over the covering indexes."""
        with self._lock, self.connection.translating():
            return queries.flows(self.connection.raw, selection.participant, grid)

    def span_ms(self) -> tuple[int, int] | None:
        """Give the earliest and the latest moment of real time."""
        with self._lock, self.connection.translating():
            return queries.span_ms(self.connection.raw)

    def head(self) -> Head:
        """Give the end of the books."""
        with self._lock, self.connection.translating():
            return queries.head(self.connection.raw)

    def verify(self, *, since_checkpoint: bool = False, now_ms: int) -> Head:
        """Check the books, the tables derived from them and the file; a sound ledger gets a checkpoint at its head."""
        with self._lock:
            return verify_books(self.connection, since_checkpoint=since_checkpoint, now_ms=now_ms)

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self.connection.close()


def _append(raw: sqlite3.Connection, asked: Sequence[Draft | Reversal], *, now_ms: int) -> AppendPlan:
    """Read what the plan needs, and write what it says, inside the transaction."""
    reversed_ids = [each.reverses for each in asked if isinstance(each, Reversal)]
    plan = plan_appends(
        asked,
        head=queries.head(raw),
        now_ms=now_ms,
        known=queries.known(raw, [*(each.id for each in asked), *reversed_ids]),
        taken_back=queries.taken_back(raw, reversed_ids) if reversed_ids else {},
    )
    if plan.rows:
        raw.executemany(INSERT_ENTRY, [(*queries.fields(entry), digest) for entry, digest in plan.rows])
        raw.execute(
            "UPDATE head SET number = ?, digest = ?, recorded_at_ms = ?",
            (plan.head.number, plan.head.digest, plan.head.recorded_at_ms),
        )
    return plan
