"""Writing to the books while they are held: what the plan says, the balances that follow from it, and the head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from argentum.adapters.ledger_arango.connection import BATCH, Connection, Writing
from argentum.adapters.ledger_arango.documents import (
    balance_document,
    entry_document,
    head_document,
    head_of,
    terms_document,
)
from argentum.adapters.ledger_arango.reading import kept_balances, known, read_books, taken_back
from argentum.adapters.ledger_arango.schema import BALANCES, BOOKS, ENTRIES
from argentum.ayni.appending import AppendCounts, AppendPlan, plan_appends
from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import Draft, Entry, Reversal
from argentum.ayni.restoring import rows_to_restore
from argentum.ayni.totals import TotalsFold, UnitTotal
from argentum.errors import VerificationError


def append(writing: Writing, asked: Sequence[Draft | Reversal], *, now_ms: int) -> AppendPlan:
    """Read what the plan needs, and write what it says."""
    reversed_ids = [each.reverses for each in asked if isinstance(each, Reversal)]
    plan = plan_appends(
        asked,
        head=held_head(writing),
        now_ms=now_ms,
        known=known(writing, [*(each.id for each in asked), *reversed_ids]),
        taken_back=taken_back(writing, reversed_ids) if reversed_ids else {},
    )
    if plan.rows:
        _write(writing, plan.rows)
        writing.collection(BOOKS).put_secured([head_document(plan.head)])
    return plan


def append_all(connection: Connection, asked: Iterable[Draft | Reversal], *, now_ms: int) -> AppendCounts:
    """Record any number in one transaction, a batch at a time."""
    recorded = repeated = 0
    with connection.writing() as writing:
        while batch := list(islice(asked := iter(asked), BATCH)):
            plan = append(writing, batch, now_ms=now_ms)
            recorded += len(plan.rows)
            repeated += len(batch) - len(plan.rows)
    return AppendCounts(recorded=recorded, repeated=repeated)


def restore(
    connection: Connection, terms: Terms, head: Head, rows: Iterable[tuple[Entry, bytes]], *, own_terms: Terms
) -> int:
    """Append what an export has more than the ledger, and give how many entries that were; all of it, or nothing.

    Raises as `argentum.ayni.restoring.rows_to_restore`.
    """
    restored = 0
    with connection.writing() as writing:
        own = held_head(writing)
        checked = rows_to_restore(rows, terms=terms, head=head, own=own, own_terms=own_terms, name=connection.name)
        while batch := list(islice(checked, BATCH)):
            _write(writing, batch)
            restored += len(batch)
        pages = [terms_document(terms)] if own.number == 0 else []
        writing.collection(BOOKS).put_secured([*pages, head_document(head if head.number > own.number else own)])
    return restored


def held_head(writing: Writing) -> Head:
    """Read the end of the books, which nobody else can move now."""
    books = read_books(writing)
    if books.terms is None or books.head is None:
        gone = "head of the ledger is" if books.terms is not None else "terms of the ledger are"
        raise VerificationError(f"{writing.connection.name}: the {gone} missing; nothing was recorded")
    return head_of(books.head)


def _write(writing: Writing, rows: Sequence[tuple[Entry, bytes]]) -> None:
    """Add entries, and count them in their balances."""
    documents = [entry_document(entry, digest) for entry, digest in rows]
    balances = [balance_document(each, name=writing.connection.name) for each in _new_balances(writing, rows)]
    writing.collection(ENTRIES).insert_secured(documents)
    writing.collection(BALANCES).put_secured(balances)
    writing.written += len(documents)


def _new_balances(writing: Writing, rows: Sequence[tuple[Entry, bytes]]) -> list[UnitTotal]:
    accounts = {(entry.initiator, entry.contribution_unit): None for entry, _ in rows}
    accounts |= {(entry.responder, entry.consumption_unit): None for entry, _ in rows}
    sums = TotalsFold(kept_balances(writing, accounts))
    for entry, _ in rows:
        sums.add(entry)
    return sums.totals()
