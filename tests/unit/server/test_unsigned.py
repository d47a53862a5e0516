"""Over real sockets: what all others receive and are answered is the same, whichever of two people paid."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.live_server import Page, running_server

_OTHERS = ("fac", "p3", "p4", "observer", "bridge")
_ADDRESSES = ("", "/log", "/report", "/report?format=csv", "/controls", "/balances", "/transactions")


async def _seen(folder: Path, payer: str, code: str, mode: str) -> list[str]:
    """Have somebody pay, and give everything that others have seen of the meeting up to behind the settlement."""
    seen: list[str] = []
    watching = [who for who in _OTHERS if mode == "anonymous" or who != "fac"]
    async with running_server(folder) as server, AsyncExitStack() as stack:
        keys = await server.open_room(people=4, waits=False, ruleset={"rule": "token", "initial_tokens": 20})
        pages: dict[str, Page] = {}
        for who, key in keys.items():
            pages[who] = await stack.enter_async_context(server.page(key))
            # Behind the arrival, which is written like everything else: else two of them come together, or not.
            await server.rooms.commits.write([])
        for who in ("p1", "p2"):
            await pages[who].event("hand_raised")
        await pages["bridge"].event("speaker_changed", participant="p3")
        server.pass_time(4_000)
        sent = await pages[payer].event("reaction_sent", code=code, visibility=mode)
        assert sent["type"] == "ack", sent
        for passed_ms, hand in ((5_000, "hand_lowered"), (60_000, "hand_raised")):
            server.pass_time(passed_ms)
            for who in ("p1", "p2"):
                await pages[who].event(hand)
            for who in watching:
                seen.extend(repr(message) for message in [pages[who].welcome, *await pages[who].everything()])
                for address in _ADDRESSES:
                    reply = await server.http("GET", f"/api/rooms/council{address}", key=keys[who])
                    seen.append(f"{who} {address} {reply.status} {reply.text}")
    return seen


@pytest.mark.parametrize(("code", "mode"), [("hate", "anonymous"), ("like", "secret")])
def test_nothing_on_the_wire_tells_which_of_two_people_paid(tmp_path: Path, code: str, mode: str) -> None:
    seen = []
    for payer in ("p1", "p2"):
        folder = tmp_path / payer
        folder.mkdir()
        seen.append(asyncio.run(_seen(folder, payer, code, mode)))

    one, other = seen
    assert one == other
    # Else there would have been nothing to hide.
    assert any("balances_settled" in each for each in one)
    assert any("reaction_shown" in each for each in one) == (mode == "anonymous")
