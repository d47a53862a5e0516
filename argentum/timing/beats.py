"""Where a clip can be entered: its beats and its word boundaries (plan section 5)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

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
    sentence_ends = _sentence_ends(word_ends_ms, sentence_word_counts)
    earliest, latest = duration_ms * _EARLIEST, duration_ms * _LATEST
    free = [end for end in sentence_ends if earliest <= end <= latest]
    found: list[int] = []
    after = 0
    for place in _WANTED_PLACES[beats]:
        wanted = duration_ms * place
        near = [end for end in free if end > after and abs(end - wanted) <= duration_ms * _NEAR]
        beat = min(near, key=lambda end: abs(end - wanted)) if near else _nearest_word(word_ends_ms, wanted, after)
        if beat is None:
            break
        found.append(beat)
        after = beat
    return tuple(found)


def _nearest_word(word_ends_ms: tuple[int, ...], wanted_ms: float, after_ms: int) -> int | None:
    """Give the end of a word nearest to an instant, after another and not the last; None when there is none."""
    last = len(word_ends_ms) - 1
    place = bisect_left(word_ends_ms, wanted_ms)
    candidates = [word_ends_ms[index] for index in (place - 1, place) if 0 <= index < last]
    candidates = [end for end in candidates if end > after_ms]
    if not candidates:
        following = bisect_right(word_ends_ms, after_ms)
        return word_ends_ms[following] if following < last else None
    if len(candidates) == 1 or wanted_ms - candidates[0] <= candidates[1] - wanted_ms:
        return candidates[0]
    return candidates[1]


def _sentence_ends(word_ends_ms: tuple[int, ...], sentence_word_counts: tuple[int, ...]) -> list[int]:
    ends: list[int] = []
    words = 0
    for count in sentence_word_counts[:-1]:
        words += count
        if 0 < words < len(word_ends_ms):
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
