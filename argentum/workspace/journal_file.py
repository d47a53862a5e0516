"""The journal's file: appended to line by line, readable at every moment, cut back only on resume."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from argentum.errors import MissingPathError, UsageError
from argentum.workspace.atomic_file import make_folder, storage_error

JOURNAL_NAME = "journal.jsonl"


class JournalFile:
    """A journal that is being written; each line goes to the operating system at once."""

    def __init__(self, path: Path, *, after: int | None = None) -> None:
        """Make a new journal, or go on with one after its first `after` bytes.

        Raises `UsageError` when a new one is wanted and the folder has one already, `StorageError` when the file
        cannot be written.
        """
        self._path = path
        make_folder(path.parent)
        flags = os.O_WRONLY | os.O_APPEND | (os.O_CREAT | os.O_EXCL if after is None else 0)
        try:
            self._descriptor = os.open(path, flags, 0o644)
            if after is not None:
                os.ftruncate(self._descriptor, after)
            self._size = after or 0
        except FileExistsError as error:
            raise UsageError(
                f"{path.parent}: holds a session already; go on with it by --resume, or choose another --out"
            ) from error
        except OSError as error:
            raise storage_error(path, error) from error

    def append(self, line: bytes) -> None:
        """Write a line with its line break, whole or not at all. Raises `StorageError`, for example on a full disk."""
        data = line + b"\n"
        try:
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
    if not folder.is_dir():
        raise MissingPathError(f"{folder}: no such folder; a session folder with {JOURNAL_NAME} is needed")
    if not path.is_file():
        raise MissingPathError(f"{folder}: holds no {JOURNAL_NAME}; it is not a session folder")
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingPathError(f"{path}: cannot be read ({error.strerror})") from error
