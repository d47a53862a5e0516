"""A backup of any ledger, wherever it is kept: a ledger file with the same numbers, moments and digests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import takewhile
from pathlib import Path

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Entry
from argentum.ayni.ledger import Ledger
from argentum.errors import StorageError, UsageError


def copy_to_file(ledger: Ledger, target: Path) -> None:
    """Copy a ledger as it is at one moment, while others may go on writing; the file appears whole or not at all.

    Raises `UsageError` when the target is there already, `StorageError` when it cannot be written.
    """
    if target.exists():
        raise UsageError(f"{target}: is there already; choose a new name for the backup")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    head = ledger.head()

    def rows() -> Iterator[tuple[Entry, bytes]]:
        return takewhile(lambda row: row[0].number <= head.number, ledger.rows())

    try:
        with closing(SqliteLedger(partial)) as copy:
            copy.restore(ledger.terms, head, rows())
        partial.replace(target)
    except OSError as error:
        raise StorageError(f"{target}: the backup cannot be written ({error}); choose another folder") from error
    finally:
        for leftover in ("", "-wal", "-shm"):
            with suppress(OSError):
                partial.with_name(partial.name + leftover).unlink(missing_ok=True)
