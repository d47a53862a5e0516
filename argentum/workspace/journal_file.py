"""The journal's file: appended to line by line, readable at every moment, cut back only on resume."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from argentum.errors import MissingPathError, UsageError
from argentum.workspace.atomic_file import make_folder, storage_error

JOURNAL_NAME = "journal.jsonl"


class JournalFile:
    """A journal that is being written; each line goes to the operating system at once.

    Whoever writes holds a lock on the file, so that two runs cannot write into one session; the lock goes with the
    process, however that ends.
    """

    def __init__(self, path: Path, *, resumed: bool = False, busy: str | None = None) -> None:
        """Make a new journal, or open one that is there, to go on with it.

        Raises `UsageError` when a new one is wanted and the folder has one already, or when another run is writing
        it, of which `busy` tells; `MissingPathError` when there is none to go on with; `StorageError` when the file
        cannot be written.
        """
        self._path = path
        self._cut_back_to: int | None = None
        if resumed and not path.is_file():
            raise _no_session(path.parent)
        if not resumed:
            make_folder(path.parent)
        try:
            self._descriptor = os.open(
                path, os.O_RDWR | os.O_APPEND | (0 if resumed else os.O_CREAT | os.O_EXCL), 0o644
            )
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._size = os.fstat(self._descriptor).st_size
        except FileExistsError as error:
            raise UsageError(
                f"{path.parent}: holds a session already; go on with it by --resume, or choose another --out"
            ) from error
        except BlockingIOError as error:
            os.close(self._descriptor)
            told = busy or f"{path.parent}: another run is writing this session; wait until it has ended"
            raise UsageError(told) from error
        except OSError as error:
            raise storage_error(path, error) from error

    def content(self) -> bytes:
        """Read what is there, under the lock. Raises `StorageError`."""
        try:
            return os.pread(self._descriptor, self._size, 0)
        except OSError as error:
            raise storage_error(self._path, error) from error

    def go_on_after(self, size: int) -> None:
        """Let the next line follow the first `size` bytes; what stands behind them is cut off when it is written.

        Not before: a resume that fails on the way leaves the journal as it was.
        """
        self._cut_back_to = size

    def append(self, line: bytes) -> None:
        """Write a line with its line break, whole or not at all. Raises `StorageError`, for example on a full disk."""
        data = line + b"\n"
        try:
            if self._cut_back_to is not None:
                os.ftruncate(self._descriptor, self._cut_back_to)
                self._size, self._cut_back_to = self._cut_back_to, None
            written = os.write(self._descriptor, data)
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._size)
            raise storage_error(self._path, error) from error
        self._size += len(data)

    def sync(self) -> None:
        """Make everything so far survive a power cut."""
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise storage_error(self._path, error) from error

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def read_journal(folder: Path) -> bytes:
    """Read the journal of a session folder. Raises `MissingPathError` when there is none."""
    path = folder / JOURNAL_NAME
    if not path.is_file():
        raise _no_session(folder)
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingPathError(f"{path}: cannot be read ({error.strerror})") from error


def _no_session(folder: Path) -> MissingPathError:
    if not folder.is_dir():
        return MissingPathError(f"{folder}: no such folder; a session folder with {JOURNAL_NAME} is needed")
    return MissingPathError(f"{folder}: holds no {JOURNAL_NAME}; it is not a session folder")
