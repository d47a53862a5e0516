"""Rooms, people and keys over REST."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from tests.live_server import OPERATOR, running_server

_FAC = [{"id": "fac", "name": "Fay"}]


def test_opening_a_room_gives_keys_and_pages_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            body = {"room": "council", "facilitators": _FAC, "people": [{"id": "ann", "name": "Ann"}]}
            opened = await server.http("POST", "/api/rooms", key=OPERATOR, body=body)
            listed = await server.http("GET", "/api/rooms", key=OPERATOR)

        roles = {person["id"]: person["role"] for person in opened.body["people"]}
        keys = [person["key"] for person in opened.body["people"]]
        assert opened.status == 201
        assert roles == {"fac": "facilitator", "ann": "participant"}
        assert opened.body["people"][1]["page"] == f"/rooms/council/participant#key={keys[1]}"
        assert opened.body["bridge"]["page"].startswith("/rooms/council/bridge#key=")
        assert listed.text == '[{"room":"council","opened_at":"2027-01-15T08:00:00.000+00:00","people":2}]'
        assert (tmp_path / "rooms.sqlite3").read_bytes().find(keys[1].encode()) == -1

    asyncio.run(story())


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({"room": "../etc", "facilitators": _FAC}, 422, "body.room"),
        ({"room": "council", "facilitators": []}, 422, "body.facilitators"),
        ({"room": "council", "facilitators": _FAC, "color": 1}, 422, "body.color"),
        ({"room": "council", "facilitators": _FAC, "planned_ms": -1}, 422, "body.planned_ms"),
        ({"room": "council", "facilitators": _FAC, "people": _FAC}, 422, "people.id"),
        ({"room": "council", "facilitators": [{"id": "bridge", "name": "B"}]}, 422, "people.id"),
        ({"room": "council", "facilitators": [{"id": "a..b", "name": "B"}]}, 422, "people.id"),
        ({"room": "council", "facilitators": [{"id": "fac", "name": "a\u0007"}]}, 422, "people.name"),
        ({"room": "council", "facilitators": [{"id": "fac", "name": "x" * 81}]}, 422, "body.facilitators.0.name"),
        ({"room": "council", "facilitators": _FAC, "waits": 0}, 422, "body.waits"),
        ({"room": "council", "facilitators": _FAC, "planned_ms": "60000"}, 422, "body.planned_ms"),
        ({"room": "council", "facilitators": _FAC, "ruleset": {"rule": "anarchy"}}, 422, "ruleset"),
        ({"room": "council", "facilitators": _FAC, "ruleset": {"custom_ms": {"zoe": 1}}}, 422, "ruleset.custom_ms"),
        (b"{", 422, "body.1"),
    ],
)
def test_a_wrong_room_is_refused_whole(tmp_path: Path, body: object, status: int, where: str) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            refused = await server.http("POST", "/api/rooms", key=OPERATOR, body=body)
            listed = await server.http("GET", "/api/rooms", key=OPERATOR)

        assert (refused.status, refused.body["error"]["where"]) == (status, where)
        assert set(refused.body["error"]) == {"what", "where", "expected"}
        assert listed.text == "[]"

    asyncio.run(story())


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            body = {"room": "council", "facilitators": _FAC}
            both = await asyncio.gather(
                server.http("POST", "/api/rooms", key=OPERATOR, body=body),
                server.http("POST", "/api/rooms", key=OPERATOR, body=body),
            )

        assert sorted(reply.status for reply in both) == [201, 409]

    asyncio.run(story())


@pytest.mark.parametrize(
    ("method", "path", "holders"),
    [
        ("GET", "/api/rooms", {"operator"}),
        ("GET", "/api/rooms/council", {"operator", "fac", "p1", "observer", "bridge"}),
        ("GET", "/api/rooms/council/log", {"operator", "fac"}),
        ("GET", "/api/rooms/council/report", {"operator", "fac", "observer"}),
        ("GET", "/api/rooms/council/controls", {"operator", "fac"}),
        ("GET", "/api/rooms/council/balances", {"operator", "fac", "p1"}),
        ("GET", "/api/rooms/council/transactions", {"operator", "fac", "p1"}),
        ("POST", "/api/rooms/council/people", {"operator", "fac"}),
        ("POST", "/api/rooms/council/keys/p2/renew", {"operator", "fac"}),
        ("POST", "/api/rooms/council/intake/prosody", {"bridge"}),
        ("POST", "/api/rooms/council/events", {"fac", "p1", "observer", "bridge"}),
    ],
)
def test_a_request_is_for_its_holders_alone(tmp_path: Path, method: str, path: str, holders: set[str]) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = {**await server.open_room(), "operator": OPERATOR}
            other = await server.open_room("other")
            allowed = set()
            bodies: dict[str, Any] = {
                "/api/rooms/council/people": {"id": "zoe", "name": "Zoe"},
                "/api/rooms/council/events": {"events": []},
                "/api/rooms/council/intake/prosody": {"event_name": "muc-room-created"},
            }
            for holder in ("operator", "fac", "p1", "observer", "bridge"):
                reply = await server.http(method, path, key=keys[holder], body=bodies.get(path))
                assert reply.status in {200, 201, 401, 403, 409}, reply.text
                if reply.status in {200, 201, 409}:
                    allowed.add(holder)
            outside = [
                (await server.http(method, path, key=key, body=bodies.get(path))).status
                for key in (None, "wrong", "x" * 300, other["fac"])
            ]

        assert allowed == holders
        assert outside == [401] * 4

    asyncio.run(story())


def test_without_a_key_nobody_learns_whether_a_room_exists(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            await server.open_room()
            there = await server.http("GET", "/api/rooms/council", key="wrong")
            not_there = await server.http("GET", "/api/rooms/nowhere", key="wrong")
            for_operator = await server.http("GET", "/api/rooms/nowhere", key=OPERATOR)

        assert (there.status, there.text) == (not_there.status, not_there.text)
        assert for_operator.status == 404

    asyncio.run(story())


def test_a_renewed_key_kills_the_old_one_and_its_sockets(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as page:
                renewed = await server.http("POST", "/api/rooms/council/keys/p1/renew", key=keys["fac"])
                bye = await page.next("bye")
                with pytest.raises(ConnectionClosed) as closed:
                    await page.read()
            with_old = await server.http("GET", "/api/rooms/council", key=keys["p1"])
            with_new = await server.http("GET", "/api/rooms/council", key=renewed.body["key"])
            clock = server.clock
        async with running_server(tmp_path, clock=clock) as again:
            after = await again.http("GET", "/api/rooms/council", key=keys["p1"])

        assert bye["reason"] == "this key was renewed by Fay"
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008
        assert (with_old.status, with_new.status, after.status) == (401, 200, 401)

    asyncio.run(story())


def test_somebody_invited_later_is_shown_and_lasts(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["observer"]) as observer:
                zoe = await server.http(
                    "POST", "/api/rooms/council/people", key=keys["fac"], body={"id": "zoe", "name": "Zoe"}
                )
                change = await observer.next("change")
            again = await server.http(
                "POST", "/api/rooms/council/people", key=keys["fac"], body={"id": "zoe", "name": "Zoe"}
            )
            clock = server.clock
        async with running_server(tmp_path, clock=clock) as later, later.page(zoe.body["key"]) as page:
            role = page.welcome["role"], page.welcome["participant"]

        assert [row["name"] for row in change["people"]] == ["Zoe"]
        assert again.status == 409
        assert role == ("participant", "zoe")

    asyncio.run(story())


def test_the_interface_describes_itself(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            described = await server.http("GET", "/openapi.json")
            healthy = await server.http("GET", "/healthz")

        assert described.body["paths"]["/api/rooms/{room}/events"]["post"]["security"] == [{"HTTPBearer": []}]
        refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
        for path, operations in described.body["paths"].items():
            for method, operation in operations.items():
                for status in ("400", "401", "413", "422", "429", "503"):
                    assert operation["responses"][status]["content"] == refusal, (method, path, status)
        assert healthy.body == {"status": "ok"}

    asyncio.run(story())


def test_a_wrong_method_is_told_all_that_there_are(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            rooms = await server.http("PATCH", "/api/rooms", key=OPERATOR)
            room = await server.http("OPTIONS", "/api/rooms/council", key=OPERATOR)

        assert (rooms.status, sorted(rooms.headers["allow"].split(", "))) == (405, ["GET", "POST"])
        assert (room.status, sorted(room.headers["allow"].split(", "))) == (405, ["DELETE", "GET"])

    asyncio.run(story())
