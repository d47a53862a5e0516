"""The live room over a real socket."""

from __future__ import annotations

import asyncio
from pathlib import Path

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

        assert rows["p1"]["talk_ms"] == 10_000

    asyncio.run(story())
