"""The double's database: collections with unique indexes and a schema, and stream transactions with exclusive locks."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from jsonschema import Draft4Validator, SchemaError

from tests.arango_double.values import order, stored

Json = dict[str, Any]
SECONDS_TO_WAIT_FOR_EVER = 0


class Refusal(Exception):  # noqa: N818 - what the server says, not what went wrong in the double
    """An answer with one of ArangoDB's error numbers."""

    def __init__(self, status: int, number: int, message: str) -> None:
        super().__init__(message)
        self.status, self.number, self.message = status, number, message

    def document(self) -> Json:
        return {"error": True, "code": self.status, "errorNum": self.number, "errorMessage": self.message}


def _no_collection(name: str) -> Refusal:
    return Refusal(404, 1203, f"collection or view not found: {name}")


@dataclass
class Collection:
    """Documents by key, and for every unique index the keys by what it holds unique."""

    name: str
    properties: Json
    documents: dict[str, Json] = field(default_factory=dict)
    indexes: list[Json] = field(default_factory=list)
    unique: dict[str, dict[object, str]] = field(default_factory=dict)

    def add_index(self, definition: Json) -> Json:
        known = next((each for each in self.indexes if each["name"] == definition["name"]), None)
        if known is None:
            known = {**definition, "id": f"{self.name}/{len(self.indexes) + 1}"}
            self.indexes.append(known)
            if definition["unique"]:
                self.unique[definition["name"]] = {}
                for key, document in self.documents.items():
                    self._claim(known, key, document)
        return known

    def place(self, index: Json, document: Json) -> object:
        return tuple(order(document.get(name)) for name in index["fields"])

    def holder(self, index: Json, document: Json) -> str | None:
        return self.unique[index["name"]].get(self.place(index, document))

    def put(self, key: str, document: Json) -> None:
        self.remove(key)
        self.documents[key] = document
        for index in self.indexes:
            if index["unique"]:
                self._claim(index, key, document)

    def remove(self, key: str) -> None:
        document = self.documents.pop(key, None)
        for index in self.indexes:
            if document is not None and index["unique"]:
                self.unique[index["name"]].pop(self.place(index, document), None)

    def _claim(self, index: Json, key: str, document: Json) -> None:
        self.unique[index["name"]][self.place(index, document)] = key


@dataclass
class Transaction:
    """What was written and is not yet committed; seen by its own requests only."""

    id: str
    exclusive: list[str]
    sync: bool
    status: str = "running"
    changes: dict[str, Collection] = field(default_factory=dict)


@dataclass
class Database:
    """One database; every method is called with the engine's lock held."""

    name: str
    collections: dict[str, Collection] = field(default_factory=dict)
    transactions: dict[str, Transaction] = field(default_factory=dict)
    locked_by: dict[str, str] = field(default_factory=dict)
    synced_commits: int = 0

    def collection(self, name: str) -> Collection:
        if name not in self.collections:
            raise _no_collection(name)
        return self.collections[name]

    def create(self, body: Json) -> Collection:
        name = body["name"]
        if name in self.collections:
            raise Refusal(409, 1207, "duplicate name")
        try:
            Draft4Validator.check_schema(body.get("schema", {}).get("rule", {}))
        except SchemaError as error:
            raise Refusal(400, 1621, str(error)) from error
        self.collections[name] = made = Collection(name=name, properties=body)
        return made

    def transaction(self, transaction_id: str) -> Transaction:
        found = self.transactions.get(transaction_id)
        if found is None:
            raise Refusal(404, 1655, f"transaction '{transaction_id}' not found")
        return found

    def running(self, transaction_id: str) -> Transaction:
        found = self.transaction(transaction_id)
        if found.status != "running":
            raise Refusal(410, 1654, f"transaction '{transaction_id}' was {found.status}")
        return found

    def commit(self, transaction_id: str) -> Transaction:
        found = self.transaction(transaction_id)
        if found.status == "aborted":
            raise Refusal(409, 1654, "transaction was aborted")
        if found.status == "running":
            for name, changed in found.changes.items():
                for key, document in changed.documents.items():
                    self.collections[name].put(key, document)
            self.synced_commits += found.sync
            self._end(found, "committed")
        return found

    def abort(self, transaction_id: str) -> Transaction:
        found = self.transaction(transaction_id)
        if found.status == "committed":
            raise Refusal(409, 1653, "transaction was committed")
        self._end(found, "aborted")
        return found

    def _end(self, transaction: Transaction, status: str) -> None:
        transaction.status = status
        transaction.changes = {}
        self.locked_by = {name: held for name, held in self.locked_by.items() if held != transaction.id}

    def insert(self, name: str, documents: Iterable[Json], *, replace: bool, within: Transaction | None) -> list[Json]:
        """Insert one by one, as the server does: what is refused does not stop the others."""
        return [self._insert(name, document, replace=replace, within=within) for document in documents]

    def _insert(self, name: str, document: Json, *, replace: bool, within: Transaction | None) -> Json:
        collection = self.collection(name)
        if within is None and name in self.locked_by:
            return Refusal(409, 1200, "write-write conflict").document()
        if within is not None and name not in within.exclusive:
            return Refusal(400, 1652, f"unregistered collection used in transaction: {name}").document()
        target = collection
        if within is not None:
            target = within.changes.setdefault(name, Collection(name=name, properties=collection.properties))
            for index in collection.indexes:
                target.add_index(index)
        kept = {**stored(document), "_id": f"{name}/{document['_key']}", "_rev": "_double"}
        try:
            _validate(collection.properties.get("schema"), kept)
            _hold_unique(collection, target, kept, replace=replace)
        except Refusal as refusal:
            return refusal.document()
        target.put(kept["_key"], kept)
        return {name: kept[name] for name in ("_id", "_key", "_rev")}


