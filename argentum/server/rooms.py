"""All rooms of one server: opened, found again after a restart, given keys, and kept in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from argentum.airtime.controls import OPERATOR
from argentum.airtime.events import MeetingOpened
from argentum.airtime.live.incoming import event_id
from argentum.airtime.live.live_room import SERVER, LiveRoom
from argentum.airtime.live.viewer import Viewer
from argentum.airtime.ruleset import RulesetConfig
from argentum.errors import StorageError
from argentum.ports.room_store import (
    KeyReplaced,
    Record,
    RoomRemoved,
    RoomStore,
    StoredEvent,
    StoredKey,
    StoredPerson,
    StoredRoom,
)
from argentum.server.answers import AnswerError
from argentum.server.connection import GOING_AWAY, TRY_LATER
from argentum.server.frames import Bye, encoded
from argentum.server.group_commit import GroupCommit
from argentum.server.host_shelf import HostShelf
from argentum.server.keys import KeyRing, digest_of
from argentum.server.rate_limit import RateLimits
from argentum.server.room_host import RoomHost
from argentum.server.settings import ServerSettings

log = logging.getLogger("argentum.server")
BEAT_MS = 250
"""How often rooms are looked at; what is due waits at most so long."""
_GOODBYE_S = 2.0
STUCK_MS = 20_000
"""A socket that takes nothing for so long is let go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A new room, as the operator wishes it."""

    room: str
    planned_ms: int | None
    people: Sequence[tuple[str, str]]
    facilitators: Sequence[tuple[str, str]]
    """Ids and names."""
    facilitator_in_pool: bool
    ruleset: RulesetConfig
    waits: bool = True
    """Whether the clocks stand until the meeting is begun: rooms are opened before people come."""


class Rooms:
    """The rooms of one server."""

    def __init__(
        self,
        *,
        settings: ServerSettings,
        store: RoomStore,
        clock: Callable[[], int],
        new_key: Callable[[], str],
    ) -> None:
        """Read who has which key; logs are read when a room is first asked for."""
        self.settings = settings
        self.commits = GroupCommit(store)
        self.keys = KeyRing()
        self.stored: dict[str, StoredRoom] = {}
        self._store = store
        self._clock = clock
        self._new_key = new_key
        self.limits = RateLimits()
        self._people: dict[str, list[StoredPerson]] = {}
        self._shelf = HostShelf(store, clock=clock, new_host=self._new_host)
        self._beating: asyncio.Task[None] | None = None
        self._opening: set[str] = set()
        self._removing: set[str] = set()

    # ---------------------------------------------------------------- life

    async def start(self) -> None:
        """Read the rooms and begin to keep time."""
        for room in self._store.rooms():
            self.stored[room.name] = room
        for person in self._store.people():
            self._people.setdefault(person.room, []).append(person)
        for key in self._store.valid_keys():
            self.keys.add(key)
        self.commits.start()
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """Write what waits and let go of the store."""
        if self._beating is not None:
            self._beating.cancel()
        await self.commits.stop()
        self._store.close()

    async def say_goodbye(self) -> None:
        """Tell every page that the server ends; they come back by themselves."""
        open_pages = [connection for host in self._shelf.hosts.values() for connection in host.connections]
        for connection in open_pages:
            connection.close(GOING_AWAY, "server ends", last=encoded(Bye(reason="the server ends")))
        waiting = [connection.gone.wait() for connection in open_pages]
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*waiting), _GOODBYE_S)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_MS / 1000)
            self.advance()

    def advance(self) -> None:
        """Let every room that has been asked for do what is due."""
        for host in list(self._shelf.hosts.values()):
            if not host.has_failed:
                with host.guarded():
                    host.advance()
            for connection in host.connections:
                since_ms = connection.sending_since_ms
                if since_ms is not None and self._clock() - since_ms > STUCK_MS:
                    connection.close(TRY_LATER, "reads too slowly")

    # ---------------------------------------------------------------- finding

    async def host(self, name: str) -> RoomHost:
        """Give a room that exists, reading its log if need be.

        Raises `StorageError` for a room that cannot be served at the moment.
        """
        if name in self._removing:
            raise StorageError(f"{name}: it is being removed")
        return await self._shelf.host(name)

    def _new_host(self, name: str) -> RoomHost:
        stored, people = self.stored[name], self._people.get(name, [])
        room = LiveRoom(
            room=name,
            opened_at=opened_at(stored),
            names={person.id: person.name for person in people},
            facilitators=[person.id for person in people if person.facilitator],
            after_guests={person.id: person.after_guests for person in people},
            most_people=self.settings.most_people,
        )
        notes = self._store.bridge_notes(name)
        if notes is not None:
            room.bridge.remember(notes)
        return RoomHost(room, opened_at_ms=stored.opened_at_ms, clock=self._clock, commits=self.commits)

    def copy_to(self, path: Path) -> None:
        """Write a copy of all rooms into a new file. Raises `StorageError`."""
        self._store.copy_to(path)

    def clock_ms(self) -> int:
        """Give the server's time since 1970."""
        return self._clock()

    # ---------------------------------------------------------------- changing

    async def open(self, wanted: Invitation) -> dict[Viewer, str]:
        """Open a room durably and give the keys of everybody; they cannot be asked for again.

        Raises `AnswerError` for a name that is taken, and when the server is full.
        """
        if wanted.room in self.stored or wanted.room in self._opening:
            raise AnswerError(409, f"{wanted.room} exists already", where="room", expected="another name")
        if len(self.stored) + len(self._opening) >= self.settings.most_rooms:
            most = self.settings.most_rooms
            raise AnswerError(409, f"this server is full with {most} rooms", where="room", expected="another server")
        stored = StoredRoom(name=wanted.room, opened_at_ms=self._clock())
        people = [
            *(StoredPerson(room=wanted.room, id=who, name=name, facilitator=True) for who, name in wanted.facilitators),
            *(StoredPerson(room=wanted.room, id=who, name=name) for who, name in wanted.people),
        ]
        viewers = [
            *(Viewer("facilitator" if person.facilitator else "participant", person.id) for person in people),
            Viewer("observer"),
            Viewer("bridge"),
        ]
        given = {viewer: self._new_key() for viewer in viewers}
        keys = [
            StoredKey(digest=digest_of(key), room=wanted.room, role=viewer.role, participant=viewer.participant)
            for viewer, key in given.items()
        ]
        opened = MeetingOpened(
            id=event_id(SERVER, "opened"),
            at_ms=0,
            room=wanted.room,
            planned_ms=wanted.planned_ms,
            facilitators=tuple(who for who, _ in wanted.facilitators),
            facilitator_in_pool=wanted.facilitator_in_pool,
            waits=wanted.waits,
            ruleset=wanted.ruleset,
        )
        records: list[Record] = [stored, *people, *keys, StoredEvent(room=wanted.room, event=opened)]
        self._opening.add(wanted.room)
        try:
            await self.commits.write(records)
        finally:
            self._opening.discard(wanted.room)
        self.stored[wanted.room] = stored
        self._people[wanted.room] = people
        for key in keys:
            self.keys.add(key)
        return given

    async def invite(self, room: str, who: str, name: str) -> str:
        """Add a person to a room and give their key. Raises `AnswerError`."""
        people = self._people[room]
        if any(person.id == who for person in people):
            raise AnswerError(409, f"{who} is invited already", where="id", expected="another id, or a renewed key")
        if len(people) >= self.settings.most_people:
            most = self.settings.most_people
            raise AnswerError(409, f"this room holds {most} people and is full", where="id", expected="nobody more")
        host = await self.host(room)
        after_guests = host.room.people.guests_before(who)
        person = StoredPerson(room=room, id=who, name=name, after_guests=after_guests)
        key, stored = self._key_for(room, Viewer("participant", who))
        people.append(person)
        try:
            await self.commits.write([person, stored])
        except BaseException:
            people.remove(person)
            raise
        self.keys.add(stored)
        host = await self.host(room)
        host.bring_up_to_date()
        host.tell(host.room.add_person(who, name, after_guests=after_guests))
        return key

    async def renew(self, room: str, viewer: Viewer, *, by: str, why: str) -> str:
        """Give somebody a new key, on record; the old one is dead, and its pages are told by whom and closed."""
        host = await self.host(room)
        key, stored = self._key_for(room, viewer)
        event = host.room.renewal(viewer.author, by=by, why=why, at_ms=host.now_ms())
        name = f"the {by}" if by == OPERATOR else host.room.names.get(by, by)
        reason = f"this key was renewed by {name}{f': {why}' if why else ''}"
        await host.write_with(
            event, [KeyReplaced(key=stored)], then=lambda: host.dismiss(self.keys.replace(stored), reason)
        )
        return key

    async def remove(self, room: str, *, force: bool) -> None:
        """Forget a room and everything of it, and tell its pages.

        Raises `AnswerError` for a meeting that goes on, unless forced, and `StorageError` when it could not be done;
        then all is as it was.
        """
        if not force and (await self.host(room)).room.is_open:
            raise AnswerError(
                409, f"the meeting in {room} has not ended", where="room", expected="a meeting that has, or ?force=true"
            )
        if room in self._removing:
            raise StorageError(f"{room}: it is being removed")
        self._removing.add(room)
        host = self._shelf.hosts.get(room)
        if host is not None:
            host.is_closed = True
        try:
            await self.commits.write([RoomRemoved(room=room)])
        except BaseException:
            if host is not None:
                host.is_closed = False
            raise
        finally:
            self._removing.discard(room)
        log.warning("%s: removed by the operator", room)
        self.keys.drop(room)
        self._people.pop(room, None)
        del self.stored[room]
        self._shelf.forget(room)
        if host is not None:
            host.say_removed()

    def people(self, room: str) -> Sequence[StoredPerson]:
        """Give the invited people of a room."""
        return self._people.get(room, ())

    def _key_for(self, room: str, viewer: Viewer) -> tuple[str, StoredKey]:
        key = self._new_key()
        return key, StoredKey(digest=digest_of(key), room=room, role=viewer.role, participant=viewer.participant)


def opened_at(stored: StoredRoom) -> str:
    """Give when a room was opened, in UTC."""
    return datetime.fromtimestamp(stored.opened_at_ms / 1000, UTC).isoformat(timespec="milliseconds")
