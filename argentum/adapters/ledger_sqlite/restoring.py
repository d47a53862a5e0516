"""Taking over the entries of an exported ledger as they are: numbers, moments and digests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from argentum.adapters.ledger_sqlite import queries
from argentum.adapters.ledger_sqlite.connection import Connection
from argentum.adapters.ledger_sqlite.schema import INSERT_ENTRY
from argentum.ayni.chain import Head, Terms, digest_of, genesis
from argentum.ayni.entry import Entry
from argentum.errors import EntryConflictError, VerificationError


def restore_rows(connection: Connection, terms: Terms, head: Head, rows: Iterable[tuple[Entry, bytes]]) -> int:
    """Append what an export has more than the ledger, and give how many entries that were; all of it, or nothing.

    The ledger must be empty, or the beginning of the exported one. Raises `EntryConflictError` when it is another one,
    `VerificationError` when the export does not agree with itself.
    """
    with connection.writing() as raw:
        own = queries.head(raw)
        if own.number == 0:
            raw.execute(
                "UPDATE terms SET epsilon_micro = ?, created_at_ms = ?", (terms.epsilon_micro, terms.created_at_ms)
            )
        elif queries.terms(raw) != terms:
            raise _another_ledger(connection.path)
        restored, last = 0, Head(number=0, digest=genesis(terms), recorded_at_ms=0)
        for entry, digest in rows:
            if entry.number != last.number + 1 or digest_of(entry, last.digest) != digest:
                raise VerificationError(
                    f"the export: entry {last.number + 1} is not as it was recorded; nothing was restored"
                )
            last = Head(number=entry.number, digest=digest, recorded_at_ms=entry.recorded_at_ms)
            if entry.number > own.number:
                raw.execute(INSERT_ENTRY, (*queries.fields(entry), digest))
                restored += 1
            elif entry.number == own.number and digest != own.digest:
                raise _another_ledger(connection.path)
        if last != head:
            raise VerificationError(
                f"the export: it ends with entry {last.number}, its first line tells of {head.number}"
            )
        if head.number > own.number or own.number == 0:
            _move_head(raw, head)
        return restored


def _move_head(raw: sqlite3.Connection, head: Head) -> None:
    raw.execute(
        "UPDATE head SET number = ?, digest = ?, recorded_at_ms = ?", (head.number, head.digest, head.recorded_at_ms)
    )


def _another_ledger(path: str) -> EntryConflictError:
    return EntryConflictError(
        f"{path}: holds another ledger than the exported one; restore into a new file by --ledger PATH"
    )
