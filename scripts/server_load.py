"""The clients of `bench_server`: rooms, people with pages, and a bridge in each that tells who speaks."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from scripts.bare_websocket import BareWebSocket

OPERATOR = "benchmark-operator-key-of-enough-characters"
_AT_ONCE = 50
_PATIENCE_S = 20


class Load:
    """The clients, and what they measure."""

    def __init__(self, rooms: int, people: int, seconds: float) -> None:
        """Plan the load."""
        self.rooms, self.people, self.seconds = rooms, people, seconds
        self.sent_s: dict[bytes, float] = {}
        self.latencies_ms: list[float] = []
        self.bytes_in = 0
        self.messages = 0
        self.acknowledged = 0
        self.pages: list[BareWebSocket] = []
        self.bridges: list[BareWebSocket] = []
        self.greeted = 0
        self._progress = asyncio.Event()
        self._reached: Callable[[], bool] = lambda: False

    def heard_by_page(self, page: BareWebSocket, payload: bytes) -> None:  # noqa: ARG002 - pages are alike
        """Measure a change that an event brought; parsed by a search, for a client must not be the bottleneck."""
        now_s = time.perf_counter()
        if payload.startswith(b'{"type":"welcome"'):
            self._greet()
            return
        self.messages += 1
        self.bytes_in += len(payload)
        found = re.search(rb'"id":"bridge:([^"]+)"', payload)
        if found is not None:
            self.latencies_ms.append((now_s - self.sent_s[found[1]]) * 1000)
            if self._reached():
                self._progress.set()

    def heard_by_bridge(self, bridge: BareWebSocket, payload: bytes) -> None:  # noqa: ARG002 - as above
        """Count what was acknowledged."""
        if payload.startswith(b'{"type":"ack"'):
            self.acknowledged += 1
        elif payload.startswith(b'{"type":"welcome"'):
            self._greet()

    def _greeted(self, count: int) -> bool:
        return self.greeted >= count

    def _greet(self) -> None:
        self.greeted += 1
        if self._reached():
            self._progress.set()

    async def connect(self, port: int, keys: list[dict[str, str]]) -> None:
        """Open all sockets, some at a time, and wait for every welcome."""
        host = f"127.0.0.1:{port}"
        wanted = [
            (f"/api/rooms/room-{number}/live", key, who == "bridge")
            for number, room in enumerate(keys)
            for who, key in room.items()
        ]
        for start in range(0, len(wanted), _AT_ONCE):
            await asyncio.gather(*(self._open(host, port, *each) for each in wanted[start : start + _AT_ONCE]))
            await self._until(partial(self._greeted, min(len(wanted), start + _AT_ONCE)))

    async def settle(self) -> None:
        """Wait until nothing more comes of people's arriving, then count from nothing."""
        before = -1
        while before != self.messages:
            before = self.messages
            await asyncio.sleep(1.0)
        self.messages = self.bytes_in = 0

    async def _open(self, host: str, port: int, path: str, key: str, is_bridge: bool) -> None:
        heard = self.heard_by_bridge if is_bridge else self.heard_by_page
        _, socket = await asyncio.get_running_loop().create_connection(
            lambda: BareWebSocket(host, path, heard), "127.0.0.1", port
        )
        await socket.ready
        socket.send(json.dumps({"type": "hello", "key": key, "clock_ms": _clock_ms()}).encode())
        (self.bridges if is_bridge else self.pages).append(socket)

    async def run(self) -> int:
        """Send an event a second into each room, evenly spread over the second; gives how many."""
        began_s = time.perf_counter()
        sent = 0
        total = round(self.rooms * self.seconds)
        while sent < total:
            due = min(total, int((time.perf_counter() - began_s) * self.rooms))
            while sent < due:
                self._send(sent)
                sent += 1
            await asyncio.sleep(0.002)
        with suppress(TimeoutError):
            await self._until(lambda: len(self.latencies_ms) >= sent * self.people)
        return sent

    async def _until(self, reached: Callable[[], bool]) -> None:
        """Wait for what clients hear. Raises `TimeoutError`."""
        self._reached = reached
        self._progress.clear()
        if not reached():
            async with asyncio.timeout(_PATIENCE_S):
                await self._progress.wait()

    def _send(self, number: int) -> None:
        room, turn = number % self.rooms, number // self.rooms
        own_id = f"{room}-{turn}"
        event = {
            "kind": "speaker_changed",
            "id": own_id,
            "participant": f"p{turn % self.people + 1}",
            "sent_ms": _clock_ms(),
        }
        payload = json.dumps({"type": "event", "ref": own_id, "event": event}).encode()
        self.sent_s[own_id.encode()] = time.perf_counter()
        self.bridges[room].send(payload)


def _clock_ms() -> int:
    return time.time_ns() // 1_000_000


def open_rooms(port: int, rooms: int, people: int) -> list[dict[str, str]]:
    """Open the rooms; gives the keys of the people and of the bridge of each."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    keys = []
    for number in range(rooms):
        wanted = {
            "room": f"room-{number}",
            "planned_ms": 3_600_000,
            "facilitators": [{"id": "fac", "name": "Facilitator"}],
            "people": [{"id": f"p{each}", "name": f"Person {each}"} for each in range(1, people + 1)],
            "ruleset": {"enforcement": "hard"},
        }
        headers = {"Authorization": f"Bearer {OPERATOR}", "Content-Type": "application/json"}
        connection.request("POST", "/api/rooms", body=json.dumps(wanted), headers=headers)
        answer = connection.getresponse()
        opened = json.loads(answer.read())
        if answer.status != 201:  # noqa: PLR2004 - HTTP
            raise SystemExit(f"room {number}: {opened}")
        people_keys = {person["id"]: person["key"] for person in opened["people"] if person["role"] == "participant"}
        keys.append({**people_keys, "bridge": opened["bridge"]["key"]})
    connection.close()
    return keys
