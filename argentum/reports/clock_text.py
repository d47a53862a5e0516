"""Instants and lengths of time as people read them."""

from __future__ import annotations

_LONG_MS = 600_000


def minutes_seconds(at_ms: int) -> str:
    """Give `mm:ss`; an hour and more is counted in minutes."""
    minutes, seconds = divmod(max(0, at_ms) // 1000, 60)
    return f"{minutes:02d}:{seconds:02d}"


def seconds_text(length_ms: float) -> str:
    """Give a length below ten minutes in seconds with one decimal, longer ones as `mm:ss min`; overtime is negative."""
    size_ms = abs(length_ms)
    text = f"{size_ms / 1000:.1f} s" if size_ms < _LONG_MS else f"{minutes_seconds(int(size_ms))} min"
    return f"-{text}" if length_ms < 0 and text != "0.0 s" else text


def subtitle_time(at_ms: int, *, separator: str) -> str:
    """Give `hh:mm:ss` and milliseconds after the separator, as caption files want it."""
    seconds, ms = divmod(at_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{separator}{ms:03d}"
