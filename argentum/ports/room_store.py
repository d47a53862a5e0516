"""Where live rooms are kept: their people, the digests of their keys, and their logs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from argentum.airtime.events import AnyEvent
from argentum.airtime.live.bridge_desk import BridgeNotes
from argentum.airtime.live.viewer import Role


class StoredPerson(Struct, frozen=True, kw_only=True):
    """Somebody who was invited."""

    room: str
    id: str
    name: str
    facilitator: bool = False
    after_guests: int = 0
    """How many guests were known at the invitation, and stand before."""


class StoredKey(Struct, frozen=True, kw_only=True):
    """A key, by its SHA-256; the key itself is kept nowhere."""

    digest: bytes
    room: str
    role: Role
    participant: str | None = None


class StoredRoom(Struct, frozen=True, kw_only=True):
    """A room and when it was opened."""

    name: str
    opened_at_ms: int
    """Since 1970; zero of the room's own axis."""


class StoredEvent(Struct, frozen=True, kw_only=True):
    """One event of the log of a room."""

    room: str
    event: AnyEvent


class KeyReplaced(Struct, frozen=True, kw_only=True):
    """A person's old keys are dead, and this one is theirs."""

    key: StoredKey


class StoredBridge(Struct, frozen=True, kw_only=True):
    """What facilitators were shown of the bridge of a room; takes the place of what stood there."""

    room: str
    notes: BridgeNotes


class RoomRemoved(Struct, frozen=True, kw_only=True):
    """A room is forgotten, with everything that belongs to it; `RoomStore.wipe` overwrites what it said."""

    room: str


Record = StoredRoom | StoredPerson | StoredKey | KeyReplaced | StoredEvent | StoredBridge | RoomRemoved


class RoomStore(Protocol):
    """Keeps records; used from one thread at a time."""

    def write(self, records: Sequence[Record]) -> None:
        """Keep all of them durably, or none. Raises `StorageError`."""

    def wipe(self) -> bool:
        """Overwrite some of what removed rooms have left behind; tells whether there may be more.

        In pieces: all of a long log would keep everybody waiting who writes. Raises `StorageError`.
        """

    def rooms(self) -> Sequence[StoredRoom]:
        """Give all rooms in the order of their opening."""

    def people(self) -> Sequence[StoredPerson]:
        """Give all people of all rooms, in the order in which they were invited."""

    def valid_keys(self) -> Sequence[StoredKey]:
        """Give all keys that are valid."""

    def events(self, room: str) -> Iterator[AnyEvent]:
        """Give the log of a room in the order in which it was written."""

    def bridge_notes(self, room: str) -> BridgeNotes | None:
        """Give what facilitators were shown of the bridge of a room last, if it was anything."""

    def try_to_write(self) -> None:
        """Write something that changes nothing. Raises `StorageError` as long as nothing can be kept."""

    def copy_to(self, path: Path) -> None:
        """Write a copy of everything into a new file, while the store is in use. Raises `StorageError`."""

    def close(self) -> None:
        """Let go of the store."""
