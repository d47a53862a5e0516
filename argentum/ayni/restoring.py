"""Checking an exported ledger on its way into a store, the same for every store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argentum.ayni.chain import Head, Terms, digest_of, genesis
from argentum.ayni.entry import Entry
from argentum.errors import EntryConflictError, VerificationError


def rows_to_restore(
    rows: Iterable[tuple[Entry, bytes]], *, terms: Terms, head: Head, own: Head, own_terms: Terms, name: str
) -> Iterator[tuple[Entry, bytes]]:
    """Give what an export has more than a ledger, each row checked; whoever takes them takes all or nothing.

    `own` and `own_terms` are the ledger's, which must be empty or the beginning of the exported one; `name` is what it
    is called in errors. Raises `EntryConflictError` when it is another ledger, `VerificationError` when the export does
    not agree with itself, also after its last row.
    """
    if own.number and own_terms != terms:
        raise _another_ledger(name)
    last = Head(number=0, digest=genesis(terms), recorded_at_ms=0)
    for entry, digest in rows:
        if entry.number != last.number + 1 or digest_of(entry, last.digest) != digest:
            raise VerificationError(
                f"the export: entry {last.number + 1} is not as it was recorded; nothing was restored"
            )
        last = Head(number=entry.number, digest=digest, recorded_at_ms=entry.recorded_at_ms)
        if entry.number == own.number and digest != own.digest:
            raise _another_ledger(name)
        if entry.number > own.number:
            yield entry, digest
    if last != head:
        raise VerificationError(f"the export: it ends with entry {last.number}, its first line tells of {head.number}")


def _another_ledger(name: str) -> EntryConflictError:
    return EntryConflictError(f"{name}: holds another ledger than the exported one; restore into a new one by --ledger")
