"""Rooms in one SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from argentum.adapters.room_store_sqlite.store import APPLICATION_ID, FIRST_SCHEMA, SqliteRoomStore
from argentum.airtime.event_log import encode_event
from argentum.airtime.events import MeetingOpened, SpeechStarted
from argentum.airtime.live.bridge_commands import BridgeOutcome
from argentum.airtime.live.bridge_desk import BridgeNotes
from argentum.errors import ConfigurationError, StorageError, UsageError
from argentum.ports.room_store import (
    KeyReplaced,
    Record,
    RoomRemoved,
    StoredBridge,
    StoredEvent,
    StoredKey,
    StoredPerson,
    StoredRoom,
)

ROOM = StoredRoom(name="council", opened_at_ms=1_800_000_000_000)
ANN = StoredPerson(room="council", id="ann", name="Ann")
FAY = StoredPerson(room="council", id="fay", name="Fay", facilitator=True)
ZOE = StoredPerson(room="council", id="zoe", name="Zoe", after_guests=3)
KEY = StoredKey(digest=b"\x00\xff" * 16, room="council", role="participant", participant="ann")
OBSERVER = StoredKey(digest=b"\x01" * 32, room="council", role="observer")
OPENED = StoredEvent(room="council", event=MeetingOpened(id="server:opened", at_ms=0, room="council"))
RECORDS: list[Record] = [ROOM, FAY, ANN, ZOE, KEY, OBSERVER, OPENED]


def test_what_was_written_is_found_again(tmp_path: Path) -> None:
    store = SqliteRoomStore(tmp_path / "rooms.sqlite3")
    store.write(RECORDS)
    store.close()

    again = SqliteRoomStore(tmp_path / "rooms.sqlite3")

    assert list(again.rooms()) == [ROOM]
    assert list(again.people()) == [FAY, ANN, ZOE]
    assert sorted(again.valid_keys(), key=lambda key: key.digest) == [KEY, OBSERVER]
    assert list(again.events("council")) == [OPENED.event]
    assert list(again.events("nowhere")) == []
    again.close()


def test_an_event_that_comes_again_is_kept_once_and_as_it_was(tmp_path: Path) -> None:
    store = SqliteRoomStore(tmp_path / "rooms.sqlite3")
    first = SpeechStarted(id="bridge:1", at_ms=5, participant="ann")
    store.write([*RECORDS, StoredEvent(room="council", event=first)])

    store.write([StoredEvent(room="council", event=SpeechStarted(id="bridge:1", at_ms=9, participant="ann"))])

    assert list(store.events("council")) == [OPENED.event, first]
    store.close()


def test_a_replaced_key_is_gone(tmp_path: Path) -> None:
    store = SqliteRoomStore(tmp_path / "rooms.sqlite3")
    store.write(RECORDS)
    fresh = StoredKey(digest=b"\x02" * 32, room="council", role="participant", participant="ann")
    fresh_observer = StoredKey(digest=b"\x03" * 32, room="council", role="observer")

    store.write([KeyReplaced(key=fresh), KeyReplaced(key=fresh_observer)])

    assert sorted(store.valid_keys(), key=lambda key: key.digest) == [fresh, fresh_observer]
    store.close()


@pytest.mark.parametrize(
    "wrong",
    [ROOM, ANN, StoredPerson(room="nowhere", id="x", name="X"), StoredEvent(room="nowhere", event=OPENED.event)],
)
def test_records_are_written_all_or_none(tmp_path: Path, wrong: Record) -> None:
    store = SqliteRoomStore(tmp_path / "rooms.sqlite3")
    store.write(RECORDS)

    with pytest.raises(StorageError):
        store.write([StoredRoom(name="other", opened_at_ms=1), wrong])

    assert list(store.rooms()) == [ROOM]
    store.close()


def test_a_file_serves_one_server(tmp_path: Path) -> None:
    store = SqliteRoomStore(tmp_path / "rooms.sqlite3")

    with pytest.raises(UsageError, match="another server is using this folder"):
        SqliteRoomStore(tmp_path / "rooms.sqlite3")

    store.close()
    SqliteRoomStore(tmp_path / "rooms.sqlite3").close()


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite3"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    before = path.read_bytes()

    with pytest.raises(ConfigurationError, match="a database of another program"):
        SqliteRoomStore(path)

    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite3"
    path.write_text("not a database, but long enough to be looked at as one" * 10, encoding="utf-8")

    with pytest.raises(ConfigurationError, match="no SQLite database"):
        SqliteRoomStore(path)


def test_a_newer_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite3"
    SqliteRoomStore(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()

    with pytest.raises(ConfigurationError, match="a newer argentum"):
        SqliteRoomStore(path)


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"rooms\.sqlite3: the rooms cannot be kept"):
        SqliteRoomStore(tmp_path / "nowhere" / "rooms.sqlite3")


def test_what_the_bridge_told_is_kept_as_it_was_told_last(tmp_path: Path) -> None:
    store = SqliteRoomStore(tmp_path / "rooms.sqlite3")
    store.write(RECORDS)
    notes = BridgeNotes(
        outcomes=(BridgeOutcome(command_id="5-mute-ann", outcome="confirmed", at_ms=7),),
        warnings={"ann": "Ann was recognised by the display name alone"},
        probe={"joined": True, "script_knows": {"muteEveryone": None}},
    )

    store.write([StoredBridge(room="council", notes=BridgeNotes()), StoredBridge(room="council", notes=notes)])

    assert store.bridge_notes("council") == notes
    assert store.bridge_notes("nowhere") is None
    store.close()


def test_a_removed_room_leaves_no_trace_and_the_others_are_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite3"
    store = SqliteRoomStore(path)
    other = StoredRoom(name="other", opened_at_ms=1)
    kept = StoredEvent(room="other", event=MeetingOpened(id="server:opened", at_ms=0, room="other"))
    store.write([other, kept, *RECORDS, StoredBridge(room="council", notes=BridgeNotes(warnings={"x": "Xanthippe"}))])
    said = [SpeechStarted(id=f"fay:{number}", at_ms=number, participant="a-name-to-forget") for number in range(5_000)]
    store.write([StoredEvent(room="council", event=event) for event in said])
    read = list(store.events("council"))

    store.write([RoomRemoved(room="council")])
    # What was on its way finds no room, and makes none up.
    store.write([StoredBridge(room="council", notes=BridgeNotes(warnings={"x": "too late"}))])
    gone = (list(store.rooms()), list(store.events("council")))
    store.write([ROOM, OPENED])
    pieces = 0
    while store.wipe():
        pieces += 1

    assert read == [OPENED.event, *said]
    assert gone == ([other], [])
    assert pieces > 5
    assert (list(store.rooms()), list(store.people()), list(store.valid_keys())) == ([other, ROOM], [], [])
    assert list(store.events("council")) == [OPENED.event]
    assert list(store.events("other")) == [kept.event]
    assert store.bridge_notes("other") is None
    bytes_kept = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"a-name-to-forget" not in bytes_kept
    assert b"Xanthippe" not in bytes_kept
    store.close()


def test_rooms_of_an_older_argentum_are_served_on(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite3"
    raw = sqlite3.connect(path)
    for statement in FIRST_SCHEMA:
        raw.execute(statement)
    raw.execute("INSERT INTO room VALUES (1, 'council', 1800000000000)")
    raw.execute("INSERT INTO person VALUES (1, 1, 'fay', 'Fay', 1)")
    raw.execute("INSERT INTO event VALUES (1, 1, 'server:opened', ?)", (encode_event(OPENED.event),))
    raw.execute("PRAGMA user_version = 1")
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.commit()
    raw.close()

    store = SqliteRoomStore(path)
    store.write([ZOE])

    assert list(store.rooms()) == [ROOM]
    assert list(store.people()) == [FAY, ZOE]
    assert list(store.events("council")) == [OPENED.event]
    store.close()
