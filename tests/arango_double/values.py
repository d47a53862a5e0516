"""How ArangoDB sees values: its order of types, its collation of text, its doubles.

Where the real server is kind, the double is not: whole numbers beyond 2^53 are rounded already when they are stored,
and text that a collation takes for equal is equal everywhere. An adapter that is right here leans on neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

_EXACT = 2**53


def collated(text: str) -> str:
    """Give text as a collation compares it: in one form of its accents, without what is ignored."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) not in {"Cf", "Cc"}
    )


def order(value: Any) -> tuple[int, Any]:  # noqa: ANN401 - any JSON value
    """Give what AQL compares by: the type first, null before booleans before numbers before text."""
    if type(value) is int:
        return 2, value
    match value:
        case None:
            return 0, 0
        case bool():
            return 1, value
        case int() | float():
            return 2, value
        case str():
            return 3, (collated(value).casefold(), collated(value))
        case _:
            return 4, repr(value)


def stored(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a value as it is kept: numbers beyond 2^53 lose their last digits."""
    match value:
        case bool():
            return value
        case int() if abs(value) > _EXACT:
            return int(float(value))
        case dict():
            return {name: stored(each) for name, each in value.items()}
        case list():
            return [stored(each) for each in value]
        case _:
            return value


def total(values: Iterable[Any]) -> float | int | None:
    """Add up as AQL's SUM does: in doubles, null left out, nothing at all for what is no number."""
    found = 0.0
    for value in values:
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        found += float(value)
    return double(found)


def double(value: float) -> float | int:
    """Give a double as its JSON is read back: whole ones below 2^53 as whole numbers."""
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def least(values: Iterable[Any]) -> Any:  # noqa: ANN401 - any JSON value
    """Give the MIN, null left out."""
    return min((value for value in values if value is not None), key=order, default=None)
