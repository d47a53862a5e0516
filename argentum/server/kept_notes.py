"""What facilitators see of the bridge, kept over the end of the server: one row a room, the last word counts."""

from __future__ import annotations

import logging
from collections.abc import Callable

from argentum.airtime.live.bridge_desk import BridgeDesk
from argentum.errors import ArgentumError
from argentum.ports.room_store import StoredBridge
from argentum.server.group_commit import GroupCommit

log = logging.getLogger("argentum.server")


class KeptNotes:
    """The notes of one room's bridge on their way to the disk: one writing at a time, however much it tells."""

    def __init__(self, room: str, desk: BridgeDesk, commits: GroupCommit, tell: Callable[[], None]) -> None:
        """Take the notes as they are kept; `tell` shows them when they are written."""
        self._room = room
        self._desk = desk
        self._commits = commits
        self._tell = tell
        self._writing = desk.notes()
        self._is_writing = self._write_again = False

    def keep(self) -> None:
        """Have the notes written, and told then."""
        self._write_again = self._is_writing
        if self._is_writing:
            return
        self._is_writing = True
        self._writing = self._desk.notes()
        self._commits.put((StoredBridge(room=self._room, notes=self._writing),), self._written)

    def keep_warnings(self) -> None:
        """Have the notes written if there is a new warning about people."""
        if self._desk.identity.warnings != self._writing.warnings:
            self.keep()

    def _written(self, error: ArgentumError | None) -> None:
        self._is_writing = False
        if error is not None:
            log.error("%s: what the bridge told could not be stored: %s", self._room, error)
        # Told in any case: nobody acts on its being remembered.
        self._tell()
        if self._write_again:
            self.keep()
