"""Making the ledger's collections where they are not there yet.

The terms are written last, in one transaction with the head: a set-up that was interrupted is simply done again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from arango.exceptions import CollectionCreateError, CollectionListError, DatabaseCreateError

from argentum.adapters.ledger_arango.connection import Connection
from argentum.adapters.ledger_arango.documents import SCHEMA_VERSION, TermsDocument, head_document, terms_document
from argentum.adapters.ledger_arango.queries import Query
from argentum.adapters.ledger_arango.reading import Asking, read_books
from argentum.adapters.ledger_arango.refusals import DATABASE_NOT_FOUND, DUPLICATE_NAME
from argentum.adapters.ledger_arango.schema import BALANCES, BOOKS, ENTRIES, POLICIES, CollectionPolicy
from argentum.ayni.chain import Head, Terms, genesis
from argentum.errors import ConfigurationError, Fault, MissingPathError, VerificationError


def found_or_new_terms(connection: Connection, wanted: Terms, *, must_exist: bool) -> TermsDocument:
    """Give the terms of the ledger, which is made with these if there is none.

    Raises `MissingPathError` with `must_exist`, `ConfigurationError` for a ledger of a newer argentum and
    `VerificationError` for books whose terms are gone.
    """
    with connection.translating():
        names = _collections(connection, must_exist=must_exist)
    found = read_books(connection).terms if BOOKS.name in names else None
    if found is None:
        _refuse_remains(connection, names, name=connection.name)
        if must_exist:
            raise MissingPathError(f"{connection.name}: no such ledger; argentum ayni record makes one")
        found = _made(connection, wanted, names)
    if found.schema_version > SCHEMA_VERSION:
        newer = f"a ledger of schema {found.schema_version}, written by a newer argentum"
        raise ConfigurationError((Fault(source=connection.name, key="", found=newer, allowed="an ayni ledger"),))
    return found


def _refuse_remains(asking: Asking, names: Collection[str], *, name: str) -> None:
    """Make no new terms where something is left of books: what was taken out of them would never be noticed.

    What a set-up that was interrupted leaves has neither, because the terms and the head are written together.
    """
    head = read_books(asking).head if BOOKS.name in names else None
    entries = asking.ask(Query.FIRST_MOMENT) if ENTRIES.name in names else []
    sums = asking.ask(Query.BALANCES) if BALANCES.name in names and not entries else []
    if head is None and not entries and not sums:
        return
    faults = ["the terms of the ledger are missing", *(["the head of the ledger is missing"] if head is None else [])]
    raise VerificationError("\n".join(f"{name}: {each}; restore a backup" for each in faults))


def _collections(connection: Connection, *, must_exist: bool) -> set[str]:
    """Name the collections that are there; the database is made, too, if it may be."""
    try:
        listed = cast("list[dict[str, Any]]", connection.database.collections())
    except CollectionListError as error:
        if error.error_code != DATABASE_NOT_FOUND or must_exist:
            raise
        _make_database(connection)
        return set()
    return {each["name"] for each in listed}


def _make_database(connection: Connection) -> None:
    try:
        connection.system().create_database(connection.address.database, users=[connection.user()])
    except DatabaseCreateError as error:
        if error.error_code != DUPLICATE_NAME:  # Another process makes it at this moment.
            raise


def _made(connection: Connection, wanted: Terms, names: set[str]) -> TermsDocument:
    with connection.translating():
        for policy in POLICIES:
            if policy.name not in names:
                _make(connection, policy)
            collection = connection.database.collection(policy.name)
            for index in policy.indexes:
                collection.add_index(index.definition())
    with connection.writing() as writing:
        found = read_books(writing).terms
        if found is None:
            _refuse_remains(writing, [policy.name for policy in POLICIES], name=connection.name)
            found = terms_document(wanted)
            head = Head(number=0, digest=genesis(wanted), recorded_at_ms=0)
            writing.collection(BOOKS).put_secured([head_document(head), found])
    return found


def _make(connection: Connection, policy: CollectionPolicy) -> None:
    try:
        connection.database.create_collection(policy.name, sync=True, schema=policy.rule())
    except CollectionCreateError as error:
        if error.error_code != DUPLICATE_NAME:  # Another process makes the same ledger at this moment.
            raise
