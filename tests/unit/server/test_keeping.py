"""Copies of the rooms while they are in use, a clock that was set back, and a disk that is full for a while."""

from __future__ import annotations

import asyncio
import http.client
import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from argentum.adapters.room_store_sqlite.store import SqliteRoomStore
from argentum.errors import StorageError
from argentum.ports.room_store import Record
from tests.live_server import OPERATOR, RunningServer, running_server


def _download(server: RunningServer, key: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/api/backup", headers={"Authorization": f"Bearer {key}"})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, data


def test_a_copy_made_while_people_speak_holds_all_that_was_acknowledged(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()

    async def story() -> None:
        async with running_server(tmp_path / "first") as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as page:
                await page.event("speech_started", participant="p1")
                server.pass_time(4_000)
                await page.event("speech_ended", participant="p1")
                status, copy = await asyncio.to_thread(_download, server, OPERATOR)
            there = await server.http("GET", "/api/rooms/council/log", key=OPERATOR)

        (tmp_path / "second" / "rooms.sqlite3").write_bytes(copy)
        async with running_server(tmp_path / "second") as server:
            here = await server.http("GET", "/api/rooms/council/log", key=OPERATOR)

        assert status == 200
        assert here.text.splitlines()[: len(there.text.splitlines())] == there.text.splitlines()
        assert '"speech_ended"' in here.text

    asyncio.run(story())


@pytest.mark.parametrize("who", ["fac", "observer", "nobody"])
def test_only_the_operator_gets_a_copy(tmp_path: Path, who: str) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            status, data = await asyncio.to_thread(_download, server, keys.get(who, "a-key-of-nobody"))

        assert status == 401
        assert b"SQLite" not in data

    asyncio.run(story())


def test_after_the_clock_was_set_back_the_meeting_goes_on_where_its_log_ends(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as page:
                server.pass_time(3_600_000)
                await page.event("participant_joined", id="came", participant="p1")

        async with running_server(tmp_path) as server:
            async with server.page(keys["fac"]) as page:
                await page.event("speech_started", participant="p1")
                server.pass_time(7_000)
                await page.event("speech_ended", participant="p1")
            state = await server.http("GET", "/api/rooms/council", key=keys["fac"])

        assert state.body["now_ms"] == 3_607_000
        (person,) = [each for each in state.body["state"]["people"] if each["id"] == "p1"]
        assert person["talk_ms"] == 7_000

    with caplog.at_level(logging.WARNING, logger="argentum.server"):
        asyncio.run(story())

    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("council: this machine's clock is 3600 s behind the room's log; ")


class _Disk:
    """Whether it is full."""

    is_full = False


class _OnDisk(SqliteRoomStore):
    def __init__(self, path: Path, disk: _Disk) -> None:
        super().__init__(path)
        self._disk = disk

    def write(self, records: Sequence[Record]) -> None:
        self.try_to_write()
        super().write(records)

    def try_to_write(self) -> None:
        if self._disk.is_full:
            raise StorageError("rooms: no space left")
        super().try_to_write()


def test_while_nothing_can_be_stored_the_server_is_not_well_and_whoever_sends_may_try_again(tmp_path: Path) -> None:
    disk = _Disk()

    async def story() -> None:
        async with running_server(tmp_path, store=_OnDisk(tmp_path / "rooms.sqlite3", disk)) as server:
            keys = await server.open_room()
            came = {"events": [{"kind": "participant_joined", "id": "c1", "participant": "p1"}]}
            before = await server.http("GET", "/healthz")
            disk.is_full = True
            sent = await server.http("POST", "/api/rooms/council/events", key=keys["fac"], body=came)
            full = await server.http("GET", "/healthz")
            disk.is_full = False
            after = await server.http("GET", "/healthz")
            again = await server.http("POST", "/api/rooms/council/events", key=keys["fac"], body=came)

        assert (before.status, full.status, after.status) == (200, 503, 200)
        assert full.body == {"status": "nothing can be stored"}
        (refused,), (taken,) = sent.body["events"], again.body["events"]
        assert (refused["accepted"], refused["retry"]) == (False, True)
        assert (taken["accepted"], taken["retry"]) == (True, False)

    asyncio.run(story())
