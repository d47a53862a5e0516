"""The real server in a thread of its own, for tests that drive pages: they wait, so the server cannot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Page

from argentum.workspace.steady_clock import SteadyClock
from tests.live_server import OPERATOR, ManualClock, RunningServer, running_server

_T = TypeVar("_T")
_PATIENCE_S = 60


class RunningClock(ManualClock):
    """Milliseconds since 1970 as they pass: a bridge has a clock of its own, and both must run alike.

    A test may have it jump ahead once the bridge has no more to say.
    """

    def __init__(self) -> None:
        """Begin now."""
        super().__init__(0)
        self._clock = SteadyClock()

    def __call__(self) -> int:
        """Give the time."""
        return self._clock() + self.at_ms


class RoomServer:
    """One server with one room, `council`; pages of it by role."""

    def __init__(self, server: RunningServer, loop: asyncio.AbstractEventLoop) -> None:
        """Take a server that runs on another thread's loop."""
        self._server = server
        self._loop = loop
        self.keys: dict[str, str] = {}
        self._told = 0

    @property
    def origin(self) -> str:
        """Give the address."""
        return f"http://{self._server.host}"

    def open_room(self, **wanted: object) -> None:
        """Open the room; Fay facilitates, Ann and Ben are invited unless said otherwise."""
        body = {
            "room": "council",
            "planned_ms": 600_000,
            "waits": False,
            "facilitators": [{"id": "fac", "name": "Fay"}],
            "people": [{"id": "ann", "name": "Ann"}, {"id": "ben", "name": "Ben"}],
            **wanted,
        }
        opened = self._run(lambda: self._server.http("POST", "/api/rooms", key=OPERATOR, body=body)).body
        self.keys = {person["id"]: person["key"] for person in opened["people"]}
        self.keys |= {role: opened[role]["key"] for role in ("observer", "bridge")}

    def comes(self, *people: str) -> None:
        """Have people come, one after the other, as opening their pages does; it costs no page."""

        async def coming(key: str) -> None:
            async with self._server.page(key):
                # Behind the arrival, which is written like everything else.
                await self._server.rooms.commits.write([])

        for who in people:
            self._run(partial(coming, self.keys[who]))

    def pass_time(self, by_ms: int) -> None:
        """Let time pass on a server whose clock is in the test's hand."""

        async def passing() -> None:
            self._server.pass_time(by_ms)

        self._run(passing)

    def tell(self, who: str, *events: dict[str, object]) -> None:
        """Send somebody's events over REST; all must count."""
        self._told += 1
        named = [{"id": f"told-{self._told}-{place}", **event} for place, event in enumerate(events)]
        path = "/api/rooms/council/events"
        sending = partial(self._server.http, "POST", path, key=self.keys[who], body={"events": named})
        reply = self._run(sending)
        assert all(each["accepted"] for each in reply.body["events"]), reply.text

    def log(self) -> str:
        """Give the log of the room."""
        return self._run(partial(self._server.http, "GET", "/api/rooms/council/log", key=OPERATOR)).text

    def drop_connections(self) -> None:
        """Break all connections off, as a network does."""

        async def dropping() -> None:
            for host in self._server.rooms._shelf.hosts.values():
                for connection in list(host.connections):
                    connection.close(1012, "broken off by a test")

        self._run(dropping)

    def address(self, who: str, page: str) -> str:
        """Give somebody's link."""
        return f"{self.origin}/rooms/council/{page}#key={self.keys[who]}"

    def page(self, context: BrowserContext, who: str, page: str = "participant") -> Page:
        """Open somebody's page and wait until it is connected."""
        opened = context.new_page()
        opened.goto(self.address(who, page))
        opened.wait_for_selector("html[data-connection=open]")
        return opened

    def _run(self, make: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        return asyncio.run_coroutine_threadsafe(make(), self._loop).result(_PATIENCE_S)


def front(page: Page) -> Page:
    """Bring a page to the front before it is used: in the background it draws once a second, and clicks wait."""
    page.bring_to_front()
    return page


@contextmanager
def room_server(
    folder: Path, *, clock: ManualClock, meeting_hosts: tuple[str, ...] = (), most_people: int = 200
) -> Iterator[RoomServer]:
    """Run a server in a thread until the test is over."""
    started = Event()
    found: list[RoomServer] = []
    faults: list[BaseException] = []

    async def serve() -> None:
        ending = asyncio.Event()
        async with running_server(folder, clock=clock, meeting_hosts=meeting_hosts, most_people=most_people) as server:
            loop = asyncio.get_running_loop()
            found.append(RoomServer(server, loop))
            stops.append(lambda: loop.call_soon_threadsafe(ending.set))
            started.set()
            await ending.wait()

    def run() -> None:
        try:
            asyncio.run(serve())
        except BaseException as error:  # noqa: BLE001 - told to the test below
            faults.append(error)
        finally:
            started.set()

    stops: list[Callable[[], object]] = []
    thread = Thread(target=run, name="room server", daemon=True)
    thread.start()
    started.wait(_PATIENCE_S)
    if not found:
        raise RuntimeError(f"the server did not start: {faults}")
    try:
        yield found[0]
    finally:
        stops[0]()
        thread.join(_PATIENCE_S)
    if faults:
        raise faults[0]
