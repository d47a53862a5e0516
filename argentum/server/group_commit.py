"""One thread that writes: what waits goes into one transaction, and nobody hears of it before it is durable."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple

from argentum.errors import ArgentumError, StorageError
from argentum.ports.room_store import Record, RoomRemoved, RoomStore

log = logging.getLogger("argentum.server")
Done = Callable[[ArgentumError | None], None]
"""Called on the event loop when the records are durable, or with why they are not."""


class _Writing(NamedTuple):
    records: Sequence[Record]
    done: Done


class GroupCommit:
    """Writes in the background; while the disk syncs, the next transaction gathers."""

    def __init__(self, store: RoomStore) -> None:
        """Take the store; nothing else may write to it."""
        self._store = store
        self._queue: SimpleQueue[_Writing | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_failing = False
        """Whether the last transaction could not be written, as with a full disk."""
        self._wipes = True
        """Whether there may be something to wipe."""

    def start(self) -> None:
        """Begin to write; answers come on the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="rooms", daemon=True)
        self._thread.start()

    def put(self, records: Sequence[Record], done: Done) -> None:
        """Have records written, all or none."""
        self._queue.put(_Writing(records, done))

    async def write(self, records: Sequence[Record]) -> None:
        """Have records written and wait for it. Raises `StorageError`."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def done(error: ArgentumError | None) -> None:
            if written.cancelled():
                return
            if error is None:
                written.set_result(None)
            else:
                written.set_exception(error)

        self.put(records, done)
        await written

    async def can_write(self) -> bool:
        """Tell whether what is put now would be kept, as far as that can be told; tries it out if it was not."""
        if self._is_failing:
            try:
                await asyncio.to_thread(self._store.try_to_write)
            except ArgentumError:
                return False
            self._is_failing = False
        return True

    async def stop(self) -> None:
        """Write what waits, and end."""
        self._queue.put(None)
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)
            # What was written last is told by calls that are on their way, and counted by calls of theirs.
            for _ in range(3):
                await asyncio.sleep(0)

    def _run(self) -> None:
        self._write_until_stopped()
        # Nobody waits any more, and nobody knows when the server begins again.
        while self._wipes:
            self._wipe()

    def _write_until_stopped(self) -> None:
        while True:
            first = self._next()
            if first is None:
                return
            waiting = [first]
            ending = False
            while not ending:
                try:
                    more = self._queue.get_nowait()
                except Empty:
                    break
                if more is None:
                    ending = True
                else:
                    waiting.append(more)
            answers = self._written(waiting)
            if self._loop is not None:
                self._loop.call_soon_threadsafe(_tell, answers)
            if ending:
                return

    def _next(self) -> _Writing | None:
        """Wait for what is to be written; meanwhile what was removed is wiped, also what an earlier end left of it."""
        while self._wipes:
            with suppress(Empty):
                return self._queue.get_nowait()
            self._wipe()
        return self._queue.get()

    def _wipe(self) -> None:
        try:
            self._wipes = self._store.wipe()
        except Exception as error:  # noqa: BLE001 - as when writing
            # With the next removal, or when the server begins again.
            log.error("rooms: what was removed could not be wiped: %s", error)  # noqa: TRY400 - one line is enough
            self._wipes = False

    def _written(self, waiting: Sequence[_Writing]) -> list[tuple[Done, ArgentumError | None]]:
        try:
            self._store.write([record for each in waiting for record in each.records])
        except Exception as error:  # noqa: BLE001 - whatever it is: without this thread nothing is ever written again
            if len(waiting) == 1:
                self._is_failing = isinstance(_as_ours(error), StorageError)
                return [(waiting[0].done, _as_ours(error))]
            # One of them is to blame; the others need not suffer for it.
            return [answer for each in waiting for answer in self._written([each])]
        self._is_failing = False
        self._wipes |= any(isinstance(record, RoomRemoved) for each in waiting for record in each.records)
        return [(each.done, None) for each in waiting]


def _as_ours(error: Exception) -> ArgentumError:
    return error if isinstance(error, ArgentumError) else StorageError(f"rooms: {type(error).__name__} ({error})")


def _tell(answers: Sequence[tuple[Done, ArgentumError | None]]) -> None:
    for done, error in answers:
        done(error)
