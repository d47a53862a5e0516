"""The council's book as lines: canonical JSON, chained by SHA-256; one line is one act, whole or not there at all."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec
from msgspec import Struct

from argentum.ayni.council_book import Note
from argentum.errors import VerificationError

_encode = msgspec.json.Encoder(order="deterministic").encode


class CouncilLine(Struct, frozen=True, kw_only=True):
    """One act: the notes that were made together."""

    n: int
    """From 1, without a gap."""
    prev: str
    """SHA-256 of the bytes of the line before; empty in the first."""
    notes: tuple[Note, ...]


_decode = msgspec.json.Decoder(CouncilLine).decode


class CouncilChain:
    """Reads the lines of a book, and makes the next one."""

    def __init__(self, data: bytes, *, source: str) -> None:
        """Check the lines of a file.

        What a killed writer left half-written behind the last line break was never acknowledged and is left out. Raises
        `VerificationError` with the number of the first line that does not agree with the others.
        """
        *lines, torn = data.split(b"\n")
        self.length = len(data) - len(torn)
        """Bytes that hold."""
        self.notes: list[Note] = []
        self._number = 0
        self._previous = ""
        for line in lines:
            self._take(line, source)

    def _take(self, line: bytes, source: str) -> None:
        where = f"{source}: line {self._number + 1}"
        try:
            read = _decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise VerificationError(f"{where} is no line of a council's book ({error})") from error
        if self._number and read.n == self._number + 1 and read.prev != self._previous:
            changed = f"{source}: line {self._number} was changed"
            raise VerificationError(f"{changed}; line {read.n} does not follow the line before any more")
        if read.n != self._number + 1 or read.prev != self._previous:
            raise VerificationError(f"{where} does not follow the line before; something was changed or removed")
        if _encode(read) != line:
            raise VerificationError(f"{where} is not as it was written")
        self._number, self._previous = read.n, sha256(line).hexdigest()
        self.notes += read.notes

    def next_line(self, notes: Sequence[Note]) -> bytes:
        """Give the line that would follow, without its line break."""
        return _encode(CouncilLine(n=self._number + 1, prev=self._previous, notes=tuple(notes)))
