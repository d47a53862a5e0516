"""How long the next segment should be, in milliseconds and in words (plan section 5, design decision 7)."""

from __future__ import annotations

from argentum.policy.floor import SegmentSeconds
from argentum.smoothing import at_least, at_most, clamp, ema

_MARGIN_MS = 500
_RATE_ALPHA = 0.2
_CROWD = 0.5


class SegmentLength:
    """Target lengths, adapted to the demand for the floor and to the speed of the writer.

    Shorter when many want the floor, longer when nobody does, and never shorter than it takes to write and voice the
    next segment plus half a second: a slow provider lengthens segments instead of leaving silence.
    """

    __slots__ = ("_max_ms", "_min_ms", "_target_ms", "_words_per_ms", "adaptive")

    def __init__(self, seconds: SegmentSeconds, *, words_per_minute: float) -> None:
        """Begin with an assumed speaking rate, which measured clips correct."""
        self._min_ms = seconds.min * 1000
        self._target_ms = seconds.target * 1000
        self._max_ms = seconds.max * 1000
        self.adaptive = seconds.adaptive
        self._words_per_ms = words_per_minute / 60_000

    def floor_ms(self, *, writing_ms: int, first_audio_ms: int) -> int:
        """Give the shortest length that the provider's speed allows, at most the policy's longest."""
        return round(at_most(writing_ms + first_audio_ms + _MARGIN_MS, self._max_ms))

    def target_ms(self, *, demand: float, writing_ms: int, first_audio_ms: int, shortened: float = 1.0) -> int:
        """Give the next target; `demand` is the share of the agents that bid above their middle (0.5 is usual)."""
        wanted = self._target_ms * shortened
        if self.adaptive:
            wanted *= clamp(1.0 + 0.4 * (_CROWD - demand), 0.8, 1.2)
        wanted = clamp(wanted, self._min_ms, self._max_ms)
        return round(at_least(wanted, self.floor_ms(writing_ms=writing_ms, first_audio_ms=first_audio_ms)))

    def words(self, length_ms: int) -> int:
        """Give the number of words that fill a length at the measured rate, at least one."""
        return at_least(round(length_ms * self._words_per_ms), 1)

    def spoken_ms(self, words: int) -> int:
        """Give how long so many words last at the measured rate."""
        return round(words / self._words_per_ms)

    def observe(self, *, words: int, duration_ms: int) -> None:
        """Learn the speaking rate from a clip."""
        if words > 0 and duration_ms > 0:
            self._words_per_ms = ema(self._words_per_ms, words / duration_ms, _RATE_ALPHA)
