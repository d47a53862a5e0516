"""A long list in chapters of equal time, so that a page of an hour can be taken in before it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from argentum.reports.clock_text import minutes_seconds
from argentum.reports.page.scale import time_step_ms

_UNFOLDED = 60
"""As many entries are read in one go."""
_MOST_CHAPTERS = 12
_SHORTEST_MS = 60_000

Entry = TypeVar("Entry")


class Chapter(Struct, Generic[Entry], frozen=True, kw_only=True):
    """A stretch of time with what belongs to it."""

    span: str
    entries: tuple[Entry, ...]


def chapters(entries: Sequence[Entry], at_ms: Callable[[Entry], int]) -> tuple[Chapter[Entry], ...]:
    """Divide entries by time; a short list is one chapter without a span, an empty one has none."""
    if len(entries) <= _UNFOLDED:
        return (Chapter(span="", entries=tuple(entries)),) if entries else ()
    end_ms = max(map(at_ms, entries)) + 1
    step_ms = max(_SHORTEST_MS, time_step_ms(end_ms, most_ticks=_MOST_CHAPTERS))
    parts: dict[int, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(max(0, at_ms(entry)) // step_ms, []).append(entry)
    return tuple(
        Chapter(
            span=f"{minutes_seconds(part * step_ms)} to {minutes_seconds(min((part + 1) * step_ms, end_ms))}",
            entries=tuple(found),
        )
        for part, found in parts.items()
    )
