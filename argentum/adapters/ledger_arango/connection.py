"""A connection to the ledger's database: asking, writing in one's turn, and telling what went wrong.

Writers lock the collections of the books, so that there is one at a time. A second one waits a second at a time, as
long as the server answers, and is then refused. Of a writer that dies in between, the server ends the transaction by
itself when nothing has come for a minute (`--transaction.streaming-idle-timeout`); till then others are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

from arango.client import ArangoClient
from arango.cursor import Cursor
from arango.database import StandardDatabase, TransactionDatabase
from arango.exceptions import ArangoError, ArangoServerError

from argentum.adapters.ledger_arango import refusals
from argentum.adapters.ledger_arango.address import Address, Credentials
from argentum.adapters.ledger_arango.patience import BoundedClient, NoAnswerError, Patience
from argentum.adapters.ledger_arango.queries import Query
from argentum.adapters.ledger_arango.schema import (
    BALANCES,
    BOOKS,
    CHECKPOINTS,
    ENTRIES,
    WRITTEN_TOGETHER,
    CollectionPolicy,
)
from argentum.adapters.ledger_arango.secured import SecuredCollection
from argentum.errors import LedgerBusyError, ProviderGoneError, StorageError

LONGEST_WAIT_MS = 10_000
BATCH = 1_000
"""Documents that the server sends at a time, and that are written at a time."""
_WHOLE = 4 * BATCH
"""More than is ever asked for while writing: the driver fetches a second batch without naming the transaction."""
_LOCK_S = 1
"""A whole number, and never 0: that would mean to wait for ever."""
_COLLECTIONS = {"entries": ENTRIES, "balances": BALANCES, "books": BOOKS, "checkpoints": CHECKPOINTS}
_COLLECTION_VARIABLE = re.compile(r"@@(\w+)")
_BIND = {
    query: {f"@{name}": _COLLECTIONS[name].name for name in dict.fromkeys(_COLLECTION_VARIABLE.findall(query.value))}
    for query in Query
}


class Connection:
    """One user's way to one database."""

    def __init__(
        self,
        address: Address,
        credentials: Credentials,
        *,
        patience: Patience | None = None,
        longest_wait_ms: int = LONGEST_WAIT_MS,
    ) -> None:
        """Prepare the connection; nothing is sent yet."""
        self.address = address
        self.longest_wait_ms = longest_wait_ms
        self._credentials = credentials
        self._http = BoundedClient(patience or Patience())
        self._client = ArangoClient(address.server, resolver_max_tries=1, http_client=self._http)
        self.database = self._opened(address.database)

    @property
    def name(self) -> str:
        """What the ledger is called in errors."""
        return str(self.address)

    def system(self) -> StandardDatabase:
        """Give the database in which others are made."""
        return self._opened("_system")

    def user(self) -> dict[str, str]:
        """Name the user to a new database; a user that is there keeps everything as it is."""
        return {"username": self._credentials.user, "password": self._credentials.password}

    def _opened(self, database: str) -> StandardDatabase:
        return self._client.db(database, self._credentials.user, self._credentials.password)

    def ask(self, query: Query, **bind: object) -> list[Any]:
        """Ask a question of the closed set, outside of transactions."""
        with self.translating():
            return rows_of(query, self.database, bind)

    def ask_patiently(self, query: Query, **bind: object) -> list[Any]:
        """Ask what may take long over a large ledger, once it is known that the server is there."""
        with self.translating():
            self.database.version()
            with self._http.within(self._http.patience.work_s):
                return rows_of(query, self.database, bind)

    def collection(self, policy: CollectionPolicy) -> SecuredCollection:
        """Give a collection, to be written to outside of transactions."""
        return SecuredCollection(self.database.collection(policy.name), policy)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Hold the books for a transaction: committed durably at the end, undone by any error.

        Raises `LedgerBusyError` when somebody else has them for longer than `longest_wait_ms`, `ProviderGoneError` when
        the server stops answering; it says so when it is not known whether the commit was carried out.
        """
        with self.translating():
            transaction = self._begun()
        writing = Writing(self, transaction)
        try:
            with self.translating():
                yield writing
        except BaseException:
            with suppress(ArangoError, NoAnswerError), self._http.within(self._http.patience.last_try_s):
                transaction.abort_transaction()
            raise
        self._commit(transaction, large=writing.written > BATCH)

    def _begun(self) -> TransactionDatabase:
        left_ms = self.longest_wait_ms
        names = [policy.name for policy in WRITTEN_TOGETHER]
        while True:
            try:
                return self.database.begin_transaction(
                    exclusive=names, sync=True, allow_implicit=False, lock_timeout=_LOCK_S
                )
            except ArangoServerError as error:
                if error.error_code != refusals.LOCK_TIMEOUT:
                    raise
                left_ms -= _LOCK_S * 1000
                if left_ms <= 0:
                    raise LedgerBusyError(
                        f"{self.name}: another process has been writing for {self.longest_wait_ms / 1000:g} s; "
                        "nothing was recorded, try again when it is done"
                    ) from error

    def _commit(self, transaction: TransactionDatabase, *, large: bool) -> None:
        """Commit, and once more when no answer came: committing twice is allowed, and says what became of it."""
        patience = self._http.patience
        try:
            with self._http.within(patience.work_s if large else patience.answer_s):
                transaction.commit_transaction()
        except NoAnswerError as lost:
            try:
                with self._http.within(patience.last_try_s):
                    transaction.commit_transaction()
            except (ArangoServerError, NoAnswerError) as error:
                if getattr(error, "error_code", None) == refusals.TRANSACTION_ABORTED:
                    raise refusals.refusal(cast("ArangoServerError", error), self.name) from error
                raise ProviderGoneError(
                    f"{self.name}: {lost} while a batch was being committed; whether it was recorded is not known. "
                    "Send it again with the same ids: what was recorded is not recorded twice"
                ) from error
        except ArangoServerError as error:
            raise refusals.refusal(error, self.name) from error

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn errors of the driver into ours."""
        try:
            yield
        except NoAnswerError as error:
            raise ProviderGoneError(
                f"{self.name}: ArangoDB does not answer ({error}); see whether it runs there. "
                "What it has acknowledged is kept"
            ) from error
        except ArangoServerError as error:
            raise refusals.refusal(error, self.name) from error
        except ArangoError as error:
            raise StorageError(f"{self.name}: not the answer of an ArangoDB ({error})") from error

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()


class Writing:
    """The books while they are held by a transaction."""

    def __init__(self, connection: Connection, transaction: TransactionDatabase) -> None:
        """Begin with nothing written."""
        self.connection = connection
        self.written = 0
        """Entries so far."""
        self._transaction = transaction

    def ask(self, query: Query, **bind: object) -> list[Any]:
        """Ask within the transaction."""
        with self.connection.translating():
            return rows_of(query, self._transaction, bind, batch=_WHOLE)

    def collection(self, policy: CollectionPolicy) -> SecuredCollection:
        """Give a collection, to be written to within the transaction."""
        return SecuredCollection(self._transaction.collection(policy.name), policy)


def rows_of(
    query: Query, database: StandardDatabase | TransactionDatabase, bind: dict[str, object], *, batch: int = BATCH
) -> list[Any]:
    """Fetch every batch of an answer; errors are the driver's."""
    variables = cast("dict[str, Any]", {**_BIND[query], **bind})
    answer = database.aql.execute(query.value, batch_size=batch, bind_vars=variables, fail_on_warning=True)
    return list(cast("Cursor", answer))
