"""Checking the books: the chain, what is stored beside each entry for the queries, the balances and the indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from argentum.adapters.ledger_arango.connection import BATCH, Connection
from argentum.adapters.ledger_arango.documents import (
    CheckpointDocument,
    EntryDocument,
    HeadDocument,
    checkpoint_document,
    checkpoint_of,
    entry_document,
    entry_of,
    head_of,
    terms_of,
)
from argentum.adapters.ledger_arango.queries import Query
from argentum.adapters.ledger_arango.reading import known, read, read_books, totals_of
from argentum.adapters.ledger_arango.schema import CHECKPOINTS, POLICIES, CollectionPolicy
from argentum.ayni.audit import MOST_FAULTS, Audit, total_faults
from argentum.ayni.chain import Head, genesis
from argentum.ayni.entry import Entry
from argentum.ayni.totals import UnitTotal
from argentum.errors import ArgentumError, ProviderGoneError, VerificationError


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The ledger at one moment; the entries up to the head never change after it."""

    head: Head
    balances: list[UnitTotal]
    beyond: list[dict[str, Any]]
    """What stands behind the head."""


def verify_books(connection: Connection, *, since_checkpoint: bool, now_ms: int) -> Head:
    """Check the whole chain, or what came since the last checkpoint; without one, the whole chain.

    Writers may go on meanwhile: the head and the balances are read in one query, and the entries up to that head are
    the same whenever they are read. Raises `VerificationError` with a line for each fault. A sound ledger gets a
    checkpoint.
    """
    try:
        state, audit = _audit(connection, since_checkpoint=since_checkpoint)
        faults = audit.faults or total_faults("balance", state.balances, audit.fold)
        if not faults and not since_checkpoint:
            faults = [fault for policy in POLICIES for fault in _structure_faults(connection, policy)]
    except VerificationError as error:
        raise VerificationError(f"{connection.name}: {error}") from error
    if faults:
        raise VerificationError("\n".join(f"{connection.name}: {fault}" for fault in faults))
    _keep_checkpoint(connection, state.head, audit, now_ms=now_ms)
    return state.head


def _audit(connection: Connection, *, since_checkpoint: bool) -> tuple[_State, Audit]:
    state, terms = _state(connection), read_books(connection).terms
    if state is None or terms is None:
        raise VerificationError("the terms or the head of the ledger are missing")
    start, totals = Head(number=0, digest=genesis(terms_of(terms)), recorded_at_ms=0), list[UnitTotal]()
    checkpoint = _last_checkpoint(connection) if since_checkpoint else None
    if checkpoint is not None:
        start, totals = checkpoint
    audit = Audit(after=start, totals=totals, original=lambda entry_id: known(connection, [entry_id]).get(entry_id))
    if checkpoint is not None:
        _check_start(connection, start, audit)
    for found in _rows(connection, start.number, state.head.number):
        _check(found, audit)
    for found in state.beyond:
        _check(found, audit)
    audit.finish(state.head)
    return state, audit


def _state(connection: Connection) -> _State | None:
    found = connection.ask_patiently(Query.STATE, size=MOST_FAULTS)
    if not found:
        return None
    try:
        head = head_of(read(found[0]["head"], HeadDocument))
    except (msgspec.ValidationError, ValueError) as error:
        raise VerificationError(f"the head of the ledger cannot be read ({error})") from error
    return _State(head=head, balances=totals_of(found[0]["balances"]), beyond=found[0]["beyond"])


def _rows(connection: Connection, after: int, until: int) -> Iterator[dict[str, Any]]:
    """Stream what stands in the books up to a number; a number that is text sorts behind all that are none."""
    while after < until:
        page = connection.ask(Query.ROWS, after=after, size=min(BATCH, until - after))
        yield from page
        if not page or not isinstance(page[-1]["number"], int):
            return
        after = page[-1]["number"]


def _check(found: dict[str, Any], audit: Audit) -> None:
    """Check one entry, and that what is stored beside it for the queries belongs to it."""
    if len(audit.faults) >= MOST_FAULTS:
        return
    try:
        document = read(found, EntryDocument)
        entry, digest = entry_of(document)
    except (msgspec.ValidationError, ValueError) as error:
        audit.unreadable(str(error))
        return
    before = len(audit.faults)
    audit.read([(entry, digest)])
    if len(audit.faults) == before and not _is_as_made(document, entry, digest):
        audit.fault(entry.number, f"(id {entry.id!r}) has other keys or sums beside it than belong to it")


def _is_as_made(document: EntryDocument, entry: Entry, digest: bytes) -> bool:
    try:
        return entry_document(entry, digest) == document
    except ArgentumError:
        return False


def _last_checkpoint(connection: Connection) -> tuple[Head, list[UnitTotal]] | None:
    found = connection.ask(Query.CHECKPOINT)
    if not found:
        return None
    try:
        return checkpoint_of(read(found[0], CheckpointDocument))
    except (msgspec.MsgspecError, ValueError) as error:
        raise VerificationError(f"the last checkpoint cannot be read ({error}); verify the whole chain") from error


def _check_start(connection: Connection, start: Head, audit: Audit) -> None:
    """See that the entry at the checkpoint is still the one that was there."""
    if not start.number:
        return
    found = connection.ask(Query.ROWS, after=start.number - 1, size=1)
    if not found or (found[0].get("number"), found[0].get("digest")) != (start.number, start.digest.hex()):
        audit.fault(start.number, "is not the one that the last checkpoint was made at")


def _structure_faults(connection: Connection, policy: CollectionPolicy) -> Iterator[str]:
    """Compare indexes and schema with those of a new ledger: without them others could write what they like."""
    with connection.translating():
        collection = connection.database.collection(policy.name)
        indexes, properties = collection.indexes(), collection.properties()
    there = {each.get("name"): each for each in indexes} if isinstance(indexes, list) else {}
    for index in policy.indexes:
        found, wanted = there.get(index.name, {}), index.definition()
        if any(found.get(part) != wanted[part] for part in ("type", "fields", "unique", "sparse")):
            yield f"the database is damaged: index {index.name} is not as it was made"
    schema = properties.get("schema") if isinstance(properties, dict) else None
    wanted = policy.rule()
    if not isinstance(schema, dict) or (schema.get("rule"), schema.get("level")) != (wanted["rule"], wanted["level"]):
        yield f"the database is damaged: the schema of {policy.name} is not as it was made"


def _keep_checkpoint(connection: Connection, head: Head, audit: Audit, *, now_ms: int) -> None:
    checkpoint = checkpoint_document(head, audit.fold.totals(), verified_at_ms=now_ms)
    try:
        with connection.translating():
            connection.collection(CHECKPOINTS).put_secured([checkpoint], sync=True)
    except ProviderGoneError:
        raise
    except ArgentumError:
        return  # The books were found right; the next verification is the longer for it, that is all.
