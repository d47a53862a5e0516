"""A server in a process of its own that is killed while people speak, and the check of what it left behind."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from argentum.rng import Stream

OPERATOR = "operator-key-of-the-crash-test"
ROOT = Path(__file__).parents[1]
PEOPLE = ("p1", "p2", "p3")
_PATIENCE_S = 30


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start the server as a user does; gives the process and its port. It is killed in the end."""
    command = [sys.executable, "-m", "argentum", "serve", "--port", "0", "--data", str(folder)]
    environment = {**os.environ, "ARGENTUM_OPERATOR_KEY": OPERATOR}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found is not None
        try:
            yield process, int(found[1])
        finally:
            process.kill()


def ask(port: int, method: str, path: str, key: str, body: object = None) -> str:
    """Ask over HTTP and give what is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    connection.request(method, path, body=None if body is None else json.dumps(body), headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status < 300, text
    return text


def open_room(port: int) -> str:
    """Open a room; gives the bridge's key."""
    wanted = {
        "room": "council",
        "planned_ms": 3_600_000,
        "facilitators": [{"id": "fac", "name": "Fay"}],
        "people": [{"id": who, "name": who.upper()} for who in PEOPLE],
    }
    opened: dict[str, Any] = json.loads(ask(port, "POST", "/api/rooms", OPERATOR, wanted))
    key: str = opened["bridge"]["key"]
    return key


class Speakers:
    """A bridge whose people take turns for ever; what is not acknowledged is sent again after the next hello."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._made = 0
        self.acknowledged: dict[str, int] = {}
        self.waiting: dict[str, dict[str, Any]] = {}

    async def speak(self, process: subprocess.Popen[str], port: int, chance: Stream) -> None:
        """Send turns until the server is killed, somewhere behind an acknowledgement."""
        killed_after = len(self.acknowledged) + chance.randint(5, 60)
        async with connect(f"ws://127.0.0.1:{port}/api/rooms/council/live", compression=None) as socket:
            await self._hello(socket)
            # Some that were acknowledged, too: an acknowledgement can be lost on its way.
            for own_id in [*self.waiting, *list(self.acknowledged)[-3:]]:
                await self._send(socket, own_id)
            with suppress(ConnectionClosed):
                while True:
                    while len(self.waiting) < 8:
                        await self._send(socket, self._next())
                    self._hear(json.loads(await asyncio.wait_for(socket.recv(), _PATIENCE_S)))
                    if len(self.acknowledged) >= killed_after:
                        process.send_signal(signal.SIGKILL)
                        killed_after = 1 << 60

    async def finish(self, port: int) -> None:
        """Send again what waits, until everything is acknowledged."""
        async with connect(f"ws://127.0.0.1:{port}/api/rooms/council/live", compression=None) as socket:
            await self._hello(socket)
            for own_id in list(self.waiting):
                await self._send(socket, own_id)
            while self.waiting:
                self._hear(json.loads(await asyncio.wait_for(socket.recv(), _PATIENCE_S)))

    async def _hello(self, socket: ClientConnection) -> None:
        await socket.send(json.dumps({"type": "hello", "key": self._key, "clock_ms": 0}))
        while json.loads(await asyncio.wait_for(socket.recv(), _PATIENCE_S))["type"] != "welcome":
            pass

    def _next(self) -> str:
        self._made += 1
        own_id = f"turn-{self._made}"
        # Every fourth is silence: people stop as well as they begin.
        who = {} if self._made % 4 == 0 else {"participant": PEOPLE[self._made % 3]}
        self.waiting[own_id] = {"kind": "speaker_changed", "id": own_id, **who}
        return own_id

    async def _send(self, socket: ClientConnection, own_id: str) -> None:
        event = self.waiting.get(own_id, {"kind": "speaker_changed", "id": own_id})
        await socket.send(json.dumps({"type": "event", "ref": own_id, "event": event}))

    def _hear(self, message: dict[str, Any]) -> None:
        assert message["type"] != "refused", message
        if message["type"] == "ack":
            own_id, at_ms = message["id"], message["at_ms"]
            assert self.acknowledged.setdefault(own_id, at_ms) == at_ms
            self.waiting.pop(own_id, None)
