"""Several rooms at once: nothing is lost, nothing is mixed up, and order is kept. `make bench` measures the speed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from tests.live_server import Page, running_server

ROOMS, PEOPLE, TURNS = 6, 5, 12


def test_every_page_hears_every_turn_of_its_own_room_in_order(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server, AsyncExitStack() as stack:
            bridges: list[Page] = []
            pages: list[tuple[int, Page]] = []
            for number in range(ROOMS):
                room = f"room-{number}"
                keys = await server.open_room(room, people=PEOPLE)
                bridges.append(await stack.enter_async_context(server.page(keys["bridge"], room)))
                for person in range(1, PEOPLE + 1):
                    page = await stack.enter_async_context(server.page(keys[f"p{person}"], room))
                    pages.append((number, page))

            async def speak(number: int) -> None:
                for turn in range(TURNS):
                    who = f"p{turn % PEOPLE + 1}"
                    await bridges[number].send(
                        type="event",
                        ref=turn,
                        event={"kind": "speaker_changed", "id": f"room-{number}-{turn}", "participant": who},
                    )
                for turn in range(TURNS):
                    assert (await bridges[number].next("ack"))["ref"] == turn

            await asyncio.gather(*(speak(number) for number in range(ROOMS)))
            heard = [(number, await page.everything()) for number, page in pages]

        for number, messages in heard:
            turns = [message["event"]["id"] for message in messages if "event" in message]
            assert turns == [f"bridge:room-{number}-{turn}" for turn in range(TURNS)]
            sequence = [message["now_ms"] for message in messages if message["type"] == "change"]
            assert sequence == sorted(sequence)

    asyncio.run(story())
