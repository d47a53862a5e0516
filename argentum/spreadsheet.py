"""Cells of CSV that a spreadsheet shows as text: no formula runs, and nothing reorders what stands beside it."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Embeddings, overrides and isolates; before a formula, they would hide how it begins.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, and drop direction overrides."""
    plain = text.translate(_DIRECTION)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
