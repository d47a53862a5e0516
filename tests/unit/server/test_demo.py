"""A meeting of simulated people, as a newcomer sees it."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

from argentum.server.demo import MINUTES, ROOM, Demo
from tests.live_server import running_server

_STEP_MS = 200


def test_the_people_meet_heed_a_pause_and_come_to_an_end(tmp_path: Path) -> None:
    async def story() -> None:
        pace = 40.0
        demo = Demo(pace=pace)
        async with running_server(tmp_path) as server:
            given = await server.rooms.open(demo.invitation)
            host = await server.room(ROOM)
            keys = {viewer.participant or viewer.role: key for viewer, key in given.items()}
            async with server.page(keys["fac"], ROOM) as facilitator:
                for step in range(math.ceil(MINUTES * 60_000 / pace / _STEP_MS) + 1):
                    server.clock.at_ms += _STEP_MS
                    demo.step(host, _STEP_MS)
                    server.rooms.advance()
                    if step == 40:
                        await facilitator.event("meeting_paused")
                        before = host.room.state.sessions[:]
                        for _ in range(20):
                            server.clock.at_ms += _STEP_MS
                            demo.step(host, _STEP_MS)
                        await facilitator.event("meeting_resumed")
                        paused = host.room.state.sessions == before
                await server.rooms.commits.write([])
                await facilitator.everything()
                rows = {row.id: row for row in host.room.display.rows.full_rows(host.room.state)}

        assert paused
        assert not host.room.is_open
        assert sum(row.turns > 0 for row in rows.values()) == 6
        assert all("simulated" in row.name for row in rows.values() if row.id != "fac")

    asyncio.run(story())
