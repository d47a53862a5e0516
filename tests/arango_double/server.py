"""A double of ArangoDB's HTTP API over a real socket, as documented for 3.12: the part of it that the ledger uses.

The ledger's driver, python-arango, really speaks to it. Faults are laid out beforehand: a connection that breaks before
or after a request is carried out, an error of the server, an answer that does not come.
"""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from tests.arango_double import aql
from tests.arango_double.engine import Database, Engine, Json, Refusal, Transaction, View

_REDIRECTIONS = range(300, 400)
What = Literal["break before", "break after", "refuse", "hang"]
USER, PASSWORD = "keeper", "not to be printed"


@dataclass
class Fault:
    """What happens to the next request of this kind, instead of or after what should."""

    method: str
    path: str
    """How it begins, behind the database."""
    what: What
    refusal: Refusal | None = None
    times: int = 1


class ArangoDouble:
    """A server on a port of its own; what it holds survives `stop` and `start`."""

    def __init__(self, *, second_s: float = 0.02) -> None:
        """`second_s` is how long a second of a lock time-out lasts here."""
        self.engine = Engine(second_s=second_s)
        self.faults: list[Fault] = []
        self.requests: list[str] = []
        self.queries: list[str] = []
        self.meanwhile: Callable[[str], None] = lambda _: None
        """What happens while a request is on its way, given its method and path."""
        self.released = threading.Event()
        self.cursors: dict[str, list[Any]] = {}
        self.cursor_ids = count(1)
        self.port = 0
        self._server: _Server | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begin to listen, on the port of before if there was one."""
        self._server = _Server(self, self.port)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Break every connection and listen no more."""
        self.released.set()
        if self._server is not None:
            self._server.shutdown()
            self.break_connections()
            self._server.server_close()
            self._server = None

    def collection(self, database: str, name: str) -> dict[str, Json]:
        """Reach behind the ledger's back, at what is stored."""
        return self.engine.databases[database].collections[name].documents

    def break_connections(self) -> None:
        """Close what is open, as a server does with connections on which nothing comes for minutes."""
        if self._server is not None:
            self._server.break_connections()

    def next_fault(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and path.startswith(fault.path):
                fault.times -= 1
                if fault.times == 0:
                    self.faults.remove(fault)
                return fault
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, double: ArangoDouble, port: int) -> None:
        self.double = double
        self.connections: list[socket.socket] = []
        super().__init__(("127.0.0.1", port), _Handler)

    def break_connections(self) -> None:
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that were broken on purpose."""


@dataclass
class _Request:
    """A request taken apart."""

    double: ArangoDouble
    method: str
    database: str
    path: str
    parameters: dict[str, str]
    transaction_id: str | None
    body: Any
    parts: list[str] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # One packet an answer: with two, the kernel's delayed acknowledgements cost 40 ms each.
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.connections.append(self.connection)

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        double = self.server.double
        request = self._taken_apart()
        double.requests.append(f"{request.method} {request.path}")
        double.meanwhile(double.requests[-1])
        fault = double.next_fault(request.method, request.path)
        if fault is not None and fault.what == "hang":
            double.released.wait()
        if fault is not None and fault.what in {"hang", "break before"}:
            self._break()
            return
        if fault is not None and fault.refusal is not None:
            self._answer(fault.refusal.status, fault.refusal.document())
            return
        status, document = self._carried_out(request)
        if fault is not None:
            self._break()
            return
        self._answer(status, document)

    def _taken_apart(self) -> _Request:
        split = urlsplit(self.path)
        _, _, database, *rest = unquote(split.path).split("/")
        length = int(self.headers.get("content-length") or 0)
        raw = self.rfile.read(length)
        return _Request(
            double=self.server.double,
            method=self.command,
            database=database,
            path="/" + "/".join(rest),
            parameters={name: values[0] for name, values in parse_qs(split.query).items()},
            transaction_id=self.headers.get("x-arango-trx-id"),
            body=json.loads(raw) if raw else None,
            parts=rest[1:],
        )

    def _carried_out(self, request: _Request) -> tuple[int, Any]:
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("authorization") != expected:
            return 401, Refusal(401, 401, "not authorized to execute this request").document()
        with request.double.engine.changed:
            try:
                return _routed(request)
            except Refusal as refusal:
                return refusal.status, refusal.document()
            except Exception as error:  # noqa: BLE001 - told to the test through the adapter
                return 500, Refusal(500, 4, f"the double itself failed: {error!r}").document()
            finally:
                request.double.engine.changed.notify_all()

    def _answer(self, status: int, document: object) -> None:
        raw = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json; charset=utf-8")
        self.send_header("content-length", str(len(raw)))
        if status in _REDIRECTIONS:
            self.send_header("location", f"{self.server.double.url}{self.path}")
        self.end_headers()
        self.wfile.write(raw)

    def _break(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _routed(request: _Request) -> tuple[int, Any]:
    database = request.double.engine.database(request.database)
    route = _ROUTES.get((request.method, request.parts[0]))
    if route is None:
        raise Refusal(501, 9, f"the double does not know {request.method} {request.path}")
    return route(request, database)


def _fine(status: int, /, **fields: object) -> tuple[int, Json]:
    return status, {"error": False, "code": status, **fields}


def _version(request: _Request, _: Database) -> tuple[int, Any]:
    assert request.method == "GET"
    return 200, {"server": "arango", "version": "3.12.7", "license": "community"}


def _create_database(request: _Request, database: Database) -> tuple[int, Any]:
    if database.name != "_system":
        raise Refusal(403, 1230, "operation only allowed in system database")
    request.double.engine.create_database(request.body["name"])
    return _fine(201, result=True)


def _drop_database(request: _Request, database: Database) -> tuple[int, Any]:
    if database.name != "_system":
        raise Refusal(403, 1230, "operation only allowed in system database")
    request.double.engine.drop_database(request.parts[1])
    return _fine(200, result=True)


def _described(name: str, properties: Json) -> Json:
    described = {"id": name, "name": name, "status": 3, "type": 2, "isSystem": False, "globallyUniqueId": name}
    return {
        **described,
        **{key: properties[key] for key in ("waitForSync", "schema", "keyOptions") if key in properties},
    }


def _get_collections(request: _Request, database: Database) -> tuple[int, Any]:
    if len(request.parts) > 1:
        collection = database.collection(request.parts[1])
        return _fine(200, **_described(collection.name, collection.properties))
    listed = [_described(name, each.properties) for name, each in database.collections.items()]
    return _fine(200, result=listed)


def _create_collection(request: _Request, database: Database) -> tuple[int, Any]:
    made = database.create(request.body)
    return _fine(200, **_described(made.name, made.properties))


def _create_index(request: _Request, database: Database) -> tuple[int, Any]:
    return _fine(
        201, isNewlyCreated=True, **database.collection(request.parameters["collection"]).add_index(request.body)
    )


def _get_indexes(request: _Request, database: Database) -> tuple[int, Any]:
    collection = database.collection(request.parameters["collection"])
    primary = {"id": f"{collection.name}/0", "type": "primary", "name": "primary", "fields": ["_key"], "unique": True}
    return _fine(200, indexes=[{**primary, "sparse": False}, *collection.indexes])


def _within(request: _Request, database: Database) -> Transaction | None:
    return None if request.transaction_id is None else database.running(request.transaction_id)


def _insert(request: _Request, database: Database) -> tuple[int, Any]:
    documents = request.body if isinstance(request.body, list) else [request.body]
    replace = request.parameters.get("overwriteMode") == "replace"
    results = database.insert(request.parts[1], documents, replace=replace, within=_within(request, database))
    return 202, results if isinstance(request.body, list) else results[0]


def _ask(request: _Request, database: Database) -> tuple[int, Any]:
    if len(request.parts) > 1:
        return _next_batch(request, request.parts[1], size=len(request.double.cursors.get(request.parts[1], ())))
    request.double.queries.append(request.body["query"])
    view = View(database, _within(request, database))
    rows = aql.answer(view, request.body["query"], request.body.get("bindVars", {}))
    cursor_id = str(next(request.double.cursor_ids))
    request.double.cursors[cursor_id] = rows
    return _next_batch(request, cursor_id, size=request.body["batchSize"], status=201)


def _next_batch(request: _Request, cursor_id: str, *, size: int, status: int = 200) -> tuple[int, Any]:
    left = request.double.cursors.pop(cursor_id, None)
    if left is None:
        raise Refusal(404, 1600, "cursor not found")
    batch, rest = left[:size], left[size:]
    if rest:
        request.double.cursors[cursor_id] = rest
    more = {"id": cursor_id} if rest else {}
    return _fine(status, result=batch, hasMore=bool(rest), cached=False, extra={"warnings": [], "stats": {}}, **more)


def _transaction(transaction: Transaction) -> Json:
    return {"id": transaction.id, "status": transaction.status}


def _begin(request: _Request, database: Database) -> tuple[int, Any]:
    assert request.parts[1] == "begin"
    return _fine(201, result=_transaction(request.double.engine.begin(database, request.body)))


def _commit(request: _Request, database: Database) -> tuple[int, Any]:
    return _fine(200, result=_transaction(database.commit(request.parts[1])))


def _abort(request: _Request, database: Database) -> tuple[int, Any]:
    return _fine(200, result=_transaction(database.abort(request.parts[1])))


_ROUTES: dict[tuple[str, str], Callable[[_Request, Database], tuple[int, Any]]] = {
    ("GET", "version"): _version,
    ("POST", "database"): _create_database,
    ("DELETE", "database"): _drop_database,
    ("GET", "collection"): _get_collections,
    ("POST", "collection"): _create_collection,
    ("POST", "index"): _create_index,
    ("GET", "index"): _get_indexes,
    ("POST", "document"): _insert,
    ("POST", "cursor"): _ask,
    ("POST", "transaction"): _begin,
    ("PUT", "transaction"): _commit,
    ("DELETE", "transaction"): _abort,
}
