"""Only ledger documents go into the collections, and only by the two ways that there are."""

from __future__ import annotations

import pytest

from argentum.adapters.ledger_arango.documents import entry_document, head_document
from argentum.adapters.ledger_arango.schema import BALANCES, BOOKS, ENTRIES
from argentum.adapters.ledger_arango.store import ArangoLedger
from argentum.ayni.chain import Head
from argentum.errors import SecuredCollectionError, StorageError
from tests.ayni_builders import draft, entry

HEAD = Head(number=0, digest=bytes(32), recorded_at_ms=0)


@pytest.mark.parametrize(
    "method",
    ["insert", "insert_many", "update", "update_many", "replace", "delete", "delete_match", "truncate", "import_bulk"],
)
def test_plain_methods_of_a_collection_are_refused_by_name(ledger: ArangoLedger, method: str) -> None:
    secured = ledger.connection.collection(ENTRIES)

    with pytest.raises(SecuredCollectionError, match=f"{method} is not for a ledger, allowed: insert_secured"):
        getattr(secured, method)({"_key": "x"})


def test_an_entry_is_never_put_in_the_place_of_another(ledger: ArangoLedger) -> None:
    with pytest.raises(SecuredCollectionError, match="what is written stays; record a reversal"):
        ledger.connection.collection(ENTRIES).put_secured([entry_document(entry(1), bytes(32))])


def test_a_document_of_another_type_is_refused_before_it_is_sent(ledger: ArangoLedger) -> None:
    with pytest.raises(SecuredCollectionError, match="found HeadDocument, allowed: EntryDocument"):
        ledger.connection.collection(ENTRIES).insert_secured([head_document(HEAD)])
    with pytest.raises(SecuredCollectionError, match="found HeadDocument, allowed: BalanceDocument"):
        ledger.connection.collection(BALANCES).put_secured([head_document(HEAD)])

    assert ledger.head().number == 0


def test_the_servers_schema_holds_other_programs_to_the_same(ledger: ArangoLedger) -> None:
    ledger.append([draft()], now_ms=1)
    plain = ledger.connection.database.collection(ENTRIES.name)

    with (
        pytest.raises(StorageError, match="the server's schema does not allow such an entry"),
        ledger.connection.translating(),
    ):
        plain.insert_many([{"_key": "x", "number": 2}], raise_on_document_error=True)
    with (
        pytest.raises(StorageError, match="the server's schema does not allow such an entry"),
        ledger.connection.translating(),
    ):
        ledger.connection.database.collection(BOOKS.name).insert_many(
            [{"_key": "head", "number": "2"}], overwrite_mode="replace", raise_on_document_error=True
        )

    ledger.verify(now_ms=2)


def test_a_number_is_given_once_even_when_another_program_writes(ledger: ArangoLedger) -> None:
    ledger.append([draft("i-1")], now_ms=1)

    with (
        pytest.raises(StorageError, match="another program has written into the ledger"),
        ledger.connection.translating(),
    ):
        ledger.connection.collection(ENTRIES).insert_secured([entry_document(entry(1, note="other"), bytes(32))])
