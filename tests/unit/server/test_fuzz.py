"""Whatever is sent, drawn from a seed: no fault of the server, only answers that its own description knows."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from argentum.airtime.events import AnyEvent
from argentum.rng import Stream, Streams
from tests.live_server import OPERATOR, Page, RunningServer, running_server

_REQUESTS = 8
_FRAMES = 80
_KINDS = [str(each.__struct_config__.tag) for each in AnyEvent.__args__]
_FIELDS = sorted({name for each in AnyEvent.__args__ for name in each.__struct_fields__})
_PLAIN: list[Any] = [
    *(None, True, False, 0, -1, 2**53, 2**64, -(10**30), 0.5, 1e308),
    *(
        "",
        "p1",
        "p2",
        "fac",
        "e1",
        "bridge",
        "love",
        "secret",
        "token",
        "\ud800",
        "\x00",
        "x" * 600,
        "__proto__",
        "<b>",
    ),
]


def _junk(chance: Stream, depth: int = 0) -> Any:  # noqa: ANN401 - anything
    match chance.randrange(8 if depth < 3 else 6):
        case 6:
            return [_junk(chance, depth + 1) for _ in range(chance.randrange(4))]
        case 7:
            return {str(chance.choice(_FIELDS)): _junk(chance, depth + 1) for _ in range(chance.randrange(4))}
        case _:
            return chance.choice(_PLAIN)


def _event(chance: Stream, number: int) -> dict[str, Any]:
    """Make an event that is right in its kind and id, mostly, and has people in it; the rest is drawn."""
    event: dict[str, Any] = {"kind": chance.choice(_KINDS), "id": f"e{number}"}
    event["participant"] = chance.choice(["p1", "p2", "fac", "e1", "e2"])
    event |= {"code": "love", "muted": True, "ruleset": {"rule": chance.choice(["token", "round-robin"])}}
    for name in _FIELDS[: chance.randrange(3)]:
        event[name] = _junk(chance)
    kept = {"kind", "id", *chance.sample(sorted(event), chance.randrange(1, len(event)))}
    return {name: value for name, value in event.items() if name in kept}


def _frame(chance: Stream, number: int) -> str:
    frames: list[dict[str, Any]] = [
        *({"type": "event", "ref": number, "event": _event(chance, number)},) * 12,
        {"type": "ping", "clock_ms": chance.choice([0, 1.5, 2**53])},
        {"type": "effect", "command_id": "c", "outcome": chance.choice(["confirmed", "left"])},
        {"type": "probe", "findings": {"joined": True, "found": _junk(chance, 2)}},
        {"type": "roster", "endpoints": chance.choice([[], ["e1"]])},
        {"type": _junk(chance), "more": _junk(chance)},
    ]
    return json.dumps(chance.choice(frames))


async def _send_frames(server: RunningServer, key: str, chance: Stream) -> None:
    number = 0
    while number < _FRAMES:
        async with server.page(key) as page:
            with suppress(ConnectionClosed):
                while number < _FRAMES:
                    number += 1
                    server.clock.at_ms += 150
                    await page.socket.send(_frame(chance, number))
                    await _answered(page)


async def _answered(page: Page) -> None:
    """Wait until the server has looked at what was sent, or has hung up."""
    await page.send(type="ping", clock_ms=0)
    await page.next("pong")


@pytest.mark.parametrize("who", ["fac", "p1", "observer", "bridge"])
def test_no_frame_is_a_fault_of_the_server(tmp_path: Path, caplog: pytest.LogCaptureFixture, who: str) -> None:
    chance = Streams(23).named(f"frames of {who}")

    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room(waits=False)
            await _send_frames(server, keys[who], chance)
            state = await server.http("GET", "/api/rooms/council", key=keys["fac"])
            report = await server.http("GET", "/api/rooms/council/report", key=keys["fac"])

        assert (state.status, report.status) == (200, 200)

    with caplog.at_level(logging.ERROR):
        asyncio.run(story())

    assert [record.getMessage() for record in caplog.records] == []


def test_every_answer_is_one_that_the_description_knows(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    chance = Streams(29).named("requests")

    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            described = (await server.http("GET", "/openapi.json")).body["paths"]
            for path, operations in described.items():
                for method, operation in operations.items():
                    if method == "delete" or path == "/api/backup":
                        continue  # One takes the room away, the other gives no text.
                    address = path.replace("{room}", "council").replace("{participant}", chance.choice(["p1", "zoe"]))
                    for _ in range(_REQUESTS):
                        key = chance.choice([OPERATOR, keys["fac"], keys["bridge"]])
                        body = chance.choice([_junk(chance), {"events": [_event(chance, 1)]}, b"\xff{", b"[" * 90_000])
                        sent = json.dumps(body).encode() if not isinstance(body, bytes) else body
                        reply = await server.http(method.upper(), address, key=key, body=sent)
                        assert str(reply.status) in operation["responses"], (method, path, body, reply)
                        if reply.status >= 400:
                            assert set(reply.body["error"]) == {"what", "where", "expected"}

    with caplog.at_level(logging.ERROR):
        asyncio.run(story())

    assert [record.getMessage() for record in caplog.records] == []


def test_every_kind_of_event_is_drawn() -> None:
    chance = Streams(23).named("kinds")

    drawn = {_event(chance, number)["kind"] for number in range(500)}

    assert drawn == set(_KINDS)
