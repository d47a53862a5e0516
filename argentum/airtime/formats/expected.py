"""How a reader refuses: the source, the line, what was found and what was expected."""

from __future__ import annotations

from argentum.errors import TimelineFormatError

LONGEST_S = 10_000_000
"""Four months: no meeting is longer, and a slipped decimal point or a mix of two clocks soon is."""

_SHOWN = 60


def wrong_line(source: str, line: int, found: str, expected: str) -> TimelineFormatError:
    """Make the error for line `line` (counted from 1); long findings are cut, and none is nothing."""
    text = found.strip()
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return TimelineFormatError(f"{source}:{line}: expected {expected}, found {repr(shown) if shown else 'nothing'}")
