"""Files that are either written whole or left as they were, and files that need not be there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal

from argentum.errors import StorageError

OpenTemporary = Callable[[Path], BinaryIO]

_REMEDIES = {
    errno.ENOSPC: "free some disk space or choose another folder",
    errno.EDQUOT: "free some of the quota or choose another folder",
    errno.EROFS: "choose a folder that is not read-only",
    errno.EACCES: "choose a folder that may be written to",
    errno.EPERM: "choose a folder that may be written to",
    errno.ENOTDIR: "choose another name: a file stands where a folder is needed",
    errno.EISDIR: "choose another name: a folder stands where the file is needed",
    errno.EEXIST: "choose another name: a file stands where a folder is needed",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def storage_error(path: Path, error: OSError, *, done: Literal["read", "written"] = "written") -> StorageError:
    """Say in one line what could not be done to a file, why, and what would help."""
    reason = (error.strerror or type(error).__name__).lower()
    if done == "read":
        return StorageError(f"{path}: cannot be read ({reason}); see to it that it is a file that you may read")
    remedy = _REMEDIES.get(error.errno or 0, "choose another folder")
    return StorageError(f"{path}: cannot be written ({reason}); {remedy}")


def bytes_if_there(path: Path) -> bytes | None:
    """Read a file that need not be there: `None` without it. Raises `StorageError` for one that cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_error(path, error, done="read") from error


def make_folder(path: Path) -> Path:
    """Make a folder with those above it; one that is there is fine. Raises `StorageError`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(path, error) from error
    return path


def write_text_atomically(path: Path, text: str) -> None:
    r"""Write UTF-8 text with `\n` line ends; see `write_bytes_atomically`."""
    write_bytes_atomically(path, text.encode())


def write_lines_atomically(path: Path, lines: Iterable[str]) -> None:
    """Write lines as they come, however many; see `write_bytes_atomically`."""
    _write_atomically(path, (f"{line}\n".encode() for line in lines), _open_new)


def write_bytes_atomically(path: Path, data: bytes, *, open_temporary: OpenTemporary | None = None) -> None:
    """Write a file so that nobody ever sees a part of it, not even after a power cut.

    The data goes into a hidden file in the same folder, is synced, and takes the name in one step. Missing folders are
    made. `open_temporary` opens the hidden file; it is a parameter so that a full disk can be had at will.

    Raises `StorageError` when anything fails; what was there before is unchanged and the hidden file is gone.
    """
    _write_atomically(path, (data,), open_temporary or _open_new)


def _write_atomically(path: Path, pieces: Iterable[bytes], open_temporary: OpenTemporary) -> None:
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name[:200]}.{os.getpid()}.partial")
    try:
        with open_temporary(temporary) as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise storage_error(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _open_new(path: Path) -> BinaryIO:
    return path.open("wb")


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; file systems that cannot sync a folder need no help."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
