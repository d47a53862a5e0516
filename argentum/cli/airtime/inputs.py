"""From the files and folders that a user names to timelines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argentum.errors import InputError, MissingPathError

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline


def read_meetings(paths: Sequence[Path]) -> list[Timeline]:
    """Read every meeting of every path, in order.

    Raises `MissingPathError` for what is not there, `TimelineFormatError` for what cannot be read.
    """
    return [meeting for path in paths for meeting in _read(path)]


def _read(path: Path) -> list[Timeline]:
    from argentum.airtime.formats.recordings import KNOWN, read_recording

    if path.is_dir():
        from argentum.cli.airtime.session import session_timeline

        return [session_timeline(path)]
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise MissingPathError(f"{path}: not found; name a recording ({KNOWN}) or a session folder") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({(error.strerror or 'unknown error').lower()})") from None
    return read_recording(data, str(path))
