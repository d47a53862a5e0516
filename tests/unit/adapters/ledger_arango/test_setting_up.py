"""The collections are made once, whole, and are never taken from another program or a newer one."""

from __future__ import annotations

import http.server
import threading

import pytest

from argentum.adapters.ledger_arango.address import Address, Credentials
from argentum.adapters.ledger_arango.schema import BOOKS, ENTRIES, POLICIES
from argentum.adapters.ledger_arango.store import ArangoLedger
from argentum.errors import ConfigurationError, MissingPathError, ProviderGoneError, StorageError, VerificationError
from tests.arango_double.engine import Refusal
from tests.arango_double.server import ArangoDouble, Fault, What
from tests.ayni_builders import draft
from tests.unit.adapters.ledger_arango.conftest import Open


def test_a_new_ledger_has_its_collections_with_indexes_and_schemas(double: ArangoDouble, open_ledger: Open) -> None:
    open_ledger()

    collections = double.engine.databases["books"].collections
    assert sorted(collections) == sorted(policy.name for policy in POLICIES)
    for policy in POLICIES:
        made = collections[policy.name]
        assert made.properties["waitForSync"] is True
        assert made.properties["schema"]["level"] == "strict"
        assert [index["name"] for index in made.indexes] == [index.name for index in policy.indexes]
    assert {index["name"] for index in collections[ENTRIES.name].indexes if index["unique"]} == {
        "entry_by_number",
        "entry_by_reversed",
    }


def test_opening_again_asks_twice_and_makes_nothing(double: ArangoDouble, open_ledger: Open) -> None:
    open_ledger(now_ms=5)
    double.requests.clear()

    again = open_ledger(now_ms=6)

    assert again.terms.created_at_ms == 5
    assert double.requests == ["GET /_api/collection", "POST /_api/cursor"]


def test_a_ledger_may_share_its_database_with_other_collections(double: ArangoDouble, open_ledger: Open) -> None:
    double.engine.create_database("books")
    double.engine.databases["books"].create({"name": "recipes"})

    open_ledger().append([draft()], now_ms=1)

    assert "recipes" in double.engine.databases["books"].collections


@pytest.mark.parametrize("path", ["/_api/database", "/_api/collection", "/_api/index", "/_api/document"])
@pytest.mark.parametrize("what", ["break before", "break after"])
def test_a_set_up_that_was_interrupted_is_done_again(
    double: ArangoDouble, open_ledger: Open, path: str, what: What
) -> None:
    double.faults.append(Fault("POST", path, what))

    with pytest.raises(ProviderGoneError):
        open_ledger()
    double.engine.let_idle_transactions_end()

    ledger = open_ledger()
    ledger.append([draft()], now_ms=1)
    assert ledger.verify(now_ms=2).number == 1


def test_a_ledger_that_must_be_there_is_not_made(double: ArangoDouble, open_ledger: Open) -> None:
    with pytest.raises(MissingPathError, match="no such database; argentum ayni record makes it"):
        open_ledger(must_exist=True)
    double.engine.create_database("books")
    with pytest.raises(MissingPathError, match="no such ledger; argentum ayni record makes one"):
        open_ledger(must_exist=True)

    assert double.engine.databases["books"].collections == {}


def test_a_newer_ledger_is_refused_and_left_alone(double: ArangoDouble, open_ledger: Open) -> None:
    open_ledger()
    double.collection("books", BOOKS.name)["terms"]["schema_version"] = 99

    with pytest.raises(ConfigurationError, match="a ledger of schema 99, written by a newer argentum"):
        open_ledger()


def test_a_user_who_may_not_make_databases_is_told(double: ArangoDouble, open_ledger: Open) -> None:
    double.faults.append(Fault("POST", "/_api/database", "refuse", Refusal(403, 11, "forbidden")))

    with pytest.raises(Exception, match="must be those of one with read and write access to the database"):
        open_ledger()


def test_a_server_of_another_kind_is_told() -> None:
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", "5")
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/books"

        with pytest.raises(StorageError, match=r"not the answer of an ArangoDB \(HTTP 200 without JSON\)"):
            ArangoLedger(Address.of(url), Credentials(user="ana", password=""))


def test_an_index_that_is_gone_is_found_by_verify(double: ArangoDouble, open_ledger: Open) -> None:
    ledger = open_ledger()
    double.engine.databases["books"].collections[ENTRIES.name].indexes.pop(0)

    with pytest.raises(VerificationError, match="index entry_by_number is not as it was made"):
        ledger.verify(now_ms=1)


def test_a_schema_that_was_loosened_is_found_by_verify(double: ArangoDouble, open_ledger: Open) -> None:
    ledger = open_ledger()
    double.engine.databases["books"].collections[ENTRIES.name].properties["schema"]["level"] = "none"

    with pytest.raises(VerificationError, match="the schema of argentum_ayni_entries is not as it was made"):
        ledger.verify(now_ms=1)
