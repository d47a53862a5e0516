"""A ledger as lines of JSON, without loss: its terms and head first, then every entry with its digest.

What is read back has the same numbers, moments and digests, so that a copy in another store is the same ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import COLUMNS, Entry
from argentum.errors import VerificationError

FORMAT = "argentum-ayni-ledger"


class Heading(Struct, frozen=True, kw_only=True):
    """The first line of an exported ledger."""

    format: str
    terms: Terms
    head: Head


def export_lines(terms: Terms, head: Head, rows: Iterable[tuple[Entry, bytes]]) -> Iterator[str]:
    """Give the lines of an export, as far as the head."""
    yield msgspec.json.encode(Heading(format=FORMAT, terms=terms, head=head)).decode()
    for entry, digest in rows:
        if entry.number > head.number:
            return
        fields: dict[str, Any] = dict(zip(COLUMNS, msgspec.structs.astuple(entry), strict=True))
        yield msgspec.json.encode({**fields, "digest": digest.hex()}).decode()


def is_export(first_line: str) -> bool:
    """Whether a file that begins with this line is an exported ledger."""
    return first_line.startswith('{"format":"' + FORMAT + '"')


def read_heading(line: str, *, source: str) -> Heading:
    """Read the first line. Raises `VerificationError`."""
    try:
        return msgspec.json.decode(line, type=Heading)
    except msgspec.MsgspecError as error:
        raise VerificationError(f"{source}:1: not the first line of an exported ledger ({error})") from error


class _Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of an export: the fields of an entry by name, and its digest."""

    number: int
    id: str
    initiator: str
    responder: str
    contribution_micro: int
    contribution_unit: str
    contribution_rate_pico: int
    consumption_micro: int
    consumption_unit: str
    consumption_rate_pico: int
    quality_micro: int
    outcome: str
    note: str
    given_micro: int
    taken_micro: int
    happened_at_ms: int
    recorded_at_ms: int
    reverses: str | None
    digest: str


def read_rows(lines: Iterable[str], *, source: str) -> Iterator[tuple[Entry, bytes]]:
    """Read the other lines. Raises `VerificationError` with the number of the line that is not one."""
    decode = msgspec.json.Decoder(_Row).decode
    for number, line in enumerate(lines, 2):
        try:
            *fields, digest = msgspec.structs.astuple(decode(line))
            yield Entry(*fields), bytes.fromhex(digest)
        except (msgspec.MsgspecError, ValueError) as error:
            raise VerificationError(f"{source}:{number}: not an entry of an exported ledger ({error})") from error
