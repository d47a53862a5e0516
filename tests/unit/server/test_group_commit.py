"""One thread writes; each is told whether theirs is durable."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from argentum.adapters.room_store_sqlite.store import SqliteRoomStore
from argentum.errors import ArgentumError, StorageError
from argentum.ports.room_store import Record, StoredRoom
from argentum.server.group_commit import GroupCommit


class _SlowDisk(SqliteRoomStore):
    """A store whose first transaction waits until it may go on."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.may_go_on = Event()
        self.began = Event()
        self.transactions: list[int] = []

    def write(self, records: Sequence[Record]) -> None:
        self.transactions.append(len(records))
        self.began.set()
        self.may_go_on.wait(20)
        super().write(records)


def _room(number: int) -> StoredRoom:
    return StoredRoom(name=f"room-{number}", opened_at_ms=number)


def _tell(told: list[int], number: int, error: ArgentumError | None) -> None:
    assert error is None
    told.append(number)


def test_what_waits_is_written_together_and_told_in_order(tmp_path: Path) -> None:
    async def story() -> None:
        store = _SlowDisk(tmp_path / "rooms.sqlite3")
        commits = GroupCommit(store)
        commits.start()
        told: list[int] = []
        commits.put([_room(0)], partial(_tell, told, 0))
        await asyncio.to_thread(store.began.wait, 20)
        for number in range(1, 6):
            commits.put([_room(number)], partial(_tell, told, number))
        assert told == []
        store.may_go_on.set()
        await commits.stop()

        assert store.transactions == [1, 5]
        assert told == [0, 1, 2, 3, 4, 5]
        assert [room.name for room in store.rooms()] == [f"room-{number}" for number in range(6)]
        store.close()

    asyncio.run(story())


def test_one_bad_record_spoils_nothing_for_the_others(tmp_path: Path) -> None:
    async def story() -> None:
        store = _SlowDisk(tmp_path / "rooms.sqlite3")
        commits = GroupCommit(store)
        commits.start()
        first = asyncio.create_task(commits.write([_room(0)]))
        await asyncio.to_thread(store.began.wait, 20)
        others = [asyncio.create_task(commits.write([_room(number)])) for number in (1, 0, 2)]
        await asyncio.sleep(0)
        store.may_go_on.set()
        await first

        await others[0]
        with pytest.raises(StorageError):
            await others[1]
        await others[2]
        assert [room.name for room in store.rooms()] == ["room-0", "room-1", "room-2"]
        await commits.stop()
        store.close()

    asyncio.run(story())


def test_a_fault_of_any_kind_is_told_and_ends_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        commits = GroupCommit(SqliteRoomStore(tmp_path / "rooms.sqlite3"))
        commits.start()

        with pytest.raises(StorageError, match="UnicodeEncodeError"):
            await commits.write([StoredRoom(name="half a \ud800", opened_at_ms=1)])
        await commits.write([_room(1)])
        await commits.stop()

    asyncio.run(story())
