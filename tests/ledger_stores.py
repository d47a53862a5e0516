"""The stores that a ledger can be kept in, for the tests that hold for all of them.

With ARGENTUM_ARANGO_URL set (and ARGENTUM_ARANGO_USER and _PASSWORD), a real server is one of them; each test makes a
database of its own there and drops it. Without, no test of it is collected.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import msgspec

from argentum.adapters.ledger_arango.address import Address, Credentials
from argentum.adapters.ledger_arango.documents import entry_document, key_of
from argentum.adapters.ledger_arango.patience import Patience
from argentum.adapters.ledger_arango.schema import BALANCES, BOOKS, ENTRIES
from argentum.adapters.ledger_arango.store import ArangoLedger
from argentum.adapters.ledger_sqlite.schema import FIELDS
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.chain import Head
from argentum.ayni.entry import Entry
from argentum.ayni.ledger import Ledger
from tests.arango_double.server import PASSWORD, USER, ArangoDouble

SERVER_URL = os.environ.get("ARGENTUM_ARANGO_URL", "")
STORES = ("sqlite", "arango double", *(["arango server"] if SERVER_URL else []))
_NUMBERS = count(1)


class Store(Protocol):
    """One ledger in one store, which can be opened any number of times."""

    def open(
        self, *, epsilon_micro: int = 1, now_ms: int = 0, must_exist: bool = False, longest_wait_ms: int = 10_000
    ) -> Ledger:
        """Open the ledger, or make it."""

    def hold(self, ledger: Ledger) -> Any:  # noqa: ANN401 - a context manager of the store's own
        """Keep the books from all other writers for a block."""

    def close(self) -> None:
        """Let go of everything that was opened."""


class TamperableStore(Store, Protocol):
    """A store whose ledger can be changed behind its back."""

    def change(self, number: int, field: str, value: object) -> None:
        """Change one field of an entry, and nothing that belongs to it."""

    def remove(self, number: int) -> None:
        """Take an entry out."""

    def renumber(self, number: int, other: int) -> None:
        """Give an entry another number."""

    def add(self, entry: Entry, digest: bytes) -> None:
        """Add an entry without counting it."""

    def move_head(self, head: Head) -> None:
        """Let the head tell of another end."""

    def change_terms(self, epsilon_micro: int) -> None:
        """Change the ε that the ledger was made with."""

    def remove_terms(self, *, head: bool) -> None:
        """Take out what the ledger was made with, and the head, too, if that is wished."""

    def change_balance(self, participant: str, unit: str, given_micro: int) -> None:
        """Change what a participant has given."""


class _Opened:
    """Ledgers to be closed at the end."""

    def __init__(self) -> None:
        self.ledgers: list[Ledger] = []

    def keep(self, ledger: Ledger) -> Ledger:
        self.ledgers.append(ledger)
        return ledger

    def close(self) -> None:
        for ledger in self.ledgers:
            ledger.close()


class SqliteStore:
    """A ledger file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"ledger-{next(_NUMBERS)}.sqlite3"
        self._opened = _Opened()

    def open(
        self, *, epsilon_micro: int = 1, now_ms: int = 0, must_exist: bool = False, longest_wait_ms: int = 10_000
    ) -> Ledger:
        return self._opened.keep(
            SqliteLedger(
                self.path,
                epsilon_micro=epsilon_micro,
                now_ms=now_ms,
                must_exist=must_exist,
                longest_wait_ms=longest_wait_ms,
            )
        )

    def hold(self, ledger: Ledger) -> Any:  # noqa: ANN401 - as in the protocol
        assert isinstance(ledger, SqliteLedger)
        return ledger.connection.writing()

    def close(self) -> None:
        self._opened.close()

    @contextmanager
    def _behind_its_back(self) -> Iterator[sqlite3.Connection]:
        """Open the file without the triggers that guard and count, and put them back."""
        raw = sqlite3.connect(self.path)
        guards = raw.execute("SELECT name, sql FROM sqlite_schema WHERE name LIKE 'entry_is_%'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _, sql in guards:
            raw.execute(sql)
        raw.commit()
        raw.close()

    def change(self, number: int, field: str, value: object) -> None:
        with self._behind_its_back() as raw:
            raw.execute(f"UPDATE entry SET {field} = ? WHERE number = ?", (value, number))  # noqa: S608 - a column

    def remove(self, number: int) -> None:
        with self._behind_its_back() as raw:
            raw.execute("DELETE FROM entry WHERE number = ?", (number,))

    def renumber(self, number: int, other: int) -> None:
        with self._behind_its_back() as raw:
            raw.execute("UPDATE entry SET number = ? WHERE number = ?", (other, number))

    def add(self, entry: Entry, digest: bytes) -> None:
        values = [getattr(entry, name) for name in entry.__struct_fields__]
        marks = ", ".join("?" * (len(values) + 1))
        with self._behind_its_back() as raw:
            raw.execute(f"INSERT INTO entry ({FIELDS}, digest) VALUES ({marks})", (*values, digest))  # noqa: S608 - columns

    def move_head(self, head: Head) -> None:
        with self._behind_its_back() as raw:
            raw.execute(
                "UPDATE head SET number = ?, digest = ?, recorded_at_ms = ?",
                (head.number, head.digest, head.recorded_at_ms),
            )

    def change_terms(self, epsilon_micro: int) -> None:
        with self._behind_its_back() as raw:
            raw.execute("UPDATE terms SET epsilon_micro = ?", (epsilon_micro,))

    def remove_terms(self, *, head: bool) -> None:
        with self._behind_its_back() as raw:
            raw.execute("DELETE FROM terms")
            if head:
                raw.execute("DELETE FROM head")

    def change_balance(self, participant: str, unit: str, given_micro: int) -> None:
        with self._behind_its_back() as raw:
            raw.execute(
                "UPDATE balance SET given_micro = ? WHERE participant = ? AND unit = ?",
                (given_micro, participant, unit),
            )


class ArangoStore:
    """A ledger in a database of an ArangoDB, by its address."""

    def __init__(self, server: str, credentials: Credentials) -> None:
        self.address = Address.of(f"{server}/argentum_test_{os.getpid()}_{next(_NUMBERS)}")
        self.credentials = credentials
        self._opened = _Opened()

    def open(
        self, *, epsilon_micro: int = 1, now_ms: int = 0, must_exist: bool = False, longest_wait_ms: int = 10_000
    ) -> Ledger:
        return self._opened.keep(
            ArangoLedger(
                self.address,
                self.credentials,
                epsilon_micro=epsilon_micro,
                now_ms=now_ms,
                must_exist=must_exist,
                longest_wait_ms=longest_wait_ms,
                # A busy machine is no server that is gone.
                patience=Patience(connect_s=20, answer_s=30, last_try_s=20),
            )
        )

    def hold(self, ledger: Ledger) -> Any:  # noqa: ANN401 - as in the protocol
        assert isinstance(ledger, ArangoLedger)
        return ledger.connection.writing()

    def close(self) -> None:
        self._opened.close()


class ArangoServerStore(ArangoStore):
    """The same on a real server, removed at the end."""

    def __init__(self) -> None:
        super().__init__(SERVER_URL.rstrip("/"), Credentials.of(os.environ))

    def close(self) -> None:
        if self._opened.ledgers:
            ledger = self._opened.ledgers[0]
            assert isinstance(ledger, ArangoLedger)
            ledger.connection.system().delete_database(self.address.database, ignore_missing=True)
        super().close()


class ArangoDoubleStore(ArangoStore):
    """The same on the double, which offers a way behind the ledger's back."""

    def __init__(self) -> None:
        self.double = ArangoDouble()
        super().__init__(self.double.url, Credentials(user=USER, password=PASSWORD))

    def close(self) -> None:
        super().close()
        self.double.stop()

    def _of(self, number: int) -> dict[str, Any]:
        entries = self.double.collection(self.address.database, ENTRIES.name).values()
        return next(each for each in entries if each["number"] == number)

    def change(self, number: int, field: str, value: object) -> None:
        document = self._of(number)
        given = value.hex() if isinstance(value, bytes) else value
        document[field] = str(given) if isinstance(document[field], str) else given

    def remove(self, number: int) -> None:
        database = self.double.engine.databases[self.address.database]
        database.collections[ENTRIES.name].remove(self._of(number)["_key"])

    def renumber(self, number: int, other: int) -> None:
        self._of(number)["number"] = other

    def add(self, entry: Entry, digest: bytes) -> None:
        document = msgspec.to_builtins(entry_document(entry, digest))
        self.double.collection(self.address.database, ENTRIES.name)[document["_key"]] = document

    def move_head(self, head: Head) -> None:
        document = self.double.collection(self.address.database, BOOKS.name)["head"]
        document |= {"number": head.number, "digest": head.digest.hex(), "recorded_at_ms": head.recorded_at_ms}

    def change_terms(self, epsilon_micro: int) -> None:
        self.double.collection(self.address.database, BOOKS.name)["terms"]["epsilon_micro"] = str(epsilon_micro)

    def remove_terms(self, *, head: bool) -> None:
        pages = self.double.engine.databases[self.address.database].collections[BOOKS.name]
        pages.remove("terms")
        if head:
            pages.remove("head")

    def change_balance(self, participant: str, unit: str, given_micro: int) -> None:
        balances = self.double.collection(self.address.database, BALANCES.name)
        balances[key_of(participant, unit)]["given_micro"] = str(given_micro)


def store_named(name: str, folder: Path) -> Store:
    """Make a store of a kind."""
    match name:
        case "sqlite":
            return SqliteStore(folder)
        case "arango double":
            return ArangoDoubleStore()
        case _:
            return ArangoServerStore()
