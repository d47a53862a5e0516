"""What a room has on record, over REST."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from argentum.airtime.event_log import decode_log
from argentum.airtime.tracker import follow
from tests.live_server import OPERATOR, RunningServer, running_server


@asynccontextmanager
async def _after_a_minute(
    folder: Path, rule: str = "equal-share"
) -> AsyncIterator[tuple[RunningServer, dict[str, str]]]:
    """A room where p1 has spoken for a minute, got an anonymous and a signed reaction, and a bonus."""
    async with running_server(folder) as server:
        keys = await server.open_room(ruleset={"rule": rule})
        async with server.page(keys["fac"]) as facilitator, server.page(keys["p2"]) as person, server.page(keys["p1"]):
            await facilitator.event("speech_started", participant="p1")
            await person.event("reaction_sent", code="boring")
            await person.event("reaction_sent", code="like")
            server.pass_time(60_000)
            await facilitator.event("speech_ended", participant="p1")
            await facilitator.event("time_granted", participant="p1", granted_ms=30_000, why="was <b>interrupted</b>")
            yield server, keys


def test_the_log_can_be_read_like_any_other(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_a_minute(tmp_path) as (server, keys):
            whole = await server.http("GET", "/api/rooms/council/log", key=OPERATOR)
            redacted = await server.http("GET", "/api/rooms/council/log", key=keys["fac"])

        assert whole.headers["content-type"] == "application/x-ndjson"
        assert follow(decode_log(whole.text, source="log")).meeting.state.seats["p1"].talk_ms == 60_000
        assert ("boring" in whole.text, "boring" in redacted.text, "like" in redacted.text) == (True, False, True)

    asyncio.run(story())


def test_the_report_is_of_the_meeting_so_far(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_a_minute(tmp_path) as (server, keys):
            as_json = await server.http("GET", "/api/rooms/council/report", key=keys["observer"])
            as_csv = await server.http("GET", "/api/rooms/council/report?format=csv", key=keys["fac"])
            page = await server.http("GET", "/api/rooms/council/report?format=html", key=keys["fac"])
            wrong = await server.http("GET", "/api/rooms/council/report?format=pdf", key=keys["fac"])

        talk = {person["id"]: person["talk_ms"] for person in as_json.body["participants"]}
        assert talk == {"fac": 0, "p1": 60_000, "p2": 0}
        assert as_csv.headers["content-type"].startswith("text/csv")
        assert page.text.startswith("<!doctype html>") or page.text.lower().startswith("<!doctype html")
        assert page.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert wrong.status == 422

    asyncio.run(story())


def test_under_the_token_rule_a_report_tells_nobodys_balance(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_a_minute(tmp_path, "token") as (server, keys):
            for_observer = await server.http("GET", "/api/rooms/council/report", key=keys["observer"])
            for_operator = await server.http("GET", "/api/rooms/council/report", key=OPERATOR)
            own = await server.http("GET", "/api/rooms/council/balances", key=keys["p2"])
            moved = await server.http("GET", "/api/rooms/council/transactions", key=keys["fac"])

        assert "allocat" not in json.dumps(for_observer.body) or _allocated(for_observer.body) == [None] * 3
        assert _allocated(for_operator.body) != _allocated(for_observer.body)
        assert list(own.body["balances"]) == ["p2"]
        assert not [each for each in moved.body["transactions"] if "reaction" in each["why"]]

    asyncio.run(story())


def _allocated(report: dict[str, list[dict[str, object]]]) -> list[object]:
    return [value for person in report["participants"] for key, value in person.items() if key.startswith("allocated")]


def test_controls_are_on_record_with_who_when_and_why(tmp_path: Path) -> None:
    async def story() -> None:
        async with _after_a_minute(tmp_path) as (server, keys):
            found = await server.http("GET", "/api/rooms/council/controls", key=keys["fac"])

        (record,) = found.body["controls"]
        assert (record["by"], record["action"], record["target_id"]) == ("fac", "time_granted", "p1")
        assert (record["at_ms"], record["why"]) == (60_000, "was <b>interrupted</b>")

    asyncio.run(story())


def test_prosody_tells_who_came(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            post = {
                "event_name": "muc-occupant-joined",
                "occupant": {"occupant_jid": "a@meet.example.org/x", "id": "p3", "name": "P", "joined_at": 1},
            }
            first = await server.http("POST", "/api/rooms/council/intake/prosody", key=keys["bridge"], body=post)
            again = await server.http("POST", "/api/rooms/council/intake/prosody", key=keys["bridge"], body=post)
            wrong = await server.http("POST", "/api/rooms/council/intake/prosody", key=keys["bridge"], body={"a": 1})
            state = await server.http("GET", "/api/rooms/council", key=keys["observer"])

        assert [event["accepted"] for event in first.body["events"]] == [True]
        assert again.body == first.body
        assert (wrong.status, wrong.body["error"]["where"]) == (422, "body")
        assert [row["id"] for row in state.body["state"]["people"] if row["present"]] == ["p3"]

    asyncio.run(story())
