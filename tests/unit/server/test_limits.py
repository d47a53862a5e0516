"""Too much, too large, too fast, too slow, too late: refused, told in one line, and logged without content."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from argentum.server.connection import MOST_WAITING
from argentum.server.frames import LARGEST_FRAME
from argentum.server.keys import digest_of
from argentum.server.rate_limit import RATES, Asked
from argentum.server.settings import ServerSettings
from argentum.server.wire_forms import MOST_EVENTS
from tests.live_server import running_server

_MARK = "a-word-that-must-be-in-no-log"


async def _closed_with(socket: ClientConnection) -> tuple[int, str]:
    """Read to the end; gives the close code and the last reason that was told."""
    reason = ""
    try:
        while True:
            message = json.loads(await asyncio.wait_for(socket.recv(), 20))
            reason = message.get("reason", reason)
    except ConnectionClosed as closed:
        return (0 if closed.rcvd is None else closed.rcvd.code), reason


@pytest.mark.parametrize(
    ("frame", "code", "reason"),
    [
        ("{", 1008, "malformed frame"),
        ("[]", 1008, "malformed frame"),
        (b"\x00", 1008, "malformed frame"),
        (f'{{"type":"dance","why":"{_MARK}"}}', 1008, "malformed frame"),
        (f'{{"type":"ping","clock_ms":0,"more":"{_MARK}"}}', 1008, "malformed frame"),
        (f'{{"type":"hello","key":"{_MARK}","clock_ms":0}}', 1008, "a second hello"),
        ('{"type":"probe","findings":{}}', 1008, "a frame that only a bridge sends"),
        ('{"type":"roster","endpoints":[]}', 1008, "a frame that only a bridge sends"),
        (
            '{"type":"effect","command_id":"c","outcome":"confirmed","detail":""}',
            1008,
            "a frame that only a bridge sends",
        ),
        ('{"type":"ping","clock_ms":' + "1" * LARGEST_FRAME + "}", 1009, ""),
        ("[" * 10_000, 1008, "malformed frame"),
        ('{"type":"event","ref":1,"event":{"a":' + "[" * 7_000 + "]" * 7_000 + "}}", 1008, "malformed frame"),
    ],
)
def test_a_bad_frame_ends_the_connection_and_is_logged_without_its_content(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, frame: str | bytes, code: int, reason: str
) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as page:
                await page.socket.send(frame)
                assert await _closed_with(page.socket) == (code, reason)

    with caplog.at_level(logging.INFO, logger="argentum.server"):
        asyncio.run(story())

    assert [record for record in caplog.records if "p1" in record.getMessage()]
    assert _MARK not in caplog.text
    assert "key-number" not in caplog.text


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        ("{", "the first frame is no hello"),
        ('{"type":"ping","clock_ms":0}', "the first frame is no hello"),
        ('{"type":"probe","findings":{"a":' + "[" * 7_000 + "]" * 7_000 + "}}", "the first frame is no hello"),
        ('{"type":"hello","key":"wrong","clock_ms":0}', "no key for this room"),
        ('{"type":"hello","key":"' + "x" * 300 + '","clock_ms":0}', "the first frame is no hello"),
    ],
)
def test_whoever_says_no_proper_hello_is_refused(tmp_path: Path, frame: str, reason: str) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            await server.open_room()
            async with server.socket() as socket:
                await socket.send(frame)
                assert await _closed_with(socket) == (1008, reason)

    asyncio.run(story())


def test_a_key_of_another_room_opens_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            await server.open_room()
            other = await server.open_room("other")
            async with server.socket("council") as socket:
                await socket.send(json.dumps({"type": "hello", "key": other["fac"], "clock_ms": 0}))
                assert await _closed_with(socket) == (1008, "no key for this room")

    asyncio.run(story())


def test_a_key_opens_eight_sockets_at_once_and_the_next_may_come_later(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with AsyncExitStack() as stack:
                for _ in range(8):
                    await stack.enter_async_context(server.page(keys["p1"]))
                ninth = await stack.enter_async_context(server.socket())
                await ninth.send(json.dumps({"type": "hello", "key": keys["p1"], "clock_ms": 0}))
                assert await _closed_with(ninth) == (1008, "this key has too many connections already")

    asyncio.run(story())


def test_the_one_link_of_all_observers_opens_more_sockets_than_a_person_has(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with AsyncExitStack() as stack:
                pages = [await stack.enter_async_context(server.page(keys["observer"])) for _ in range(9)]

        assert [page.welcome["role"] for page in pages] == ["observer"] * 9

    asyncio.run(story())


def test_more_than_a_key_may_send_is_refused_until_time_has_passed(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as page:
                answers = [await page.event("hand_raised") for _ in range(42)]
                server.clock.at_ms += 100
                after = [await page.event("hand_lowered") for _ in range(3)]

        assert [answer["type"] for answer in answers] == ["ack"] * 40 + ["refused"] * 2
        assert answers[-1] == {
            "type": "refused",
            "ref": "ref-42",
            "reason": "too many at once; send it again in a while",
            "retry": True,
        }
        assert [answer["type"] for answer in after] == ["ack", "ack", "refused"]

    asyncio.run(story())


def test_whoever_floods_is_cut_off(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as page:
                for _ in range(200):
                    await page.send(type="ping", clock_ms=0)
                assert (await _closed_with(page.socket))[0] == 1008

    asyncio.run(story())


def test_the_limit_is_of_the_key_and_not_of_the_socket(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["p1"]) as one, server.page(keys["p1"]) as other:
                for number in range(30):
                    await one.event("hand_raised", id=f"a{number}")
                answers = [await other.event("hand_raised", id=f"b{number}") for number in range(11)]
            rest = await server.http(
                "POST",
                "/api/rooms/council/events",
                key=keys["p1"],
                body={"events": [{"kind": "hand_raised", "id": "r"}]},
            )

        assert [answer["type"] for answer in answers].count("ack") == 10
        assert rest.status == 429

    asyncio.run(story())


def test_a_page_that_is_far_behind_gets_a_state_instead(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator, server.page(keys["observer"]) as observer:
                host = await server.room()
                (slow,) = [each for each in host.connections if each.viewer.role == "observer"]
                await facilitator.event("speech_started", participant="p1")
                for _ in range(MOST_WAITING + 1):
                    slow.put('{"type":"change","decisions":[],"people":[]}')
                server.pass_time(0)
                state = await observer.next("state")

        assert state["state"]["speaking"] == ["p1"]

    asyncio.run(story())


def test_a_page_that_reads_nothing_is_let_go(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["observer"]):
                host = await server.room()
                (slow,) = host.connections
                slow.sending_since_ms = server.clock.at_ms
                server.pass_time(20_001)

                assert slow.is_closing

    asyncio.run(story())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"events": [{"kind": "hand_raised", "id": "\\ud800"}]}', 422),
        (b'{"events": [{"kind": "\\ud800", "id": "e1"}]}', 422),
        (b'{"events": [{"\\ud800": 1, "id": "e1"}]}', 422),
        (b'{"events": [{"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}]}", 400),
        (b'{"\\ud800": []}', 422),
    ],
)
def test_a_body_that_cannot_be_written_down_is_refused_and_no_fault_of_the_server(
    tmp_path: Path, body: bytes, status: int
) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            reply = await server.http("POST", "/api/rooms/council/events", key=keys["p1"], body=body)

        assert reply.status == status, reply.text
        assert set(reply.body["error"]) == {"what", "where", "expected"}

    asyncio.run(story())


def test_as_many_events_as_a_request_may_hold_are_taken_at_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            sent = [{"kind": "hand_raised", "id": f"e{number}"} for number in range(MOST_EVENTS)]
            taken = await server.http("POST", "/api/rooms/council/events", key=keys["p1"], body={"events": sent})
            more = [*sent, {"kind": "hand_raised", "id": "one-more"}]
            refused = await server.http("POST", "/api/rooms/council/events", key=keys["p2"], body={"events": more})

        assert (taken.status, refused.status) == (200, 422)
        assert RATES["participant"][1] == MOST_EVENTS

    asyncio.run(story())


@pytest.mark.parametrize(
    ("method", "path", "what", "answered"),
    [
        ("GET", "/api/rooms/council", "reading", 200),
        ("GET", "/api/rooms/council/log", "records", 200),
        ("GET", "/api/rooms/council/report", "records", 200),
        ("POST", "/api/rooms/council/keys/observer/renew", "changing", 200),
        ("POST", "/api/rooms/council/people", "changing", 422),
    ],
)
def test_what_a_key_asks_for_is_bounded_and_comes_again_with_time(
    tmp_path: Path, method: str, path: str, what: Asked, answered: int
) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            body = {"id": "bridge", "name": "Nobody"} if path.endswith("people") else None
            digest, most = digest_of(keys["fac"]), RATES[what][1]
            assert server.rooms.limits.allows(digest, what, server.clock.at_ms, most - 1)
            statuses = [(await server.http(method, path, key=keys["fac"], body=body)).status for _ in range(2)]
            refused = await server.http(method, path, key=keys["fac"], body=body)
            other = await server.http("GET", "/api/rooms/council", key=keys["p1"])
            server.clock.at_ms += 1_000
            later = await server.http(method, path, key=keys["fac"], body=body)

        assert statuses == [answered, 429]
        assert (refused.status, refused.headers["retry-after"], other.status) == (429, "1", 200)
        assert set(refused.body["error"]) == {"what", "where", "expected"}
        assert later.status == answered

    asyncio.run(story())


def test_the_operator_opens_as_many_rooms_at_once_as_there_can_be() -> None:
    assert RATES["opening"][1] == ServerSettings(operator_digest=b"", hosts=()).most_rooms
