"""Taking over the entries of an exported ledger as they are: numbers, moments and digests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from argentum.adapters.ledger_sqlite import queries
from argentum.adapters.ledger_sqlite.connection import Connection
from argentum.adapters.ledger_sqlite.schema import INSERT_ENTRY
from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import Entry
from argentum.ayni.restoring import rows_to_restore


def restore_rows(
    connection: Connection, terms: Terms, head: Head, rows: Iterable[tuple[Entry, bytes]], *, own_terms: Terms
) -> int:
    """Append what an export has more than the ledger, and give how many entries that were; all of it, or nothing.

    Raises as `argentum.ayni.restoring.rows_to_restore`.
    """
    with connection.writing() as raw:
        own, restored = queries.head(raw), 0
        checked = rows_to_restore(rows, terms=terms, head=head, own=own, own_terms=own_terms, name=connection.path)
        for entry, digest in checked:
            raw.execute(INSERT_ENTRY, (*queries.fields(entry), digest))
            restored += 1
        if own.number == 0:
            raw.execute(
                "UPDATE terms SET epsilon_micro = ?, created_at_ms = ?", (terms.epsilon_micro, terms.created_at_ms)
            )
        if head.number > own.number or own.number == 0:
            _move_head(raw, head)
        return restored


def _move_head(raw: sqlite3.Connection, head: Head) -> None:
    raw.execute(
        "UPDATE head SET number = ?, digest = ?, recorded_at_ms = ?", (head.number, head.digest, head.recorded_at_ms)
    )
