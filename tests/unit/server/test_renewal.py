"""Whoever gives somebody a new link could open their page: that is on record, and shows little of what was before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed

from tests.live_server import OPERATOR, RunningServer, running_server

_RENEW = "/api/rooms/council/keys/p1/renew"


@asynccontextmanager
async def _after_reactions(folder: Path) -> AsyncIterator[tuple[RunningServer, dict[str, str]]]:
    """A room under the token rule in which p1 has sent a signed and an unsigned reaction, and one too dear."""
    async with running_server(folder) as server:
        keys = await server.open_room(ruleset={"rule": "token"})
        async with server.page(keys["fac"]), server.page(keys["p2"]), server.page(keys["p1"]) as person:
            await person.event("reaction_sent", code="love", target="p2")
            await person.event("reaction_sent", code="hate", target="p2")
            await person.event("reaction_sent", code="love", target="p1")
            server.pass_time(5_000)
        yield server, keys


async def _renewed(server: RunningServer, key: str, why: str = "lost her phone") -> str:
    reply = await server.http("POST", _RENEW, key=key, body={"why": why})
    assert reply.status == 200, reply.text
    found: str = reply.body["key"]
    return found


async def _why(server: RunningServer, key: str) -> list[str]:
    reply = await server.http("GET", "/api/rooms/council/transactions", key=key)
    return [each["why"] for each in reply.body["transactions"]]


async def _records(server: RunningServer, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await server.http("GET", "/api/rooms/council/controls", key=key)).body["controls"]
    return found


def test_a_renewal_is_on_record_with_who_when_whose_and_why_and_outlasts_the_server(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_reactions(tmp_path) as (server, keys):
            await _renewed(server, keys["fac"])
            await server.http("POST", "/api/rooms/council/keys/observer/renew", key=OPERATOR)
            records = await _records(server, keys["fac"])
            clock = server.clock
        async with running_server(tmp_path, clock=clock) as again:
            after = await _records(again, keys["fac"])

        assert [(each["at_ms"], each["by"], each["action"], each["target_id"], each["why"]) for each in records] == [
            (5_000, "fac", "key_renewed", "p1", "lost her phone"),
            (5_000, "operator", "key_renewed", "observer", ""),
        ]
        assert after == records

    asyncio.run(story())


def test_whose_link_it_was_is_told_by_whom_and_why_before_the_page_is_closed(tmp_path: Path) -> None:
    async def story() -> list[dict[str, Any]]:
        messages = []
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator, server.page(keys["p1"]) as person:
                await _renewed(server, keys["fac"])
                try:
                    while True:
                        messages.append(await person.read())
                except ConnectionClosed:
                    seen = await facilitator.everything()
        assert "control_recorded" in [each["kind"] for message in seen for each in message.get("decisions", ())]
        return messages

    told = asyncio.run(story())

    assert told[-1] == {"type": "bye", "reason": "this key was renewed by Fay: lost her phone"}
    assert [(each["by"], each["why"]) for each in told[-2]["decisions"]] == [("fac", "lost her phone")]


def test_the_new_key_shows_no_unsigned_payment_from_before_and_says_so(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_reactions(tmp_path) as (server, keys):
            before = await _why(server, keys["p1"])
            key = await _renewed(server, keys["fac"])
            after = await _why(server, key)
            server.pass_time(1_000)
            async with server.page(key) as person:
                state = person.welcome["state"]
                await person.event("reaction_sent", code="boring", target="p2")
            later = await _why(server, key)
            balance = (await server.http("GET", "/api/rooms/council/balances", key=key)).body["balances"]
            others = (await server.http("GET", "/api/rooms/council", key=keys["p2"])).body["state"]

        assert before == ["initial", "reaction sent: love", "reaction sent: hate"]
        assert after == ["initial", "reaction sent: love"]
        assert later == [*after, "reaction sent: boring"]
        # It counts them all: without a true balance nobody could take part.
        assert balance == {"p1": 5.0}
        assert state["renewed"] == {"at_ms": 5_000, "by": "fac", "why": "lost her phone", "times": 1}
        # What was refused is told with what was wished.
        assert [each["kind"] for each in state["recent"]] == ["control_recorded"]
        assert "renewed" not in others

    asyncio.run(story())


def test_after_the_end_a_renewal_is_recorded_and_hides_as_much(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_reactions(tmp_path) as (server, keys):
            async with server.page(keys["fac"]) as facilitator:
                await facilitator.event("meeting_closed")
            server.pass_time(700_000_000)
            key = await _renewed(server, keys["fac"])

            assert await _why(server, key) == ["initial", "reaction sent: love"]
            assert [each["at_ms"] for each in await _records(server, keys["fac"])] == [700_005_000]

    asyncio.run(story())


def test_an_id_of_the_old_key_tells_the_new_one_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_reactions(tmp_path) as (server, keys):
            key = await _renewed(server, keys["fac"])
            server.pass_time(1_000)
            sent = [{"kind": "hand_raised", "id": "e2"}, {"kind": "hand_lowered", "id": "never-sent"}]
            reply = await server.http("POST", "/api/rooms/council/events", key=key, body={"events": sent})
            refused = [{"kind": "reaction_sent", "id": "e3", "code": "love", "target": "p1"}]
            async with server.page(key) as person:
                await server.http("POST", "/api/rooms/council/events", key=key, body={"events": refused})
                told = await person.decision("refused")

        # `e2` was the hate, at 0.
        assert [(each["accepted"], each["at_ms"]) for each in reply.body["events"]] == [(True, 6_000), (True, 6_000)]
        assert told["event_id"] == "p1..1:e3"

    asyncio.run(story())


def test_a_reason_that_cannot_be_shown_is_refused_and_the_key_stays(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            reply = await server.http("POST", _RENEW, key=keys["fac"], body={"why": "two\nlines"})
            still = await server.http("GET", "/api/rooms/council", key=keys["p1"])
            records = await _records(server, keys["fac"])

        assert (reply.status, reply.body["error"]["where"]) == (422, "why")
        assert (still.status, records) == (200, [])

    asyncio.run(story())


def test_nobody_can_write_a_renewal_as_an_event(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator:
                answer = await facilitator.event("key_renewed", participant="p1")

        assert (answer["type"], answer["reason"]) == ("refused", "key_renewed is written by the server alone")

    asyncio.run(story())
