"""The chain of the books: each digest covers an entry and the digest before it, the first one the ledger's terms."""

from __future__ import annotations

from hashlib import sha256

import msgspec
from msgspec import Struct

from argentum.ayni.entry import Entry

_encode = msgspec.json.Encoder().encode


class Terms(Struct, frozen=True, kw_only=True):
    """What a ledger was made with; a change of it would change what its entries mean."""

    format_version: int
    epsilon_micro: int
    created_at_ms: int


class Head(Struct, frozen=True, kw_only=True):
    """Where the books end: kept apart from the entries, so that a missing last one is noticed."""

    number: int
    digest: bytes
    recorded_at_ms: int


def genesis(terms: Terms) -> bytes:
    """Give the digest that stands before the first entry."""
    return sha256(_encode(terms)).digest()


def digest_of(entry: Entry | tuple[object, ...], previous: bytes) -> bytes:
    """Give the digest of an entry, or of a tuple of its fields in their order."""
    return sha256(previous + _encode(entry)).digest()
