"""What every request passes, and what every answer carries."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from argentum.server.routes.pages import bridge_policy
from tests.live_server import OPERATOR, running_server


@pytest.mark.parametrize("path", ["/healthz", "/api/rooms", "/", "/static/none.js", "/rooms/council/participant", "/x"])
def test_every_answer_forbids_what_a_page_of_ours_does_not_need(tmp_path: Path, path: str) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            reply = await server.http("GET", path)

        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
        assert "unsafe" not in reply.headers["content-security-policy"]
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert "server" not in reply.headers

    asyncio.run(story())


def test_a_foreign_name_that_points_here_is_refused(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            reply = await server.http("GET", "/api/rooms", key=OPERATOR, headers={"Host": "evil.example"})

        assert reply.status == 421
        assert reply.body["error"]["where"] == "Host"

    asyncio.run(story())


def test_a_page_of_another_origin_opens_no_socket(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            with pytest.raises(InvalidStatus) as refused:
                async with server.socket(origin="https://evil.example"):
                    pass
            async with server.socket(origin=f"http://{server.host}") as socket:
                await socket.send(f'{{"type":"hello","key":"{keys["p1"]}","clock_ms":0}}')
                welcome = await socket.recv()

        assert refused.value.response.status_code == 403
        assert '"type":"welcome"' in str(welcome)

    asyncio.run(story())


def test_a_body_that_says_how_large_it_is_is_refused_unread(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            reply = await server.http(
                "POST", "/api/rooms", key=OPERATOR, body=b"", headers={"Content-Length": "300000"}
            )

        assert reply.status == 413
        assert reply.body["error"]["where"] == "body"

    asyncio.run(story())


def test_a_body_that_does_not_say_how_large_it_is_is_read_up_to_the_limit(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            head = f"POST /api/rooms HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: application/json\r\n"
            writer.write(f"{head}Authorization: Bearer {OPERATOR}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
            for _ in range(10):
                writer.write(b"8000\r\n" + b" " * 0x8000 + b"\r\n")
            status = await reader.readline()
            writer.close()

        assert b" 400 " in status

    asyncio.run(story())


def test_a_fault_of_the_server_tells_nothing_of_its_inside(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            await server.open_room()
            server.rooms.limits = None  # type: ignore[assignment]  # what no request can bring about
            keys = await server.http("GET", "/api/rooms/council", key="key-number-0001")

        assert keys.status == 500
        assert "NoneType" not in keys.text
        assert "AttributeError" not in keys.text

    asyncio.run(story())


def test_the_bridge_page_may_load_meetings_of_named_hosts_alone() -> None:
    policy = bridge_policy(("meet.example.org",))

    assert "script-src 'self' https://meet.example.org;" in policy
    assert "frame-src https://meet.example.org;" in policy
    assert "unsafe" not in policy
