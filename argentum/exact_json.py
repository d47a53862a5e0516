"""JSON that keeps what is written: every digit of a number, and no key that is there twice.

The standard library reads `0.1` as a binary number and cannot write a `Decimal`; of two equal keys it takes the last,
though nobody can tell which of the two was meant.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

import msgspec

_encode = msgspec.json.Encoder(decimal_format="number").encode


class TwiceError(ValueError):
    """A key is there twice."""


def read_exact(text: str | bytes) -> object:
    """Read a document; a number with a point or an exponent becomes a `Decimal`.

    Raises `TwiceError` for an object with the same key twice, `json.JSONDecodeError` or another `ValueError` for broken
    JSON, `RecursionError` for what is nested too deeply.
    """
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_float=Decimal)
    except InvalidOperation as error:
        raise ValueError("a number that is too large to be one") from error


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) != len(pairs):
        keys = [key for key, _ in pairs]
        raise TwiceError(f"the key {next(key for key in keys if keys.count(key) > 1)[:80]!r} is there twice")
    return row


def json_text(document: object) -> str:
    """Write a document over several lines, to be read by people, too."""
    return msgspec.json.format(_encode(document), indent=2).decode()


def json_line(document: object) -> str:
    """Write a document on one line."""
    return msgspec.json.format(_encode(document), indent=0).decode()


def json_bytes(document: object) -> bytes:
    """Write a document to be sent."""
    return _encode(document)
