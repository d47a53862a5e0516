"""The journal: a line for each signal that came in and each message that was decided, chained by digests.

The first line is the header with everything that decided the session; the last, when the session ended, is the seal.
A line is canonical JSON: `n` (its number from 0), `prev` (SHA-256 of the bytes of the line before, empty in the first),
and one record. Because it is canonical, a replay compares bytes: no changed byte can hide, not even in the last line.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from argentum.errors import VerificationError
from argentum.orchestration.session import SessionLimits
from argentum.orchestration.signals import Signal
from argentum.ports.evidence import Passage
from argentum.ports.journal import JournalSink
from argentum.transcript.message import Message

FORMAT_VERSION = 1

_encode = msgspec.json.Encoder().encode


class Header(Struct, frozen=True, kw_only=True):
    """Everything that decides a session; a journal needs nothing beside it."""

    format_version: int
    argentum_version: str
    session_id: str
    topic: str
    seed: int
    limits: SessionLimits
    text_free: bool
    policy: dict[str, Any]
    """Effective and whole."""
    agents: tuple[dict[str, Any], ...]
    """Profiles, in the order of the table."""
    faults: dict[str, Any]
    documents: tuple[Passage, ...] = ()


class Seal(Struct, frozen=True, kw_only=True):
    """Why the session ended; a journal without it was broken off."""

    reason: str
    signals: int
    messages: int


class Line(Struct, frozen=True, kw_only=True):
    """A line as it is read back; exactly one of the records is there."""

    n: int
    prev: str
    header: Header | None = None
    at_ms: int | None = None
    signal: Signal | None = None
    message: Message | None = None
    seal: Seal | None = None


_decoder = msgspec.json.Decoder(Line)


class Journal:
    """Appends records to a sink and keeps the chain."""

    __slots__ = ("_messages", "_number", "_previous", "_signals", "_sink")

    def __init__(self, sink: JournalSink) -> None:
        """Begin an empty chain."""
        self._sink = sink
        self._number = 0
        self._previous = ""
        self._signals = 0
        self._messages = 0

    def header(self, header: Header) -> None:
        """Write the first line."""
        self._append(b'"header":', _encode(header))

    def signal(self, at_ms: int, signal: Signal) -> None:
        """Write a signal that is about to be fed."""
        self._signals += 1
        self._append(b'"at_ms":%d,"signal":' % at_ms, _encode(signal))

    def message(self, message: Message) -> None:
        """Write a message that was decided."""
        self._messages += 1
        self._append(b'"message":', _encode(message))

    def seal(self, reason: str) -> None:
        """Write the last line."""
        seal = Seal(reason=reason, signals=self._signals, messages=self._messages)
        self._append(b'"seal":', _encode(seal))

    def sync(self) -> None:
        """Make everything so far survive a power cut."""
        self._sink.sync()

    def _append(self, name: bytes, record: bytes) -> None:
        line = b'{"n":%d,"prev":"%s",%s%s}' % (self._number, self._previous.encode(), name, record)
        self._sink.append(line)
        self._number += 1
        self._previous = sha256(line).hexdigest()


def decode(line: bytes, number: int) -> Line:
    """Read one line back. Raises `VerificationError` with its number when it is no line of a journal."""
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:  # A byte that is no UTF-8 is told by the latter.
        raise VerificationError(f"journal line {number + 1}: not readable ({error})") from error


def complete_lines(data: bytes) -> list[bytes]:
    """Split the bytes of a journal into its complete lines; what a killed run left half-written is not one."""
    lines = data.split(b"\n")
    lines.pop()
    return lines


def torn_line(data: bytes) -> bytes:
    """Give what a killed run left half-written after the last complete line; empty when there is nothing."""
    return data[data.rfind(b"\n") + 1 :]


def read_header(lines: list[bytes]) -> Header:
    """Give the header of a journal. Raises `VerificationError` when there is none or its format is another one."""
    if not lines:
        raise VerificationError(
            "journal line 1: the header is missing; nothing can be read or resumed from this folder"
        )
    header = decode(lines[0], 0).header
    if header is None:
        raise VerificationError("journal line 1: expected the header")
    if header.format_version != FORMAT_VERSION:
        raise VerificationError(
            f"journal line 1: format {header.format_version}; this version reads format {FORMAT_VERSION}"
        )
    return header


class CheckingSink:
    """Compares what would be written with what stands in a journal; raises at the first difference.

    Beyond the lines that are there, lines go on to `onward`; without one, a line too many is a difference.
    """

    __slots__ = ("_lines", "_onward", "compared")

    def __init__(self, lines: list[bytes], onward: JournalSink | None = None) -> None:
        """Take the lines that are there, and where further ones go."""
        self._lines = lines
        self.compared = 0
        self._onward = onward

    @property
    def catching_up(self) -> bool:
        """Whether lines that are there are still to be compared."""
        return self.compared < len(self._lines)

    def append(self, line: bytes) -> None:
        """Compare, or pass on. Raises `VerificationError` with the number of the line that differs."""
        place = self.compared
        if place < len(self._lines):
            if line != self._lines[place]:
                raise VerificationError(f"journal line {place + 1}: differs from what its inputs give")
            self.compared += 1
        elif self._onward is None:
            raise VerificationError(f"journal line {place + 1}: missing; the session did not end here")
        else:
            self._onward.append(line)

    def sync(self) -> None:
        """Sync what was passed on."""
        if self._onward is not None and not self.catching_up:
            self._onward.sync()

    def close(self) -> None:
        """Close what lines are passed on to."""
        if self._onward is not None:
            self._onward.close()
