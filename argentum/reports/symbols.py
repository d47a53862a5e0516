"""The few signs that reports use, and what stands for them where the output cannot carry them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbols:
    """Signs of the transcript and the tables."""

    kicker: str = "⚡"
    cut: str = "—"
    side: str = "·"
    arrow: str = "→"
    bar: str = "█"
    rest: str = "░"
    times: str = "×"
    missing: str = "–"
    winner: str = "▸"
    ascii_only: bool = False


UNICODE = Symbols()
ASCII = Symbols(
    kicker="!", cut="--", side="-", arrow="->", bar="#", rest=".", times="x", missing="-", winner=">", ascii_only=True
)


def symbols_for(encoding: str | None) -> Symbols:
    """Choose the signs for an output's encoding; anything but UTF-8 gets ASCII."""
    try:
        name = codecs.lookup(encoding or "ascii").name
    except LookupError:
        return ASCII
    return UNICODE if name in {"utf-8", "utf-8-sig"} else ASCII
