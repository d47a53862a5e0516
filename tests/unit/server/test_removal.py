"""The operator removes a room: whole or not at all, and its pages stay calm."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from argentum.adapters.room_store_sqlite.store import SqliteRoomStore
from argentum.errors import StorageError
from argentum.ports.room_store import Record, RoomRemoved
from tests.live_server import OPERATOR, running_server


class _FullWhenRemoving(SqliteRoomStore):
    """A store whose disk is full when something is to be removed."""

    def write(self, records: Sequence[Record]) -> None:
        if any(isinstance(record, RoomRemoved) for record in records):
            raise StorageError("rooms: no space left")
        super().write(records)


def test_a_room_that_has_ended_is_removed_with_everything_and_its_name_is_free(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            await server.open_room("other")
            async with server.page(keys["fac"]) as facilitator:
                await facilitator.event("meeting_closed")
                removed = await server.http("DELETE", "/api/rooms/council", key=OPERATOR)
                bye = await facilitator.next("bye")
                with pytest.raises(ConnectionClosed) as closed:
                    await facilitator.read()
            after = await server.http("GET", "/api/rooms/council", key=keys["fac"])
            again = await server.http("DELETE", "/api/rooms/council", key=OPERATOR)
            listed = await server.http("GET", "/api/rooms", key=OPERATOR)
            fresh = await server.open_room()
            state = await server.http("GET", "/api/rooms/council", key=fresh["fac"])

        assert (removed.status, removed.text) == (204, "")
        assert bye["reason"] == "this room was removed"
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008
        assert (after.status, again.status) == (401, 404)
        assert '"other"' in listed.text
        assert '"council"' not in listed.text
        assert state.body["state"]["meeting"]["open"] is True

    asyncio.run(story())


def test_a_meeting_that_goes_on_is_removed_by_force_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as page:
                refused = await server.http("DELETE", "/api/rooms/council", key=OPERATOR)
                raised = await page.event("hand_raised")
                forced = await server.http("DELETE", "/api/rooms/council?force=true", key=OPERATOR)
                bye = await page.next("bye")
            clock = server.clock
        async with running_server(tmp_path, clock=clock) as again:
            listed = await again.http("GET", "/api/rooms", key=OPERATOR)

        assert (refused.status, refused.body["error"]["what"]) == (409, "the meeting in council has not ended")
        assert raised["type"] == "ack"
        assert (forced.status, bye["reason"]) == (204, "this room was removed")
        assert listed.text == "[]"

    asyncio.run(story())


def test_nobody_else_removes_a_room(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            statuses = [
                (await server.http("DELETE", "/api/rooms/council?force=true", key=key)).status
                for key in (None, "wrong", keys["fac"], keys["bridge"])
            ]
            there = await server.http("GET", "/api/rooms/council", key=keys["fac"])

        assert (statuses, there.status) == ([401] * 4, 200)

    asyncio.run(story())


def test_a_removal_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        store = _FullWhenRemoving(tmp_path / "rooms.sqlite3")
        async with running_server(tmp_path, store=store) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as page:
                refused = await server.http("DELETE", "/api/rooms/council?force=true", key=OPERATOR)
                raised = await page.event("hand_raised")

        assert refused.status == 503
        assert raised["type"] == "ack"

    asyncio.run(story())


def test_a_room_whose_log_cannot_be_read_can_still_be_removed(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            await server.open_room()
            clock = server.clock
        store = SqliteRoomStore(tmp_path / "rooms.sqlite3")
        store._raw.execute("UPDATE event SET line = 'broken'")
        async with running_server(tmp_path, clock=clock, store=store) as server:
            refused = await server.http("DELETE", "/api/rooms/council", key=OPERATOR)
            forced = await server.http("DELETE", "/api/rooms/council?force=true", key=OPERATOR)

        assert (refused.status, forced.status) == (503, 204)

    asyncio.run(story())


def test_what_is_sent_while_a_room_is_removed_is_not_acknowledged(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as page:
                (await server.room()).is_closed = True
                refused = await page.event("hand_raised")

        assert (refused["type"], refused["reason"], refused["retry"]) == (
            "refused",
            "this room is being removed",
            True,
        )

    asyncio.run(story())
