"""A row of small bars in text: one sign a value, from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterable

_UNICODE = "▁▂▃▄▅▆▇█"
_ASCII = "_.-=+*#@"


def sparkline(values: Iterable[float | None], *, ascii_only: bool = False) -> str:
    """Draw values of 0 to 1; a value that is not there is a blank."""
    signs = _ASCII if ascii_only else _UNICODE
    return "".join(" " if value is None else signs[min(len(signs) - 1, int(value * len(signs)))] for value in values)
