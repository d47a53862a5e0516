"""The one door for everything that is printed.

An encoding that lacks a character gets a spelling of it, and an output that cannot be written any more takes the rest
silently: what runs goes on to its end, and `Streams.exit_code` says afterwards what became of the output.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_SPELT_OUT = "argentum.spelt_out"
_SPELLINGS = {
    "—": "--",
    "–": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "·": "-",
    "×": "x",
    "→": "->",
    "▸": ">",
    "⚡": "!",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "Ø": "O",
    "Ł": "L",
    "Σ": "sum ",
    "²": "^2",
    "±": "+-",
}
_CLOSED = OSError(errno.EBADF, "it is closed")
_FULL = 3
"""Exit code of an output that cannot be written, as for any file."""


class GuardedStream(io.TextIOWrapper):
    """A stream that never fails; the first error is kept in `failure`.

    It hides its bytes, because typer would write UTF-8 past an encoding that it takes for a mistake.
    """

    failure: OSError | None = None

    def __init__(self, stream: TextIO) -> None:
        """Write to where `stream` writes; it is flushed first and can be used again after `detach`."""
        stream.flush()
        self._stream = stream  # it would close its bytes when nobody holds it any more
        super().__init__(
            stream.buffer,
            encoding=stream.encoding,
            errors=_SPELT_OUT,
            line_buffering=getattr(stream, "line_buffering", False),
        )

    @property
    def buffer(self) -> io.BufferedWriter:
        """There is none."""
        raise AttributeError("buffer")

    def write(self, text: str, /) -> int:
        """Write, or take the text silently when the output is gone."""
        if self.failure is None:
            try:
                return super().write(text)
            except OSError as error:
                self.failure = error
        return len(text)

    def flush(self) -> None:
        """Flush as far as there is somewhere to."""
        if self.failure is None:
            try:
                super().flush()
            except OSError as error:
                self.failure = error


class Streams:
    """Standard output and standard error while a command runs."""

    def __init__(self, out: GuardedStream, err: GuardedStream) -> None:
        """Watch two streams."""
        self._out = out
        self._err = err

    def exit_code(self, program: str, code: int) -> int:
        """Give the exit code in view of the output; a full or closed one is told in a line.

        A reader that went away (`| head`) has read what it wanted, which is no failure.
        """
        self._out.flush()
        failure = self._out.failure
        if failure is None or isinstance(failure, BrokenPipeError):
            return code
        reason = (failure.strerror or type(failure).__name__).lower()
        self._err.write(
            f"{program}: standard output: cannot be written ({reason}); redirect it to a file or a terminal\n"
        )
        return code or _FULL


@contextmanager
def guarded_streams() -> Iterator[Streams]:
    """Put guarded streams in place of the standard ones and put these back at the end."""
    codecs.register_error(_SPELT_OUT, _spelt_out)
    before = sys.stdout, sys.stderr
    out, err = _guarded(before[0]), _guarded(before[1])
    sys.stdout, sys.stderr = out, err
    try:
        yield Streams(out, err)
    finally:
        sys.stdout, sys.stderr = before
        for stream, original in ((out, before[0]), (err, before[1])):
            stream.flush()
            stream.detach()
            if stream.failure is not None and original is not None:
                _silence(original)


def _guarded(stream: TextIO | None) -> GuardedStream:
    if stream is not None:
        return GuardedStream(stream)
    # Python has no stream at all where the shell gave a closed one.
    nowhere = GuardedStream(open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - it lives as long as we do
    nowhere.failure = _CLOSED
    return nowhere


def _silence(stream: TextIO) -> None:
    """Let what is left in a broken stream go nowhere, so that the interpreter does not complain at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _spelt_out(error: UnicodeError) -> tuple[str, int]:
    """Spell characters that an encoding lacks with ASCII: letters without their accents, signs by look-alikes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_spelling(char) for char in error.object[error.start : error.end]), error.end


def _spelling(char: str) -> str:
    if char in _SPELLINGS:
        return _SPELLINGS[char]
    plain = unicodedata.normalize("NFKD", char).encode("ascii", errors="ignore").decode()
    return plain or "?"
