"""A `RoomStore` in one SQLite file, which one server has to itself.

The log is the only source of truth: one line of JSON an event, as a file of the meeting would have it. Everything that
was acknowledged is in the file's write-ahead log, synced, before anybody hears of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import assert_never

import msgspec

from argentum.airtime.event_log import decode_event, encode_event
from argentum.airtime.events import AnyEvent
from argentum.airtime.live.bridge_desk import BridgeNotes
from argentum.airtime.live.viewer import Role
from argentum.errors import ConfigurationError, Fault, StorageError, UsageError
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

APPLICATION_ID = 0x4152544D
"""`ARTM` in the file's header: another program's database is never taken for rooms."""
SCHEMA_VERSION = 2
OWNER_ONLY = 0o600
"""Who came to which meeting is for nobody else on this machine."""
FIRST_SCHEMA = (
    "CREATE TABLE room (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, opened_at_ms INTEGER NOT NULL) STRICT",
    """CREATE TABLE person (
      number INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES room, id TEXT NOT NULL, name TEXT NOT NULL,
      facilitator INTEGER NOT NULL, UNIQUE (room, id)
    ) STRICT""",
    """CREATE TABLE key (
      digest BLOB PRIMARY KEY, room INTEGER NOT NULL REFERENCES room, role TEXT NOT NULL, participant TEXT
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE event (
      number INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES room, id TEXT NOT NULL, line TEXT NOT NULL,
      UNIQUE (room, id)
    ) STRICT""",
)
_SINCE_2 = (
    "ALTER TABLE person ADD COLUMN after_guests INTEGER NOT NULL DEFAULT 0",
    # With the row's number behind it, as every index: a log is read in pages, in order.
    "CREATE INDEX event_of_room ON event (room)",
    "CREATE TABLE bridge (room INTEGER PRIMARY KEY REFERENCES room, notes TEXT NOT NULL) STRICT",
)
_STEPS = (FIRST_SCHEMA, _SINCE_2)
"""What each schema adds to the one before: rooms of an older argentum are served by this one."""
_PAGE = 2_000
"""Lines that are read at once: whoever writes waits for no longer than that."""
_WIPED_AT_ONCE = 1_000
_REMOVED = "name LIKE '-%'"
_ROOM = "(SELECT number FROM room WHERE name = ?)"


class SqliteRoomStore:
    """Rooms in a file; usable from several threads, one at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it in a folder that is there.

        Raises `UsageError` while another server has it, `ConfigurationError` for a file that is something else,
        `StorageError`.
        """
        self.path = path
        self._lock = RLock()
        with suppress(OSError):
            # SQLite gives the files beside it the same mode; what is wrong with the place it says itself.
            path.touch(mode=OWNER_ONLY)
            path.chmod(OWNER_ONLY)
        try:
            self._raw = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._translated(error) from error
        try:
            self._set_up()
        except sqlite3.Error as error:
            self._raw.close()
            raise self._translated(error) from error
        except BaseException:
            self._raw.close()
            raise

    def _set_up(self) -> None:
        # Exclusive: two servers that give out hourglasses of one meeting would each be right.
        self._raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        (program,) = self._raw.execute("PRAGMA application_id").fetchone()
        (version,) = self._raw.execute("PRAGMA user_version").fetchone()
        (tables,) = self._raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if program not in {0, APPLICATION_ID} or (program == 0 and tables):
            raise self._not_rooms("a database of another program")
        if version > SCHEMA_VERSION:
            raise self._not_rooms(
                f"schema {version}, written by a newer argentum",
                allowed=f"rooms up to schema {SCHEMA_VERSION}; serve these with the newer one",
            )
        self._raw.execute("PRAGMA journal_mode = WAL")
        # FULL syncs at every commit: what was acknowledged survives a power cut.
        self._raw.execute("PRAGMA synchronous = FULL")
        self._raw.execute("PRAGMA foreign_keys = ON")
        # What is removed is overwritten, not only let go of.
        self._raw.execute("PRAGMA secure_delete = ON")
        self._raw.execute("BEGIN IMMEDIATE")
        if version < SCHEMA_VERSION:
            for statements in _STEPS[version:]:
                for statement in statements:
                    self._raw.execute(statement)
            self._raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            self._raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._raw.execute("COMMIT")

    def write(self, records: Sequence[Record]) -> None:
        """Keep all of them durably, or none. Raises `StorageError`."""
        with self._lock:
            try:
                self._raw.execute("BEGIN IMMEDIATE")
                for record in records:
                    self._insert(record)
                self._raw.execute("COMMIT")
            except BaseException as error:
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise self._translated(error) from error
                raise

    def wipe(self) -> bool:
        """Overwrite some of what removed rooms have left behind; tells whether there may be more."""
        with self._lock:
            try:
                found = self._raw.execute(f"SELECT number FROM room WHERE {_REMOVED} LIMIT 1").fetchone()  # noqa: S608 - our own text
                if found is None:
                    return False
                some = f"SELECT number FROM event WHERE room = ? ORDER BY number LIMIT {_WIPED_AT_ONCE}"  # noqa: S608 - as above
                wiped = self._raw.execute(f"DELETE FROM event WHERE number IN ({some})", found)  # noqa: S608 - as above
                if wiped.rowcount == 0:
                    self._raw.execute("DELETE FROM room WHERE number = ?", found)
                    # What it said stands in the write-ahead log, too.
                    self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                raise self._translated(error) from error
            return True

    def _insert(self, record: Record) -> None:
        run = self._raw.execute
        match record:
            case StoredEvent(room=room, event=event):
                # Repeated by a client whose acknowledgement was lost: it stands there already.
                run(
                    f"INSERT INTO event (room, id, line) VALUES ({_ROOM}, ?, ?) ON CONFLICT (room, id) DO NOTHING",  # noqa: S608 - our own text
                    (room, event.id, encode_event(event)),
                )
            case StoredRoom(name=name, opened_at_ms=opened_at_ms):
                run("INSERT INTO room (name, opened_at_ms) VALUES (?, ?)", (name, opened_at_ms))
            case StoredPerson():
                run(
                    f"INSERT INTO person (room, id, name, facilitator, after_guests) VALUES ({_ROOM}, ?, ?, ?, ?)",  # noqa: S608 - as above
                    (record.room, record.id, record.name, record.facilitator, record.after_guests),
                )
            case KeyReplaced(key=key):
                run(
                    f"DELETE FROM key WHERE room = {_ROOM} AND role = ? AND participant IS ?",  # noqa: S608 - as above
                    (key.room, key.role, key.participant),
                )
                self._insert(key)
            case StoredKey():
                run(
                    f"INSERT INTO key VALUES (?, {_ROOM}, ?, ?)",  # noqa: S608 - as above
                    (record.digest, record.room, record.role, record.participant),
                )
            case StoredBridge(room=room, notes=notes):
                # Of a room that is gone, nothing: a missing key would be made up here, and be another room's.
                run(
                    "INSERT OR REPLACE INTO bridge (room, notes) SELECT number, ? FROM room WHERE name = ?",
                    (msgspec.json.encode(notes).decode(), room),
                )
            case RoomRemoved(room=room):
                for table in ("bridge", "key", "person"):
                    run(f"DELETE FROM {table} WHERE room = {_ROOM}", (room,))  # noqa: S608 - as above
                # No room has such a name: from here on its log is nobody's, and goes in pieces.
                run("UPDATE room SET name = '-' || number WHERE name = ?", (room,))
            case _:
                assert_never(record)

    def rooms(self) -> Sequence[StoredRoom]:
        """Give all rooms in the order of their opening."""
        rows = self._read(f"SELECT name, opened_at_ms FROM room WHERE NOT {_REMOVED} ORDER BY number")  # noqa: S608 - our own text
        return [StoredRoom(name=str(name), opened_at_ms=_whole(opened_at_ms)) for name, opened_at_ms in rows]

    def people(self) -> Sequence[StoredPerson]:
        """Give all people of all rooms, in the order in which they were invited."""
        rows = self._read(
            "SELECT room.name, id, person.name, facilitator, after_guests FROM person JOIN room ON room.number = room "
            "ORDER BY person.number"
        )
        return [
            StoredPerson(
                room=str(room),
                id=str(who),
                name=str(name),
                facilitator=bool(facilitator),
                after_guests=_whole(after_guests),
            )
            for room, who, name, facilitator, after_guests in rows
        ]

    def valid_keys(self) -> Sequence[StoredKey]:
        """Give all keys that are valid."""
        rows = self._read("SELECT digest, name, role, participant FROM key JOIN room ON room.number = room")
        return [
            StoredKey(
                digest=bytes(digest) if isinstance(digest, bytes) else b"",
                room=str(room),
                role=_ROLES[str(role)],
                participant=None if participant is None else str(participant),
            )
            for digest, room, role, participant in rows
        ]

    def events(self, room: str) -> Iterator[AnyEvent]:
        """Give the log of a room in the order in which it was written."""
        source, line_number, after = f"{self.path} ({room})", 0, 0
        while True:
            rows = self._read(
                f"SELECT number, line FROM event WHERE room = {_ROOM} AND number > ? ORDER BY number LIMIT {_PAGE}",  # noqa: S608 - our own text
                (room, after),
            )
            for number, line in rows:
                after, line_number = _whole(number), line_number + 1
                yield decode_event(str(line), source=source, number=line_number)
            if len(rows) < _PAGE:
                return

    def bridge_notes(self, room: str) -> BridgeNotes | None:
        """Give what facilitators were shown of the bridge of a room last, if it was anything."""
        rows = self._read(f"SELECT notes FROM bridge WHERE room = {_ROOM}", (room,))  # noqa: S608 - our own text
        return msgspec.json.decode(str(rows[0][0]), type=BridgeNotes) if rows else None

    def try_to_write(self) -> None:
        """Write something that changes nothing. Raises `StorageError` as long as nothing can be kept."""
        with self._lock:
            try:
                self._raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            except sqlite3.Error as error:
                raise self._translated(error) from error

    def copy_to(self, path: Path) -> None:
        """Write all of it into a new file that a server can take over; what is to be kept meanwhile waits."""
        with self._lock:
            while self.wipe():
                pass  # A copy holds nothing of what was removed.
            try:
                self._raw.execute("VACUUM INTO ?", (str(path),))
            except sqlite3.Error as error:
                raise StorageError(f"{path}: the copy cannot be written ({error}); see to room on that disk") from error

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        with self._lock:
            self._raw.close()

    def _read(self, query: str, values: tuple[str | int, ...] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            try:
                return self._raw.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise self._translated(error) from error

    def _not_rooms(self, found: str, *, allowed: str = "rooms of a server") -> ConfigurationError:
        return ConfigurationError((Fault(source=str(self.path), key="", found=found, allowed=allowed),))

    def _translated(self, error: sqlite3.Error) -> Exception:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return UsageError(
                f"{self.path.parent}: another server is using this folder; stop it, or name one with --data"
            )
        if code == sqlite3.SQLITE_NOTADB:
            return self._not_rooms("a file that is no SQLite database")
        return StorageError(f"{self.path}: the rooms cannot be kept ({error}); check the disk and the file")


_ROLES: dict[str, Role] = {
    "facilitator": "facilitator",
    "participant": "participant",
    "observer": "observer",
    "bridge": "bridge",
}


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
