"""The file of a council's book, beside its ledger: appended to under a lock, synced before anything is acknowledged."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from argentum.ayni.council_book import Note, NoteKind, by_identity, of_kinds, plan_notes
from argentum.ayni.council_lines import CouncilChain
from argentum.workspace.atomic_file import make_folder, storage_error


class CouncilFile:
    """A council's book in one file, which is made with the first note.

    The file is read at each call, and locked while it is written to: whoever else writes waits for some milliseconds.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened."""
        self.path = path

    def notes(self, *kinds: NoteKind) -> list[Note]:
        """Give the notes of some kinds, or all; none while there is no file."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise storage_error(self.path, error) from error
        return of_kinds(CouncilChain(data, source=str(self.path)).notes, kinds)

    def append(self, notes: Sequence[Note]) -> list[Note]:
        """Note some things together: one line, synced; see `CouncilBook.append`."""
        make_folder(self.path.parent)
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise storage_error(self.path, error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            data = _whole(descriptor)
            chain = CouncilChain(data, source=str(self.path))
            answers, new = plan_notes(notes, known=by_identity(chain.notes))
            if new:
                _write(descriptor, chain.next_line(new) + b"\n", at=chain.length)
        except OSError as error:
            raise storage_error(self.path, error) from error
        finally:
            os.close(descriptor)
        return answers


def _whole(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    return os.pread(descriptor, size, 0)


def _write(descriptor: int, line: bytes, *, at: int) -> None:
    """Put a line behind what holds; after a failure the file is as long as it was before."""
    try:
        os.ftruncate(descriptor, at)
        written = 0
        while written < len(line):
            written += os.pwrite(descriptor, line[written:], at + written)
        os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, at)
        raise
