"""What Prosody's `event_sync` posts, as reports."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argentum.airtime.live.prosody import endpoint_of, read_prosody, reports_of
from argentum.airtime.live.viewer import BRIDGE
from argentum.errors import PolicyViolationError
from tests.live_room import LiveStage

_OPENED_S = 1_800_000_000
_JID = "5f2c8d1e-ab@meet.example.org/x7Qp"


def _post(name: str, **more: object) -> bytes:
    plain = {"room_name": "council", "room_jid": "council@conference.meet.example.org", "is_breakout": False}
    return json.dumps({"event_name": name, **plain, **more}).encode()


def _occupant(**more: object) -> dict[str, object]:
    return {"occupant_jid": _JID, "joined_at": 1_800_000_000, "name": "Somebody", "email": "", **more}


def _reports(body: bytes, *endpoints: str, now_ms: int = 0) -> list[dict[str, Any]]:
    return reports_of(read_prosody(body), endpoints, opened_at_ms=_OPENED_S * 1000, now_ms=now_ms)


def _send(stage: LiveStage, body: bytes) -> list[dict[str, Any]]:
    reports = _reports(body, *stage.room.bridge.identity.endpoints(), now_ms=stage.now_ms)
    for report in reports:
        stage.send(BRIDGE, **report)
    return reports


def test_people_come_and_go_by_the_id_of_their_token() -> None:
    stage = LiveStage(present=False)

    _send(stage, _post("muc-occupant-joined", occupant=_occupant(id="p2")))
    there = stage.room.state.seats["p2"].present
    _send(stage, _post("muc-occupant-left", occupant=_occupant(id="p2", left_at=1_800_000_600)))

    assert there
    assert not stage.room.state.seats["p2"].present
    assert list(stage.room.state.seats) == ["p2"]


def test_a_post_that_comes_again_has_the_same_id() -> None:
    first = _reports(_post("muc-occupant-joined", occupant=_occupant()))
    again = _reports(_post("muc-occupant-joined", occupant=_occupant()))

    assert first == again
    assert first[0]["id"] == f"{endpoint_of(_JID)}-1800000000000-joined"


def test_a_second_join_within_the_hour_is_no_repetition() -> None:
    first, second = (
        _reports(_post("muc-occupant-joined", occupant=_occupant(joined_at=at)))[0]["id"]
        for at in (1_800_000_000, 1_800_000_001.5)
    )

    assert first != second


@pytest.mark.parametrize("joined_at", [10**400, -1, 1e300])
def test_an_instant_that_no_clock_shows_is_refused(joined_at: float) -> None:
    with pytest.raises(PolicyViolationError, match=r"joined_at|out of range"):
        read_prosody(_post("muc-occupant-joined", occupant=_occupant(joined_at=joined_at)))


def test_a_room_that_ends_takes_all_with_it_who_came_by_prosodys_word() -> None:
    stage = LiveStage(present=False)
    stage.send(BRIDGE, "participant_joined", participant="e1", name="Person 1")
    _send(stage, _post("muc-occupant-joined", occupant=_occupant(id="p2")))

    _send(stage, _post("muc-room-destroyed", destroyed_at=1_800_000_900, all_occupants=[_occupant(id="p2")]))

    assert {who: seat.present for who, seat in stage.room.state.seats.items()} == {"p1": True, "p2": False}


def test_what_is_on_time_counts_as_of_its_arrival_and_what_is_late_as_of_its_own_time() -> None:
    def counted_ms(joined_at: float, now_ms: int) -> int:
        (report,) = _reports(_post("muc-occupant-joined", occupant=_occupant(joined_at=joined_at)), now_ms=now_ms)
        at_ms: int = report["sent_ms"]
        return at_ms

    # A whole second, floored, arrives almost two seconds late by it; clocks may differ either way.
    assert counted_ms(_OPENED_S + 8, now_ms=10_000) == 10_000
    assert counted_ms(_OPENED_S + 15, now_ms=10_000) == 10_000
    assert counted_ms(_OPENED_S + 7.5, now_ms=10_000) == 7_500
    # Nobody knows what such a clock shows, and the room would refuse it.
    assert counted_ms(_OPENED_S + 10, now_ms=71_000) == 71_000


def test_an_arrival_that_comes_after_its_departure_leaves_nobody_behind() -> None:
    stage = LiveStage(present=False)
    stage.now_ms = 20_000
    occupant = _occupant(id="p2", joined_at=_OPENED_S + 5)

    left = _send(stage, _post("muc-occupant-left", occupant={**occupant, "left_at": _OPENED_S + 12}))
    late = _reports(_post("muc-occupant-joined", occupant=occupant), now_ms=25_000)

    assert [report["sent_ms"] for report in left] == [5_000, 12_000]
    assert late[0]["id"] == left[0]["id"]
    assert not stage.room.state.seats["p2"].present
    assert stage.room.bridge.identity.endpoints() == ()


def test_a_departure_of_somebody_long_gone_or_never_seen_reports_nothing() -> None:
    occupant = _occupant(id="p2", joined_at=_OPENED_S, left_at=_OPENED_S + 100)

    assert _reports(_post("muc-occupant-left", occupant=occupant), now_ms=100_000) == []


@pytest.mark.parametrize(
    "body",
    [
        _post("muc-room-created", created_at=1_800_000_000),
        _post("muc-occupant-joined", occupant=_occupant(occupant_jid="focus@auth.meet.example.org/focus")),
        _post("muc-occupant-joined", is_breakout=True, occupant=_occupant(id="p2")),
    ],
)
def test_what_concerns_nobody_here_reports_nothing(body: bytes) -> None:
    stage = LiveStage(present=False)

    assert _send(stage, body) == []


def test_a_recorder_never_shares_the_time() -> None:
    stage = LiveStage(present=False)

    _send(stage, _post("muc-occupant-joined", occupant=_occupant(occupant_jid="jibri@recorder.meet.example.org/abc")))

    (seat,) = stage.room.state.seats.values()
    assert (seat.participant_id, seat.in_pool) == ("guest-somebody", False)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"\xff", _post("muc-occupant-joined"), _post("muc-party"), _post("muc-occupant-left", occupant=3)],
)
def test_what_is_no_post_is_refused(body: bytes) -> None:
    with pytest.raises(PolicyViolationError, match=r"^body"):
        read_prosody(body)
