"""Checking a ledger file: the books themselves, the tables derived from them, and the file's own structure."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing

import msgspec

from argentum.adapters.ledger_sqlite import queries
from argentum.adapters.ledger_sqlite.connection import IN_MEMORY, Connection
from argentum.adapters.ledger_sqlite.schema import FIELDS, MIGRATIONS
from argentum.ayni.audit import MOST_FAULTS, Audit, total_faults
from argentum.ayni.chain import Head, genesis
from argentum.ayni.entry import COLUMNS, Entry
from argentum.ayni.ledger import Selection
from argentum.ayni.totals import UnitTotal
from argentum.errors import LedgerBusyError, StorageError, VerificationError

_SCHEMA = "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema"
_ALWAYS = Selection(since_ms=-(2**63))
_OLDEST_KEPT = 10
"""Checkpoints that are kept; the last one is enough, the others show when the books were checked."""


def verify_books(connection: Connection, *, since_checkpoint: bool, now_ms: int) -> Head:
    """Check the whole chain, or what came since the last checkpoint; without one, the whole chain.

    Everything is read in one snapshot, so that a writer meanwhile does not matter. Raises `VerificationError` with a
    line for each fault. A sound ledger gets a checkpoint, unless somebody else is writing or the file is read-only.
    """
    raw = connection.raw
    with ThreadPoolExecutor(1) as beside:
        structure = None if since_checkpoint else _check_structure(connection, beside)
        try:
            raw.execute("BEGIN")
            try:
                head, audit = _audit(raw, since_checkpoint=since_checkpoint)
                faults = audit.faults or _schema_faults(raw) or _derived(raw, audit, whole=not since_checkpoint)
            finally:
                raw.execute("ROLLBACK")
            if structure is not None and not faults:
                faults = structure.result()
        except sqlite3.Error as error:
            faults = [f"the file is damaged: {error}"]
    if faults:
        raise VerificationError("\n".join(f"{connection.path}: {fault}" for fault in faults))
    _keep_checkpoint(connection, head, audit, now_ms=now_ms)
    return head


def _check_structure(connection: Connection, beside: Executor) -> Future[list[str]]:
    """Let SQLite check the file's own structure, on a connection and a core of its own while the chain is read."""
    if connection.path == IN_MEMORY:
        done: Future[list[str]] = Future()
        done.set_result(_structure_faults(connection.raw))
        return done
    return beside.submit(_structure_of_file, connection.address, uri=connection.read_only)


def _structure_of_file(address: str, *, uri: bool) -> list[str]:
    with closing(sqlite3.connect(address, uri=uri)) as own:
        return _structure_faults(own)


def _structure_faults(raw: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in raw.execute("PRAGMA integrity_check(20)")]
    return [f"the file is damaged: {line}" for line in found if line != "ok"]


def _audit(raw: sqlite3.Connection, *, since_checkpoint: bool) -> tuple[Head, Audit]:
    terms = queries.terms(raw)
    end = raw.execute("SELECT number, digest, recorded_at_ms FROM head").fetchone()
    if terms is None or end is None:
        raise VerificationError("the terms or the head of the ledger are missing")
    head = Head(number=end[0], digest=end[1], recorded_at_ms=end[2])
    start, totals = Head(number=0, digest=genesis(terms), recorded_at_ms=0), list[UnitTotal]()
    checkpoint = _last_checkpoint(raw) if since_checkpoint else None
    if checkpoint is not None:
        start, totals = checkpoint
    audit = Audit(after=start, totals=totals, original=lambda entry_id: queries.known(raw, [entry_id]).get(entry_id))
    if checkpoint is not None:
        _check_start(raw, start, audit)
    _read(raw, audit)
    audit.finish(head)
    return head, audit


def _read(raw: sqlite3.Connection, audit: Audit) -> None:
    """Read to the end; where an entry cannot be decoded, note it and go on behind it."""
    while len(audit.faults) < MOST_FAULTS:
        try:
            audit.read(_rows(raw, audit.number))
        except (sqlite3.Error, TypeError) as error:
            audit.unreadable(str(error))
        else:
            return


def _rows(raw: sqlite3.Connection, after: int) -> Iterator[tuple[Entry, bytes]]:
    width = len(COLUMNS)
    select = f"SELECT {FIELDS}, digest FROM entry WHERE number > ? ORDER BY number"  # noqa: S608 - constants
    for row in raw.execute(select, (after,)):
        yield Entry(*row[:width]), row[width]


def _last_checkpoint(raw: sqlite3.Connection) -> tuple[Head, list[UnitTotal]] | None:
    row = raw.execute(
        "SELECT number, digest, recorded_at_ms, totals FROM checkpoint ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    try:
        totals = msgspec.json.decode(row[3], type=list[UnitTotal])
    except msgspec.MsgspecError as error:
        raise VerificationError(f"checkpoint {row[0]} cannot be read ({error}); verify the whole chain") from error
    return Head(number=row[0], digest=row[1], recorded_at_ms=row[2]), totals


def _check_start(raw: sqlite3.Connection, start: Head, audit: Audit) -> None:
    """See that the entry at the checkpoint is still the one that was there."""
    row = raw.execute("SELECT digest FROM entry WHERE number = ?", (start.number,)).fetchone()
    if start.number and (row is None or row[0] != start.digest):
        audit.fault(start.number, "is not the one that the last checkpoint was made at")


def _derived(raw: sqlite3.Connection, audit: Audit, *, whole: bool) -> list[str]:
    """Compare what is derived from the books with what they come to; the indexes only with the whole chain."""
    faults = total_faults("balance", queries.kept_totals(raw, None), audit.fold)
    if whole and not faults:
        faults = total_faults("index", queries.period_totals(raw, _ALWAYS), audit.fold)
    return faults


def _schema_faults(raw: sqlite3.Connection) -> list[str]:
    """Compare tables, indexes and triggers with those of a new ledger: a trigger that lost a word counts no more."""
    with closing(sqlite3.connect(IN_MEMORY)) as new:
        for script in MIGRATIONS:
            new.executescript(script)
        wanted = set(new.execute(_SCHEMA))
    found = set(raw.execute(_SCHEMA))
    return [f"the file is damaged: {each[0]} {each[1]} is not as it was made" for each in sorted(wanted ^ found)[:1]]


def _keep_checkpoint(connection: Connection, head: Head, audit: Audit, *, now_ms: int) -> None:
    totals = msgspec.json.encode(audit.fold.totals()).decode()
    try:
        with connection.writing() as raw:
            raw.execute(
                "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?, ?)",
                (head.number, head.digest, head.recorded_at_ms, now_ms, totals),
            )
            raw.execute(
                "DELETE FROM checkpoint WHERE number NOT IN "
                "(SELECT number FROM checkpoint ORDER BY number DESC LIMIT ?)",
                (_OLDEST_KEPT,),
            )
    except (LedgerBusyError, StorageError):
        return  # The books were found right; the next verification is the longer for it, that is all.
