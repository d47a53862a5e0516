"""Where the lines of a journal go."""

from __future__ import annotations

from typing import Protocol


class JournalSink(Protocol):
    """Takes the lines of one journal, in order."""

    def append(self, line: bytes) -> None:
        """Keep a line (without its line break); it is readable by others when this returns.

        Raises `StorageError` when it cannot be kept.
        """

    def sync(self) -> None:
        """Make everything so far survive a power cut."""

    def close(self) -> None:
        """Let go of the file."""
