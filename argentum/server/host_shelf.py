"""Rooms whose logs have been read: a long log is read a little at a time, and all other rooms go on meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from itertools import islice

from argentum.airtime.events import AnyEvent
from argentum.errors import StorageError
from argentum.ports.room_store import RoomStore
from argentum.server.room_host import RoomHost, place_of

log = logging.getLogger("argentum.server")
_READ_AGAIN_MS = 10_000
"""A log that cannot be folded is not tried again before, for reading it costs everybody."""
_AT_ONCE = 500
"""Lines that are read between two looks at what else waits."""


class HostShelf:
    """The hosts of rooms that have been asked for."""

    def __init__(self, store: RoomStore, *, clock: Callable[[], int], new_host: Callable[[str], RoomHost]) -> None:
        """Begin empty; `new_host` makes the host of a room whose log is still to be read."""
        self.hosts: dict[str, RoomHost] = {}
        self._store = store
        self._clock = clock
        self._new_host = new_host
        self._reading: dict[str, asyncio.Task[RoomHost]] = {}
        self._unreadable_ms: dict[str, int] = {}
        """When a log could not be folded."""

    async def host(self, name: str) -> RoomHost:
        """Give a room, reading its log if that has not been done, or if a fault has closed the room.

        Raises `StorageError` for a room that cannot be served at the moment.
        """
        host = self.hosts.get(name)
        if host is not None and not host.has_failed:
            return host
        reading = self._reading.get(name)
        if reading is None:
            self._check_readable(name, host)
            reading = self._reading[name] = asyncio.create_task(self._read(name))
        # Whoever asked first may go away; the others still wait for it.
        return await asyncio.shield(reading)

    def forget(self, name: str) -> RoomHost | None:
        """Let go of a room; gives its host, if there is one."""
        self._unreadable_ms.pop(name, None)
        return self.hosts.pop(name, None)

    def _check_readable(self, name: str, failed: RoomHost | None) -> None:
        failed_ms = self._unreadable_ms.get(name)
        if failed is not None and failed.is_writing:
            raise StorageError(f"{name}: what was sent before a fault is still being written")
        if failed_ms is not None and self._clock() - failed_ms < _READ_AGAIN_MS:
            raise StorageError(f"{name}: its log cannot be read")

    async def _read(self, name: str) -> RoomHost:
        try:
            host = self._new_host(name)
            lines = self._store.events(name)
            events: list[AnyEvent] = []
            while some := await asyncio.to_thread(_some, lines):
                events.extend(some)
            for _ in host.room.resuming(events):
                await asyncio.sleep(0)
        except Exception as error:
            self._unreadable_ms[name] = self._clock()
            log.error("%s: its log cannot be read (%s)", name, place_of(error))  # noqa: TRY400 - a trace holds content
            raise StorageError(f"{name}: its log cannot be read") from error
        finally:
            del self._reading[name]
        self._unreadable_ms.pop(name, None)
        self.hosts[name] = host
        host.go_on_from_log()
        for event in host.room.left_open():
            host.write(event)
        return host


def _some(lines: Iterator[AnyEvent]) -> list[AnyEvent]:
    """Read a few more."""
    return list(islice(lines, _AT_ONCE))
