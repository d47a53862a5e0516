"""People come when they open their page or are heard, and once."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path

from tests.live_server import OPERATOR, running_server


def test_whoever_is_noted_as_speaking_has_come_and_is_called_by_name_in_log_and_report(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as page:
                begun = await page.event("speech_started", participant="p2")
                server.pass_time(9_000)
                await page.event("speech_ended", participant="p2")
            log = await server.http("GET", "/api/rooms/council/log", key=OPERATOR)
            report = await server.http("GET", "/api/rooms/council/report?format=csv", key=keys["fac"])
            whole = await server.http("GET", "/api/rooms/council/report", key=keys["observer"])
            shown = await server.http("GET", "/api/rooms/council/report?format=html", key=keys["fac"])

        assert begun["type"] == "ack"
        kinds = [(each["kind"], each.get("name")) for each in map(json.loads, log.text.splitlines())]
        assert kinds.index(("participant_joined", "Person 2")) == kinds.index(("speech_started", None)) - 1
        assert "Person 2" in report.text
        assert whole.body["invited_not_here"] == ["Person 1", "Person 3"]
        assert "Person 1, Person 3: invited, never noted as here, and in no figure" in shown.text

    asyncio.run(story())


def test_several_pages_of_one_person_are_one_arrival(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with AsyncExitStack() as tabs:
                pages = await asyncio.gather(*(tabs.enter_async_context(server.page(keys["p1"])) for _ in range(6)))
                await pages[0].event("hand_raised")
            log = await server.http("GET", "/api/rooms/council/log", key=OPERATOR)

        assert log.text.count('"participant_joined"') == 1

    asyncio.run(story())
