"""What the server refuses, in the words of a ledger; told apart by ArangoDB's own error numbers, not by HTTP's."""

from __future__ import annotations

from arango.exceptions import ArangoServerError

from argentum.adapters.ledger_arango.address import PASSWORD_VARIABLE, USER_VARIABLE
from argentum.errors import ArgentumError, KeyMissingError, LedgerBusyError, MissingPathError, StorageError

FORBIDDEN = 11
LOCK_TIMEOUT, LOCKED, DEADLOCK = 18, 28, 29
RESOURCE_LIMIT = 32
UNAUTHORIZED, HTTP_FORBIDDEN = 401, 403
DISK_FULL = 1104
CONFLICT = 1200
COLLECTION_NOT_FOUND = 1203
DUPLICATE_NAME = 1207
UNIQUE_VIOLATED = 1210
DATABASE_NOT_FOUND = 1228
SCHEMA_VIOLATED = 1620
TRANSACTION_ABORTED, TRANSACTION_NOT_FOUND = 1654, 1655

_NOTHING = "nothing was recorded"
_BUSY = frozenset((LOCK_TIMEOUT, LOCKED, DEADLOCK, CONFLICT))
_NOT_ALLOWED = frozenset((FORBIDDEN, UNAUTHORIZED, HTTP_FORBIDDEN))
_SENTENCES = {
    RESOURCE_LIMIT: f"the list is larger than one transaction may be; {_NOTHING}, import it in parts, or start the "
    "server with a larger --transaction.streaming-max-transaction-size",
    DISK_FULL: f"the server's disk is full; {_NOTHING}",
    COLLECTION_NOT_FOUND: "the collections of the ledger are gone; restore them from a backup",
    UNIQUE_VIOLATED: f"another program has written into the ledger; {_NOTHING}, see: argentum ayni verify",
    SCHEMA_VIOLATED: f"the server's schema does not allow such an entry; {_NOTHING}",
    TRANSACTION_ABORTED: f"the server has ended the transaction; {_NOTHING}, try again",
    TRANSACTION_NOT_FOUND: f"the server has ended the transaction; {_NOTHING}, try again",
}


def refusal(error: ArangoServerError, name: str) -> ArgentumError:
    """Give the error of ours that stands for one of the server."""
    number = error.error_code
    if number in _NOT_ALLOWED:
        return KeyMissingError(
            f"{name}: the server does not let this user in; {USER_VARIABLE} and {PASSWORD_VARIABLE} must be those of "
            "one with read and write access to the database"
        )
    if number == DATABASE_NOT_FOUND:
        return MissingPathError(f"{name}: no such database; argentum ayni record makes it")
    if number in _BUSY:
        return LedgerBusyError(f"{name}: another process is writing; {_NOTHING}, try again")
    if number in _SENTENCES:
        return StorageError(f"{name}: {_SENTENCES[number]}")
    said = " ".join(str(error.error_message or error.http_code).split())
    return StorageError(f"{name}: the ledger cannot be used ({said:.200}, error {number}); see the server's log")
