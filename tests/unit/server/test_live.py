"""The live room over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from argentum.adapters.room_store_sqlite.store import SqliteRoomStore
from argentum.errors import StorageError
from argentum.ports.room_store import Record, StoredEvent
from tests.live_server import running_server


def test_an_event_is_acknowledged_and_shown_to_all(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator, server.page(keys["observer"]) as observer:
                server.clock.at_ms += 4_200

                acknowledged = await facilitator.event("speech_started", participant="p1", id="s1")
                shown = await observer.until(lambda message: message.get("event", {}).get("kind") == "speech_started")

        assert (acknowledged["type"], acknowledged["id"], acknowledged["at_ms"]) == ("ack", "s1", 4_200)
        assert shown["event"]["participant"] == "p1"
        assert [row["speaking_since_ms"] for row in shown["people"] if row["id"] == "p1"] == [4_200]

    asyncio.run(story())


def test_the_same_id_again_counts_once_and_gets_the_same_answer(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator:
                first = await facilitator.event("speech_started", participant="p1", id="s1")
                server.clock.at_ms += 5_000
                await facilitator.event("speech_ended", participant="p1", id="s2")
                again = await facilitator.event("speech_started", participant="p1", id="s1")
            sent = {"events": [{"kind": "speech_started", "participant": "p1", "id": "s1"}] * 2}
            over_rest = await server.http("POST", "/api/rooms/council/events", key=keys["fac"], body=sent)
            state = await server.http("GET", "/api/rooms/council", key=keys["fac"])

        assert again["at_ms"] == first["at_ms"]
        assert (
            over_rest.body["events"]
            == [{"id": "s1", "accepted": True, "at_ms": first["at_ms"], "reason": None, "retry": False}] * 2
        )
        assert state.body["state"]["speaking"] == []

    asyncio.run(story())


def test_what_has_no_effect_is_refused_to_its_sender(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as person, server.page(keys["p2"]) as other:
                to_oneself = await person.event("reaction_sent", code="like", target="p1")
                control = await person.event("meeting_paused")
                for_another = await person.event("hand_raised", participant="p2")
                seen = await other.everything()

        assert to_oneself["reason"] == "like: a reaction to oneself does not count"
        assert control["reason"] == "a key for participant cannot send meeting_paused"
        assert for_another["reason"] == "hand_raised can only be sent for oneself"
        assert not [message for message in seen if "refused" in str(message)]
        # It will never be taken, however often it is sent.
        assert not [answer for answer in (to_oneself, control, for_another) if "retry" in answer]

    asyncio.run(story())


def test_what_was_acknowledged_is_there_after_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator:
                await facilitator.event("speech_started", participant="p1")
                server.clock.at_ms += 10_000
                await facilitator.event("speech_ended", participant="p1")
            clock = server.clock

        async with running_server(tmp_path, clock=clock) as again, again.page(keys["fac"]) as facilitator:
            rows = {row["id"]: row for row in facilitator.welcome["state"]["people"]}

        assert (rows["p1"]["talk_ms"], rows["p1"]["confirmed_ms"]) == (10_000, 10_000)

    asyncio.run(story())


def test_speech_that_was_open_when_the_server_ended_ends_with_its_last_tick(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator:
                await facilitator.event("speech_started", participant="p1")
                for _ in range(7):
                    server.pass_time(1_000)
                    await server.rooms.commits.write([])
            clock = server.clock
        clock.at_ms += 600_000

        async with running_server(tmp_path, clock=clock) as again, again.page(keys["fac"]) as facilitator:
            rows = {row["id"]: row for row in facilitator.welcome["state"]["people"]}

        assert (rows["p1"]["talk_ms"], rows["p1"]["confirmed_ms"]) == (5_000, 0)

    asyncio.run(story())


def test_an_event_that_cannot_be_stored_is_refused_and_shown_to_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class FullDisk(SqliteRoomStore):
        """A store on a disk that can be filled up."""

        full = False

        def write(self, records: Sequence[Record]) -> None:
            if self.full and any(isinstance(record, StoredEvent) for record in records):
                raise StorageError("rooms.sqlite3: the disk is full")
            super().write(records)

    async def story() -> None:
        store = FullDisk(tmp_path / "rooms.sqlite3")
        async with running_server(tmp_path, store=store) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator, server.page(keys["observer"]) as observer:
                await facilitator.event("hand_raised", id="first")
                store.full = True
                for _ in range(3):
                    refused = await facilitator.event("speech_started", participant="p1", id="s1")
                store.full = False
                accepted = await facilitator.event("speech_started", participant="p2", id="s1")
                seen = await observer.everything()

        started = [message["event"] for message in seen if message.get("event", {}).get("kind") == "speech_started"]
        assert refused == {
            "type": "refused",
            "ref": "ref-4",
            "id": "s1",
            "reason": "the server could not store it; try again",
            "retry": True,
        }
        assert accepted["type"] == "ack"
        assert [event["participant"] for event in started] == ["p2"]

    asyncio.run(story())

    assert [record.getMessage() for record in caplog.records if "stored" in record.getMessage()] == [
        "council: events cannot be stored: rooms.sqlite3: the disk is full",
        "council: events can be stored again",
    ]


def test_who_opens_their_page_is_present_and_stays_so_when_it_closes(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["observer"]) as observer:
                async with server.page(keys["p1"]):
                    joined = await observer.next("change")
                await server.rooms.commits.write([])
                after = await observer.everything()

        assert [(row["id"], row["present"]) for row in joined["people"]] == [("p1", True)]
        assert after == []

    asyncio.run(story())


def test_a_server_that_ends_says_goodbye(tmp_path: Path) -> None:
    async def story() -> None:
        async with AsyncExitStack() as stack:
            async with running_server(tmp_path) as server:
                keys = await server.open_room()
                page = await stack.enter_async_context(server.page(keys["p1"]))
            bye = await page.next("bye")
            with pytest.raises(ConnectionClosed) as closed:
                await page.read()

        assert bye["reason"] == "the server ends"
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1001

    asyncio.run(story())


def test_a_meeting_that_is_over_takes_nothing_more(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator:
                closed = await facilitator.event("meeting_closed")
                after = await facilitator.event("speech_started", participant="p1")
            state = await server.http("GET", "/api/rooms/council", key=keys["fac"])

        assert (closed["type"], after["reason"]) == ("ack", "the meeting is over")
        assert state.body["state"]["meeting"]["open"] is False

    asyncio.run(story())


def test_a_room_waits_to_be_begun_unless_its_opening_says_otherwise(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            waiting = await server.open_room("council")
            begun = await server.open_room("standup", waits=False)
            server.pass_time(60_000)
            async with server.page(waiting["fac"]) as facilitator, server.page(begun["fac"], "standup") as other:
                before = facilitator.welcome["state"]["meeting"]
                at_once = other.welcome["state"]["meeting"]
                await facilitator.event("meeting_resumed")
            server.pass_time(5_000)
            async with server.page(waiting["fac"]) as facilitator:
                after = facilitator.welcome["state"]["meeting"]

        assert (before["begun"], before["paused"], before["elapsed_ms"]) == (False, True, 0)
        assert (at_once["begun"], at_once["paused"], at_once["elapsed_ms"]) == (True, False, 60_000)
        assert (after["begun"], after["paused"], after["elapsed_ms"]) == (True, False, 5_000)

    asyncio.run(story())
