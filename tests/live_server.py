"""A real server on a real loopback socket, and clients for it; time passes only when a test says so."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import APIRouter
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from argentum.adapters.room_store_sqlite.store import SqliteRoomStore
from argentum.ports.room_store import RoomStore
from argentum.server.application import create_app
from argentum.server.keys import digest_of
from argentum.server.room_host import RoomHost
from argentum.server.rooms import Rooms
from argentum.server.running import listening_socket, server_of
from argentum.server.settings import ServerSettings

OPERATOR = "operator-key-of-the-tests-000"
BEGAN_MS = 1_800_000_000_000
_PATIENCE_S = 20


class ManualClock:
    """Milliseconds since 1970, as far as a test has let them pass."""

    def __init__(self, at_ms: int = BEGAN_MS) -> None:
        self.at_ms = at_ms

    def __call__(self) -> int:
        return self.at_ms


class Keys:
    """Keys in a row: enough for a test, and readable in its failure."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self) -> str:
        self.given += 1
        return f"key-number-{self.given:04}"


Json = dict[str, Any]


class Reply(NamedTuple):
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Json:
        found: Json = json.loads(self.text)
        return found


class RunningServer:
    """The server and what a test needs of it."""

    def __init__(self, port: int, clock: ManualClock, rooms: Rooms) -> None:
        self.port = port
        self.clock = clock
        self.rooms = rooms

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def room(self, name: str = "council") -> RoomHost:
        """Give a room as the server has it."""
        return await self.rooms.host(name)

    def pass_time(self, by_ms: int) -> None:
        """Let time pass, and the rooms do what is due."""
        self.clock.at_ms += by_ms
        self.rooms.advance()

    async def http(
        self,
        method: str,
        path: str,
        *,
        key: str | None = None,
        body: object = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """Ask over HTTP."""
        return await asyncio.to_thread(self._http, method, path, key, body, headers or {})

    def _http(self, method: str, path: str, key: str | None, body: object, headers: dict[str, str]) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_S)
        sent = dict(headers)
        if key is not None:
            sent["Authorization"] = f"Bearer {key}"
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, path, body=data, headers=sent)
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode())
        finally:
            connection.close()

    async def open_room(self, room: str = "council", people: int = 3, **more: object) -> dict[str, str]:
        """Open a room with `fac`, `p1`, `p2`, …; gives the key of each, of `observer` and of `bridge`."""
        wanted = {
            "room": room,
            "planned_ms": 3_600_000,
            "facilitators": [{"id": "fac", "name": "Fay"}],
            "people": [{"id": f"p{number}", "name": f"Person {number}"} for number in range(1, people + 1)],
            **more,
        }
        reply = await self.http("POST", "/api/rooms", key=OPERATOR, body=wanted)
        assert reply.status == 201, reply.text
        keys = {person["id"]: person["key"] for person in reply.body["people"]}
        return {**keys, "observer": reply.body["observer"]["key"], "bridge": reply.body["bridge"]["key"]}

    @asynccontextmanager
    async def page(self, key: str, room: str = "council") -> AsyncIterator[Page]:
        """Open a WebSocket and say hello."""
        async with self.socket(room) as socket:
            page = Page(socket)
            await page.send(type="hello", key=key, clock_ms=self.clock.at_ms)
            page.welcome = await page.next("welcome")
            yield page

    @asynccontextmanager
    async def socket(self, room: str = "council", *, origin: str | None = None) -> AsyncIterator[ClientConnection]:
        """Open a WebSocket."""
        address = f"ws://{self.host}/api/rooms/{room}/live"
        async with connect(address, compression=None, origin=None if origin is None else Origin(origin)) as socket:
            yield socket


class Page:
    """One end of a WebSocket that reads messages in order."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.welcome: dict[str, Any] = {}
        self._sent = 0

    async def send(self, **frame: object) -> None:
        await self.socket.send(json.dumps(frame))

    async def event(self, kind: str, **fields: object) -> dict[str, Any]:
        """Send an event and wait for its acknowledgement or refusal."""
        self._sent += 1
        fields.setdefault("id", f"e{self._sent}")
        ref = f"ref-{self._sent}"
        await self.send(type="event", ref=ref, event={"kind": kind, **fields})
        return await self.until(lambda message: message.get("ref") == ref)

    async def read(self) -> dict[str, Any]:
        """Give the next message, whatever it is."""
        async with asyncio.timeout(_PATIENCE_S):
            message: dict[str, Any] = json.loads(await self.socket.recv())
            return message

    async def next(self, kind: str) -> dict[str, Any]:
        """Give the next message of a type and pass over what comes before it."""
        return await self.until(lambda message: message["type"] == kind)

    async def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Give the next message that fits and pass over what comes before it."""
        while True:
            message = await self.read()
            if fits(message):
                return message

    async def decision(self, kind: str) -> dict[str, Any]:
        """Give the next decision of a kind that this page is told."""
        while True:
            for decision in (await self.next("change"))["decisions"]:
                if decision["kind"] == kind:
                    found: dict[str, Any] = decision
                    return found

    async def everything(self) -> list[dict[str, Any]]:
        """Give all messages that were sent before now; a ping comes back behind them."""
        await self.send(type="ping", clock_ms=0)
        messages: list[Json] = []
        while True:
            message = await self.read()
            if message["type"] == "pong":
                return messages
            messages.append(message)


@asynccontextmanager
async def running_server(
    folder: Path,
    *,
    clock: ManualClock | None = None,
    store: RoomStore | None = None,
    meeting_hosts: tuple[str, ...] = (),
    most_people: int = 200,
    routers: Sequence[APIRouter] = (),
) -> AsyncIterator[RunningServer]:
    """Run a server on its own port; rooms are kept in the folder."""
    kept = store or SqliteRoomStore(folder / "rooms.sqlite3")
    own_clock = clock or ManualClock()
    listening = listening_socket("127.0.0.1", 0)
    port: int = listening.getsockname()[1]
    app = create_app(
        settings=ServerSettings(
            operator_digest=digest_of(OPERATOR),
            hosts=(f"127.0.0.1:{port}",),
            meeting_hosts=meeting_hosts,
            most_people=most_people,
        ),
        store=kept,
        clock=own_clock,
        new_key=Keys(),
        routers=routers,
    )
    server = server_of(app)
    serving = asyncio.create_task(server._serve(sockets=[listening]))  # `serve` would take over the signals.
    while not server.started:
        await asyncio.sleep(0)
        if serving.done():
            serving.result()
    try:
        yield RunningServer(port, own_clock, app.state.rooms)
    finally:
        server.should_exit = True
        await serving
        listening.close()
