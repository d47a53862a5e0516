"""Lengths, shares and counts as a group reads them."""

from __future__ import annotations

from collections.abc import Sequence

_MINUTE_MS = 60_000


def length_text(length_ms: float) -> str:
    """Give `m:ss`, from an hour on `h:mm:ss`; negative ones keep their sign."""
    whole_s = int(abs(length_ms) + 500) // 1_000  # Half a second counts up, else 2.5 s were 2 and 3.5 s were 4.
    sign = "-" if length_ms < 0 and whole_s else ""
    minutes, seconds = divmod(whole_s, 60)
    hours, minutes_left = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes_left:02d}:{seconds:02d}" if hours else f"{sign}{minutes}:{seconds:02d}"


def percent_text(share: float | None, *, missing: str = "–") -> str:
    """Give a share in per cent; below ten per cent with one decimal."""
    if share is None:
        return missing
    return f"{100 * share:.0f} %" if share >= 0.0995 or share == 0 else f"{100 * share:.1f} %"  # noqa: PLR2004 - rounds to 10 %


def counted_text(count: int, noun: str) -> str:
    """Give a count with its noun, in the plural unless it is one."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def span_text(breaks_ms: Sequence[int]) -> str:
    """Say what a length is of: the first word to the last, and the breaks that are not in it."""
    if not breaks_ms:
        return "from the first word to the last"
    lengths = length_text(sum(breaks_ms))
    left_out = f"a break of {lengths}" if len(breaks_ms) == 1 else f"{len(breaks_ms)} breaks, {lengths} together"
    return f"from the first word to the last, without {left_out}"


def index_text(index: float | None, *, missing: str = "–") -> str:
    """Give an index between 0 and 1 with two decimals."""
    return missing if index is None else f"{index:.2f}"


def offset_text(offset_ms: float) -> str:
    """Say how long before or after something else an instant is."""
    length = f"{abs(offset_ms) / 1_000:.2f} s" if abs(offset_ms) < _MINUTE_MS else f"{length_text(abs(offset_ms))} min"
    return f"{length} {'before' if offset_ms < 0 else 'after'}"


def seconds_text(length_ms: float | None, *, missing: str = "–") -> str:
    """Give seconds with two decimals and their sign, as offsets are read."""
    return missing if length_ms is None else f"{length_ms / 1_000:.2f} s"
