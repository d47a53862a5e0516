"""A line on standard error that says how far a long command is: only where somebody watches, gone when it is done."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self, TextIO, TypeVar

Each = TypeVar("Each")

_FIRST_AFTER_S = 1.0
"""What is done sooner needs no line."""
_EVERY_S = 0.5


class Progress:
    """Tells what is being done, for how long, and how many there have been; a context manager."""

    def __init__(self, what: str, *, out: TextIO | None = None, first_after_s: float = _FIRST_AFTER_S) -> None:
        """Say what is done, as in `checking 1,000,000 entries`; `out` is standard error unless it is another."""
        self._what = what
        self._out = sys.stderr if out is None else out
        self._first_after_s = first_after_s
        self._count = 0
        self._done = threading.Event()
        self._width = 0
        self._thread = threading.Thread(target=self._tell, name="progress", daemon=True)

    def counting(self, them: Iterable[Each]) -> Iterator[Each]:
        """Pass them on and count them."""
        for each in them:
            self._count += 1
            yield each

    def _tell(self) -> None:
        began_s = time.monotonic()
        pause_s = self._first_after_s
        while not self._done.wait(pause_s):
            pause_s = _EVERY_S
            so_far = f": {self._count:,}" if self._count else ""
            self._write(f"{self._what}{so_far} ({time.monotonic() - began_s:.0f} s)")
        if self._width:
            self._write("")
            self._write("")

    def _write(self, line: str) -> None:
        """Write over the line before, in signs that every terminal knows."""
        self._out.write(f"\r{line.ljust(self._width)}")
        self._out.flush()
        self._width = len(line)

    def __enter__(self) -> Self:
        if self._out.isatty():
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._done.set()
        if self._thread.ident is not None:
            self._thread.join()
