"""A copy of a ledger file, taken while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from argentum.adapters.ledger_sqlite.connection import Connection
from argentum.errors import StorageError, UsageError


def back_up(connection: Connection, target: Path) -> None:
    """Copy the ledger as it is at one moment; the new file appears whole or not at all.

    Raises `UsageError` when the target is there already, `StorageError` when it cannot be written.
    """
    if target.exists():
        raise UsageError(f"{target}: is there already; choose a new name for the backup")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(partial)) as copy:
            connection.raw.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{target}: the backup cannot be written ({error}); choose another folder") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
