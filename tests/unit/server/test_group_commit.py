"""One thread writes; each is told whether theirs is durable."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from argentum.adapters.room_store_sqlite.store import SqliteRoomStore
from argentum.airtime.events import Tick
from argentum.errors import ArgentumError, StorageError
from argentum.ports.room_store import Record, RoomRemoved, StoredEvent, StoredRoom
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


class _CountingWipes(SqliteRoomStore):
    """A store whose second piece waits until it may go on."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.wipes = 0
        self.wipes_before_writing = 0
        self.wiped = Event()
        self.may_go_on = Event()

    def wipe(self) -> bool:
        if self.wipes == 1:
            self.wiped.set()
            self.may_go_on.wait(20)
        self.wipes += 1
        return super().wipe()

    def write(self, records: Sequence[Record]) -> None:
        self.wipes_before_writing = self.wipes
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


def test_what_an_earlier_end_left_of_a_removed_room_is_wiped_and_what_is_written_goes_first(tmp_path: Path) -> None:
    async def story() -> None:
        first = SqliteRoomStore(tmp_path / "rooms.sqlite3")
        said = [StoredEvent(room="room-0", event=Tick(id=f"t{number}", at_ms=number)) for number in range(3_000)]
        first.write([_room(0), *said, RoomRemoved(room="room-0")])
        first.close()
        store = _CountingWipes(tmp_path / "rooms.sqlite3")
        commits = GroupCommit(store)
        commits.start()
        await asyncio.to_thread(store.wiped.wait, 20)
        writing = asyncio.create_task(commits.write([_room(1)]))
        await asyncio.sleep(0)
        store.may_go_on.set()
        await writing
        await commits.stop()

        assert (store.wipes_before_writing, store.wipes) == (2, 5)
        assert [room.name for room in store.rooms()] == ["room-1"]
        assert store._raw.execute("SELECT count(*) FROM event").fetchone() == (0,)

    asyncio.run(story())


def test_a_wipe_that_fails_is_told_and_ends_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Damaged(SqliteRoomStore):
        def wipe(self) -> bool:
            raise StorageError("rooms: the disk is gone")

    async def story() -> None:
        store = Damaged(tmp_path / "rooms.sqlite3")
        commits = GroupCommit(store)
        commits.start()
        await commits.write([_room(1)])
        await commits.stop()

        assert [room.name for room in store.rooms()] == ["room-1"]

    asyncio.run(story())

    assert "could not be wiped: rooms: the disk is gone" in caplog.text
