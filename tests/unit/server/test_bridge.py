"""The bridge to a meeting program, over a real socket."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.live_server import running_server


def test_a_speaker_is_warned_and_muted_and_the_bridge_tells_what_became_of_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room(ruleset={"enforcement": "hard"}, planned_ms=60_000)
            async with server.page(keys["bridge"]) as bridge, server.page(keys["fac"]) as facilitator:
                for number in (1, 2, 3):
                    await bridge.event("participant_joined", participant=f"e{number}", name=f"Person {number}")
                await bridge.event("speaker_changed", participant="e1")
                server.pass_time(20_500)
                warned = await facilitator.decision("mute_command")
                command = await bridge.next("command")
                await bridge.send(
                    type="effect", command_id=command["id"], outcome="not_confirmed", detail="<b>no microphone</b>"
                )
                told = await facilitator.until(lambda message: "bridge" in message)
                server.pass_time(6_000)
                missed = await facilitator.decision("mute_not_effective")

        assert warned["participant_id"] == "p1"
        assert (command["command"], command["endpoint_hint"], command["expires_ms"]) == ("mute", "e1", 25_000)
        assert told["bridge"]["last_outcomes"][-1]["outcome"] == "not_confirmed"
        assert missed["participant_id"] == "p1"

    asyncio.run(story())


def test_of_two_bridges_the_later_one_gets_the_commands(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room(ruleset={"enforcement": "hard"}, planned_ms=60_000)
            async with server.page(keys["bridge"]) as earlier, server.page(keys["bridge"]) as later:
                await later.event("speaker_changed", participant="p1")
                server.pass_time(60_500)
                command = await later.next("command")
                to_earlier = await earlier.everything()

        assert (command["command"], command["participant"]) == ("mute", "p1")
        assert not [message for message in to_earlier if message["type"] == "command"]

    asyncio.run(story())


def test_a_late_report_of_the_bridge_brings_everybody_a_new_state(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["observer"]) as observer, server.page(keys["bridge"]) as bridge:
                began_ms = server.clock.at_ms
                await bridge.event("speaker_changed", participant="p1", sent_ms=began_ms)
                server.pass_time(30_000)
                # The page shows the present: what comes now about the past is late.
                await bridge.event("hand_raised", participant="p2", sent_ms=server.clock.at_ms)

                late = await bridge.event("speaker_changed", sent_ms=began_ms + 12_000)
                too_late = await bridge.event("speaker_changed", participant="p1", sent_ms=began_ms - 40_000)
                state = await observer.next("state")

        rows = {row["id"]: row for row in state["state"]["people"]}
        assert late["at_ms"] == 12_000
        assert rows["p1"]["talk_ms"] == 12_000
        assert too_late["type"] == "refused"
        assert "retry" not in too_late

    asyncio.run(story())


def test_when_the_bridge_goes_the_turn_ends_and_facilitators_see_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator:
                async with server.page(keys["bridge"]) as bridge:
                    await bridge.event("participant_joined", participant="e1", name="Person 1")
                    await bridge.event("speaker_changed", participant="e1")
                    server.clock.at_ms += 3_000
                gone = await facilitator.until(lambda message: message.get("bridge", {}).get("connected") is False)
                ended = await facilitator.until(
                    lambda message: (
                        message.get("event", {}).get("kind") == "speaker_changed"
                        and "participant" not in message["event"]
                    )
                )
                async with server.page(keys["bridge"]) as bridge:
                    await bridge.event("participant_joined", participant="e9", name="Person 2")
                    await bridge.send(type="roster", endpoints=["e9"])
                    left = await facilitator.until(
                        lambda message: message.get("event", {}).get("kind") == "participant_left"
                    )

        assert gone["bridge"]["stale"] is True
        assert ended["people"][0]["talk_ms"] == 3_000
        assert left["event"]["participant"] == "p1"

    asyncio.run(story())


def test_the_present_of_every_message_is_the_rooms(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room(planned_ms=None)
            async with server.page(keys["fac"]) as facilitator:
                await facilitator.event("speech_started", participant="p1")
                server.clock.at_ms += 40_000
                async with server.page(keys["bridge"]) as bridge:
                    came = await facilitator.until(lambda message: message.get("bridge", {}).get("connected") is True)
                    server.clock.at_ms += 10_000
                    await bridge.event("hand_raised", participant="p2", sent_ms=server.clock.at_ms - 45_000)
                    anew = await facilitator.next("state")
                    server.clock.at_ms += 20_000
                    await bridge.send(type="probe", findings={"joined": True, "stale": False})
                    probed = await facilitator.until(lambda message: "probe" in message.get("bridge", {}))

        assert (came["now_ms"], anew["now_ms"], probed["now_ms"]) == (40_000, 49_700, 69_700)
        assert [row["talk_ms"] for row in anew["state"]["people"] if row["id"] == "p1"] == [49_700]

    asyncio.run(story())


def test_facilitators_see_the_same_of_the_bridge_before_and_after_the_server_ends(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator, server.page(keys["bridge"]) as bridge:
                await bridge.event("participant_joined", participant="e1", name="Person 1")
                await bridge.send(type="probe", findings={"joined": True, "script_knows": {"askToUnmute": False}})
                for number in range(3):
                    outcome = {"command_id": f"{number}-mute-p1", "outcome": "confirmed", "detail": "<b>"}
                    await bridge.send(type="effect", **outcome)
                told = await facilitator.until(
                    lambda message: len(message.get("bridge", {}).get("last_outcomes", [])) == 3
                )
                before = told["bridge"]
                # What was told is on the disk: from here on the server might as well be killed.
                kept = server.rooms._store.bridge_notes("council")
            clock = server.clock
        async with running_server(tmp_path, clock=clock) as later, later.page(keys["fac"]) as facilitator:
            after = facilitator.welcome["state"]["bridge"]

        assert kept is not None
        assert len(kept.outcomes) == 3
        assert before["warnings"] == {"p1": "Person 1 was recognised by the display name alone"}
        assert after == {**before, "connected": False, "joined": False, "stale": True}

    asyncio.run(story())


def test_a_bridge_that_tells_much_at_once_is_written_down_as_it_stands_last(tmp_path: Path) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["bridge"]) as bridge:
                for number in range(100):
                    await bridge.send(type="probe", findings={"joined": True, "number": number})
                await bridge.everything()
                await server.rooms.commits.write([])
            clock = server.clock
        async with running_server(tmp_path, clock=clock) as later, later.page(keys["fac"]) as facilitator:
            probe = facilitator.welcome["state"]["bridge"]["probe"]

        assert probe["number"] == 99

    asyncio.run(story())


@pytest.mark.parametrize("who", ["bridge", "fac", "p1"])
def test_a_nameless_arrival_may_be_the_very_first_event(tmp_path: Path, who: str) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            participant = {"bridge": "e1", "fac": "p2", "p1": "p1"}[who]
            event = {"kind": "participant_joined", "id": "j", "participant": participant}
            answer = await server.http("POST", "/api/rooms/council/events", key=keys[who], body={"events": [event]})
            state = await server.http("GET", "/api/rooms/council", key=keys["observer"])

        present = {row["id"]: row["name"] for row in state.body["state"]["people"] if row["present"]}
        assert answer.body["events"] == [{"id": "j", "accepted": True, "at_ms": 0, "reason": None, "retry": False}]
        assert (
            present
            == {
                "bridge": {"guest-nameless": "guest-nameless"},
                "fac": {"p2": "Person 2"},
                "p1": {"p1": "Person 1"},
            }[who]
        )

    asyncio.run(story())


@pytest.mark.parametrize(
    "findings", [{"a": [[1]]}, {"a": {"b": {}}}, {"a": {"b": [1]}}, {"a": 10**4000 * 9}, {"a": [["["] * 900]}]
)
def test_findings_that_are_too_deep_to_be_told_end_the_connection_and_nothing_else(
    tmp_path: Path, findings: dict[str, object]
) -> None:
    async def story() -> None:
        async with running_server(tmp_path) as server:
            keys = await server.open_room()
            async with server.page(keys["fac"]) as facilitator, server.page(keys["bridge"]) as bridge:
                await bridge.send(type="probe", findings=findings)
                refused = await bridge.next("refused")
                raised = await facilitator.event("hand_raised", participant="p1")

        assert refused["reason"] == "malformed frame"
        assert raised["type"] in {"ack", "refused"}

    asyncio.run(story())
