"""Where a clip can be entered: its beats and its word boundaries (plan section 5)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_WANTED_PLACES = {1: (0.5,), 2: (0.4, 0.75), 3: (0.3, 0.55, 0.8)}
_EARLIEST, _LATEST = 0.2, 0.9
_NEAR = 0.25
"""How far from its wanted place, as a share of the clip, a beat is moved to meet the end of a sentence."""


def beat_times(word_ends_ms: tuple[int, ...], sentence_word_counts: tuple[int, ...], beats: int) -> tuple[int, ...]:
    """Give the beats of a clip in ms from its start, ascending and distinct.

    A beat is wanted at 40 % and at 75 % of the clip (for two beats) and is laid on the nearest end of a sentence that
    lies between 20 % and 90 %; a second beat, or one for a clip of a single sentence, on the nearest end of a word.
    Clips of fewer than three words have no beat.
    """
    if len(word_ends_ms) < 3:  # noqa: PLR2004 - first word, a boundary to enter at, and something left to interrupt
        return ()
    duration_ms = word_ends_ms[-1]
    free = _sentence_ends(word_ends_ms, sentence_word_counts) if len(sentence_word_counts) > 1 else []
    found: list[int] = []
    after = 0
    for place in _WANTED_PLACES[beats]:
        wanted = duration_ms * place
        beat = _nearest_end(free, wanted, after, duration_ms * _NEAR) if free else None
        if beat is None:
            beat = _nearest_word(word_ends_ms, wanted, after)
            if beat is None:
                break
        found.append(beat)
        after = beat
    return tuple(found)


def _nearest_end(ends_ms: Sequence[int], wanted_ms: float, after_ms: int, within_ms: float) -> int | None:
    """Give the end nearest to an instant, after another and not too far; the earlier of two, None without any."""
    nearest, least_off_ms = None, within_ms
    for end in ends_ms:
        off_ms = abs(end - wanted_ms)
        if end > after_ms and (off_ms < least_off_ms or (nearest is None and off_ms == within_ms)):
            nearest, least_off_ms = end, off_ms
    return nearest


def _nearest_word(word_ends_ms: tuple[int, ...], wanted_ms: float, after_ms: int) -> int | None:
    """Give the end of a word nearest to an instant, after another and not the last; None when there is none."""
    last = len(word_ends_ms) - 1
    place = bisect_left(word_ends_ms, wanted_ms)
    before = word_ends_ms[place - 1] if 0 < place <= last else after_ms
    behind = word_ends_ms[place] if place < last else after_ms
    if before > after_ms:
        return before if behind <= after_ms or wanted_ms - before <= behind - wanted_ms else behind
    if behind > after_ms:
        return behind
    following = bisect_right(word_ends_ms, after_ms)
    return word_ends_ms[following] if following < last else None


def _sentence_ends(word_ends_ms: tuple[int, ...], sentence_word_counts: tuple[int, ...]) -> list[int]:
    """Give the ends of sentences but the last that are far enough from both ends of the clip."""
    earliest, latest = word_ends_ms[-1] * _EARLIEST, word_ends_ms[-1] * _LATEST
    ends: list[int] = []
    words = 0
    for count in sentence_word_counts[:-1]:
        words += count
        if 0 < words < len(word_ends_ms) and earliest <= word_ends_ms[words - 1] <= latest:
            ends.append(word_ends_ms[words - 1])
    return ends


def next_word_boundary(word_ends_ms: tuple[int, ...], from_ms: int) -> int | None:
    """Give the first end of a word at or after `from_ms`, both from the start of the clip; None after the last."""
    place = bisect_left(word_ends_ms, from_ms)
    return word_ends_ms[place] if place < len(word_ends_ms) else None


def boundary_within(word_ends_ms: tuple[int, ...], from_ms: int, latest_ms: int) -> int | None:
    """Give the first end of a word at or after `from_ms`, or the last one before it if that is later than `latest_ms`.

    None when no word ends by then.
    """
    boundary = next_word_boundary(word_ends_ms, from_ms)
    if boundary is not None and boundary <= latest_ms:
        return boundary
    place = bisect_right(word_ends_ms, latest_ms)
    return word_ends_ms[place - 1] if place else None


def words_heard(word_ends_ms: tuple[int, ...], until_ms: int) -> int:
    """Count the words that were heard whole when a clip is cut `until_ms` after its start."""
    return bisect_right(word_ends_ms, until_ms)