def _hold_unique(collection: Collection, target: Collection, document: Json, *, replace: bool) -> None:
    key = document["_key"]
    if not replace and (key in collection.documents or key in target.documents):
        raise Refusal(409, 1210, f"unique constraint violated - in index primary over '_key'; conflicting key: {key}")
    for index in collection.indexes:
        if not index["unique"]:
            continue
        for place in (collection, target):
            holder = place.holder(index, document)
            if holder is not None and holder != key:
                raise Refusal(409, 1210, f"unique constraint violated - in index {index['name']}; key: {holder}")


def _validate(schema: Json | None, document: Json) -> None:
    """Hold a document to a schema of draft 4; system attributes are not looked at."""
    if schema is None:
        return
    fields = {name: value for name, value in document.items() if not name.startswith("_")}
    if not Draft4Validator(schema["rule"]).is_valid(fields):
        raise Refusal(400, 1620, schema["message"])


class View:
    """A database as one request sees it: what is committed, and over it what its own transaction wrote."""

    def __init__(self, database: Database, within: Transaction | None) -> None:
        self.database, self.within = database, within

    def by_key(self, collection: str, keys: Iterable[str]) -> list[Json]:
        merged = (self._one(collection, key) for key in keys)
        return [document for document in merged if document is not None]

    def _one(self, collection: str, key: str) -> Json | None:
        changed = self._changes(collection).get(key)
        return changed if changed is not None else self.database.collection(collection).documents.get(key)

    def all(self, collection: str) -> Iterator[Json]:
        changes = self._changes(collection)
        for key, document in self.database.collection(collection).documents.items():
            yield changes.get(key, document)
        for key, document in changes.items():
            if key not in self.database.collection(collection).documents:
                yield document

    def _changes(self, collection: str) -> dict[str, Json]:
        changed = self.within.changes.get(collection) if self.within is not None else None
        return changed.documents if changed is not None else {}


class Engine:
    """All databases behind one lock; requests are carried out one at a time."""

    def __init__(self, *, second_s: float) -> None:
        """`second_s` is how long a second of a lock time-out lasts."""
        self.second_s = second_s
        self.databases = {"_system": Database("_system")}
        self.changed = threading.Condition()
        self._ids = count(1)

    def database(self, name: str) -> Database:
        if name not in self.databases:
            raise Refusal(404, 1228, "database not found")
        return self.databases[name]

    def create_database(self, name: str) -> None:
        if name in self.databases:
            raise Refusal(409, 1207, "duplicate name")
        self.databases[name] = Database(name)

    def drop_database(self, name: str) -> None:
        self.database(name)
        del self.databases[name]

    def begin(self, database: Database, body: Json) -> Transaction:
        """Wait for the locks as long as is asked for; called with the lock held."""
        names = body["collections"]["exclusive"]
        for name in names:
            database.collection(name)
        if body["lockTimeout"] == SECONDS_TO_WAIT_FOR_EVER:
            raise Refusal(400, 10, "the double does not wait for ever")

        def free() -> bool:
            return not any(name in database.locked_by for name in names)

        if not self.changed.wait_for(free, timeout=body["lockTimeout"] * self.second_s):
            raise Refusal(500, 18, "timeout waiting for lock")
        made = Transaction(id=str(next(self._ids)), exclusive=names, sync=body.get("waitForSync", False))
        database.transactions[made.id] = made
        database.locked_by |= dict.fromkeys(names, made.id)
        return made

    def let_idle_transactions_end(self) -> None:
        """Let the minute pass after which the server ends what was left open."""
        with self.changed:
            for database in self.databases.values():
                for transaction in [*database.transactions.values()]:
                    if transaction.status == "running":
                        database.abort(transaction.id)
            self.changed.notify_all()
