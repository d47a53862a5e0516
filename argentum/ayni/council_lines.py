"""The council's book as lines: canonical JSON, chained by SHA-256; one line is one act, whole or not there at all.

Where the book ends is kept apart, in a head: without it a last line that was changed or removed would not be noticed.
Lines are written before the head, so a writer that is killed in between leaves one line more than the head tells of; it
was never acknowledged, and is as good as if it had been. A book that was begun without a head says so by the form of
its lines and gets one with its next line.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec
from msgspec import Struct

from argentum.ayni.council_book import Note
from argentum.errors import VerificationError

_encode = msgspec.json.Encoder(order="deterministic").encode
_WITH_HEAD = 2
"""Form of the lines whose end is kept in a head."""


class CouncilLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One act: the notes that were made together."""

    n: int
    """From 1, without a gap."""
    prev: str
    """SHA-256 of the bytes of the line before; empty in the first."""
    notes: tuple[Note, ...]
    form: int = 1
    """2 since the end of the book is kept apart; 1 is not written."""


class CouncilHead(Struct, frozen=True, kw_only=True):
    """Where a book ends."""

    n: int
    """Number of the last line."""
    digest: str
    """SHA-256 of its bytes."""


_decode = msgspec.json.Decoder(CouncilLine).decode
_decode_head = msgspec.json.Decoder(CouncilHead).decode


def head_bytes(head: CouncilHead) -> bytes:
    """Write a head."""
    return _encode(head) + b"\n"


def read_head(data: bytes, *, source: str) -> CouncilHead:
    """Read a head. Raises `VerificationError`."""
    try:
        return _decode_head(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise VerificationError(f"{source}: is not the head of a council's book ({error})") from error


class CouncilChain:
    """Reads the lines of a book, and makes the next one."""

    def __init__(self, data: bytes, head: CouncilHead | None = None, *, source: str) -> None:
        """Check the lines of a file, and that they end where the head says.

        What a killed writer left half-written behind the last line break was never acknowledged and is left out. Raises
        `VerificationError` with the number of the first line that does not agree with the others.
        """
        *lines, torn = data.split(b"\n")
        self.length = len(data) - len(torn)
        """Bytes that hold."""
        self.notes: list[Note] = []
        self._source = source
        self._digests = [""]
        self._begun_without_head = 0
        for line in lines:
            self._take(line)
        self._told = self._begun_without_head if head is None else head.n
        self._check_end(head)

    @property
    def head(self) -> CouncilHead:
        """Where the lines end."""
        return CouncilHead(n=len(self._digests) - 1, digest=self._digests[-1])

    @property
    def is_ahead(self) -> bool:
        """Whether the last line is one that no head tells of, because its writer was killed."""
        return len(self._digests) - 1 > self._told

    def _take(self, line: bytes) -> None:
        number = len(self._digests)
        where = f"{self._source}: line {number}"
        try:
            read = _decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise VerificationError(f"{where} is no line of a council's book ({error})") from error
        if number > 1 and read.n == number and read.prev != self._digests[-1]:
            changed = f"{self._source}: line {number - 1} was changed"
            raise VerificationError(f"{changed}; line {read.n} does not follow the line before any more")
        if read.n != number or read.prev != self._digests[-1]:
            raise VerificationError(f"{where} does not follow the line before; something was changed or removed")
        if _encode(read) != line:
            raise VerificationError(f"{where} is not as it was written")
        if read.form < _WITH_HEAD:
            self._begun_without_head = number
        self._digests.append(sha256(line).hexdigest())
        self.notes += read.notes

    def _check_end(self, head: CouncilHead | None) -> None:
        last, told = len(self._digests) - 1, self._told
        if head is None and last > told + 1:
            raise VerificationError(f"{self._source}: the head of the book is missing; its end cannot be checked")
        if last < told:
            raise VerificationError(
                f"{self._source}: line {last + 1} is missing: the head names line {told} as the last"
            )
        if head is not None and self._digests[told] != head.digest:
            raise VerificationError(f"{self._source}: line {told} was changed; the head names another one as the last")
        if last > told + 1:
            raise VerificationError(
                f"{self._source}: line {told + 2} is too many: the head names line {told} as the last"
            )

    def next_line(self, notes: Sequence[Note]) -> tuple[bytes, CouncilHead]:
        """Give the line that would follow, without its line break, and the head that then tells of it."""
        number = len(self._digests)
        line = _encode(CouncilLine(n=number, prev=self._digests[-1], notes=tuple(notes), form=_WITH_HEAD))
        return line, CouncilHead(n=number, digest=sha256(line).hexdigest())
