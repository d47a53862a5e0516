"""The files of a council's book, beside its ledger: lines, appended to under a lock, and a head that tells their end.

Lines and head are synced, in this order, before anything is acknowledged.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from argentum.ayni.council_book import Note, NoteKind, by_identity, of_kinds, plan_notes
from argentum.ayni.council_lines import CouncilChain, CouncilHead, head_bytes, read_head
from argentum.errors import StorageError
from argentum.workspace.atomic_file import bytes_if_there, make_folder, storage_error, write_bytes_atomically


class CouncilFile:
    """A council's book, whose file is made with the first note.

    The file is read at each call, and locked while it is written to: whoever else writes or reads waits for some
    milliseconds.
    """

    def __init__(self, path: Path) -> None:
        """Name the file, `….council.jsonl`; its head is `….council.head` beside it. Nothing is opened."""
        self.path = path
        self.head_path = path.with_suffix(".head")

    def notes(self, *kinds: NoteKind) -> list[Note]:
        """Give the notes of some kinds, or all; none while there is no file."""
        return of_kinds(self._chain().notes, kinds)

    def append(self, notes: Sequence[Note]) -> list[Note]:
        """Note some things together: one line, synced; see `CouncilBook.append`."""
        make_folder(self.path.parent)
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise storage_error(self.path, error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            chain = CouncilChain(_whole(descriptor), self._head(), source=str(self.path))
            answers, new = plan_notes(notes, known=by_identity(chain.notes))
            if new:
                line, head = chain.next_line(new)
                self._write(descriptor, line + b"\n", head, at=chain.length)
            elif chain.is_ahead:  # What is acknowledged now must be told of by the head, too.
                write_bytes_atomically(self.head_path, head_bytes(chain.head))
        except OSError as error:
            raise storage_error(self.path, error) from error
        finally:
            os.close(descriptor)
        return answers

    def back_up(self, target: CouncilFile) -> bool:
        """Copy the book as it is at one moment, with its head; `False` when there is none.

        Raises `StorageError`.
        """
        data, head = self._read()
        if data is None:
            return False
        write_bytes_atomically(target.path, data, open_temporary=_open_for_its_owner)
        if head is not None:
            write_bytes_atomically(target.head_path, head_bytes(head))
        return True

    def _chain(self) -> CouncilChain:
        data, head = self._read()
        return CouncilChain(data or b"", head, source=str(self.path))

    def _read(self) -> tuple[bytes | None, CouncilHead | None]:
        """Read the lines, if there is a file of them, and the head of the same moment."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            head = self._head()
            if head is not None and self.path.exists():  # Made between the two looks.
                return self._read()
            return None, head
        except OSError as error:
            raise storage_error(self.path, error, done="read") from error
        try:
            # Whoever reads between a line and its head would take the one for damaged.
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            return _whole(descriptor), self._head()
        except OSError as error:
            raise storage_error(self.path, error, done="read") from error
        finally:
            os.close(descriptor)

    def _head(self) -> CouncilHead | None:
        data = bytes_if_there(self.head_path)
        return None if data is None else read_head(data, source=str(self.head_path))

    def _write(self, descriptor: int, line: bytes, head: CouncilHead, *, at: int) -> None:
        """Put a line behind what holds, and move the head; after a failure the file is as long as it was before."""
        try:
            os.ftruncate(descriptor, at)
            written = 0
            while written < len(line):
                written += os.pwrite(descriptor, line[written:], at + written)
            os.fsync(descriptor)
            write_bytes_atomically(self.head_path, head_bytes(head))
        except (OSError, StorageError):
            with suppress(OSError):
                os.ftruncate(descriptor, at)
            raise


def _whole(descriptor: int) -> bytes:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0)


def _open_for_its_owner(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
