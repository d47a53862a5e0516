"""A fault of ours closes one room and is told; all others go on, and the room is served again from its log."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import pytest

from argentum.airtime.events import SpeechStarted
from argentum.ports.room_store import StoredEvent
from argentum.server.room_host import RoomHost
from tests.live_server import RunningServer, running_server

_MARK = "a-word-that-must-be-in-no-log"


def _break(host: RoomHost) -> None:
    """Do what a fault of the fold would: leave the meeting in a state that it cannot go on from."""
    host.room.fold.meeting.state.sessions.append(None)  # type: ignore[arg-type]  # what no event can bring about


async def _fails(server: RunningServer, keys: dict[str, str]) -> str:
    async with server.page(keys["p1"]) as page:
        await page.event("hand_lowered", id="when-the-person-has-a-seat")
        _break(await server.room())
        refused = await page.event("hand_raised", id=_MARK)
        bye = await page.next("bye")
        assert refused["retry"] is True
        return str(bye["reason"])


def test_a_fault_in_one_room_leaves_time_running_in_all_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys, others = await server.open_room(), await server.open_room("other")
            await server.room()
            async with server.page(others["fac"], "other") as other:
                reason = await _fails(server, keys)
                await other.event("speech_started", participant="p1")
                server.pass_time(5_000)
                state = await server.http("GET", "/api/rooms/other", key=others["fac"])

            assert reason == "a fault of the server itself"
            assert state.body["now_ms"] == 5_000

    with caplog.at_level(logging.ERROR, logger="argentum.server"):
        asyncio.run(story())

    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("council: closed after a fault (AttributeError at ")
    assert _MARK not in caplog.text


def test_a_room_that_was_closed_is_served_again_from_its_log_and_what_was_sent_counts_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            await _fails(server, keys)
            async with server.page(keys["p1"]) as page:
                again = await page.event("hand_raised", id=_MARK)
                (row,) = [row for row in page.welcome["state"]["people"] if row["id"] == "p1"]

        assert again["type"] == "ack"
        assert row["hand"] is True

    asyncio.run(story())


def test_a_room_whose_log_cannot_be_folded_is_refused_and_the_others_are_served(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys, others = await server.open_room(), await server.open_room("other")
            broken = SpeechStarted(id="x", at_ms="soon", participant="p1")  # type: ignore[arg-type]  # a damaged log
            await server.rooms.commits.write([StoredEvent(room="council", event=broken)])
            over_rest = await server.http("GET", "/api/rooms/council", key=keys["fac"])
            async with server.socket() as socket:
                await socket.send(json.dumps({"type": "hello", "key": keys["p1"], "clock_ms": 0}))
                refused = json.loads(await socket.recv())
            other = await server.http("GET", "/api/rooms/other", key=others["fac"])

        assert over_rest.status == 503
        assert (refused["reason"], refused["retry"]) == ("this room cannot be served at the moment", True)
        assert other.status == 200

    with caplog.at_level(logging.ERROR, logger="argentum.server"):
        asyncio.run(story())

    assert len([record for record in caplog.records if "its log cannot be read" in record.getMessage()]) <= 2
