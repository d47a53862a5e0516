"""Keys of a facilitator in a physical room."""

from __future__ import annotations

import pytest

from argentum.airtime.events import MeetingClosed, MeetingPaused, MeetingResumed, SpeechEnded, SpeechStarted
from argentum.airtime.key_desk import KeyDesk


def _desk() -> KeyDesk:
    return KeyDesk(["ann", "ben", "cid"], prefix="k")


def _told(desk: KeyDesk, keys: str) -> list[tuple[str, str]]:
    events = [event for place, key in enumerate(keys) for event in desk.press(key, place * 1000)]
    return [
        ("from" if isinstance(event, SpeechStarted) else "to", event.participant)
        for event in events
        if isinstance(event, (SpeechStarted, SpeechEnded))
    ]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("1", [("from", "ann")]),
        ("11", [("from", "ann"), ("to", "ann")]),
        ("12", [("from", "ann"), ("to", "ann"), ("from", "ben")]),
        ("1+2", [("from", "ann"), ("from", "ben")]),
        ("1+22", [("from", "ann"), ("from", "ben"), ("to", "ben")]),
        ("1+2 ", [("from", "ann"), ("from", "ben"), ("to", "ann"), ("to", "ben")]),
        ("1+x2", [("from", "ann"), ("to", "ann"), ("from", "ben")]),
        ("4", []),
        ("0xä\x1b", []),
        ("3q", [("from", "cid"), ("to", "cid")]),
    ],
)
def test_keys_tell_who_speaks(keys: str, told: list[tuple[str, str]]) -> None:
    assert _told(_desk(), keys) == told


def test_pause_goes_on_with_the_same_key_and_the_end_closes() -> None:
    desk = _desk()

    kinds = [type(event) for key in "ppq" for event in desk.press(key, 5)]

    assert kinds == [MeetingPaused, MeetingResumed, MeetingClosed]
    assert desk.closed


def test_no_two_events_have_the_same_id_and_their_order_is_kept() -> None:
    desk = _desk()

    events = [event for key in "1+2 312q" for event in desk.press(key, 5)]

    assert len({event.id for event in events}) == len(events)
    assert [event.seq for event in events] == sorted(event.seq for event in events)
