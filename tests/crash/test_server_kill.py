"""A server that is killed while people speak loses nothing that it acknowledged, and counts nothing twice."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from argentum.airtime.event_log import decode_log
from argentum.airtime.events import SpeakerChanged, order_of
from argentum.airtime.tracker import follow
from argentum.rng import Streams
from tests.server_crash import OPERATOR, PEOPLE, Speakers, ask, open_room, served

KILLS = 3


def test_what_was_acknowledged_survives_kill_minus_nine(tmp_path: Path) -> None:
    chance = Streams(11).named("kills")
    with served(tmp_path) as (process, port):
        speakers = Speakers(open_room(port))
        asyncio.run(speakers.speak(process, port, chance))
    for _ in range(KILLS - 1):
        with served(tmp_path) as (process, port):
            asyncio.run(speakers.speak(process, port, chance))

    with served(tmp_path) as (_, port):
        asyncio.run(speakers.finish(port))
        # The state first: the bridge is gone, so what is still written can only end the turn that is open.
        state = json.loads(ask(port, "GET", "/api/rooms/council", OPERATOR))
        log = list(decode_log(ask(port, "GET", "/api/rooms/council/log", OPERATOR), source="log"))

    turns = {event.id: event.at_ms for event in log if isinstance(event, SpeakerChanged) and "bridge:" in event.id}
    assert turns == {f"bridge:{own_id}": at_ms for own_id, at_ms in speakers.acknowledged.items()}
    assert len({event.id for event in log}) == len(log)
    assert log == sorted(log, key=order_of)
    seats = follow(log).meeting.state.seats
    shown = {row["id"]: row for row in state["state"]["people"]}
    silent = [who for who in PEOPLE if shown[who]["speaking_since_ms"] is None]
    assert {who: shown[who]["talk_ms"] for who in silent} == {who: seats[who].talk_ms for who in silent}
    assert {who: shown[who]["turns"] for who in silent} == {who: seats[who].turns for who in silent}
