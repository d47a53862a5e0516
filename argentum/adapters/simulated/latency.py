"""Log-normal latencies with a median and a spread, as measured services have them."""

from __future__ import annotations

from math import exp, log

from argentum.policy.running import LogNormal
from argentum.rng import Stream


class Latency:
    """Draws latencies in ms; a median of 0 always gives 0."""

    __slots__ = ("_mean", "_spread", "_stream")

    def __init__(self, law: LogNormal, stream: Stream, *, factor: float = 1.0) -> None:
        """Take the law, the stream, and a factor on the median."""
        median = law.median_ms * factor
        self._mean = log(median) if median > 0 else None
        self._spread = law.log_sd
        self._stream = stream

    def draw_ms(self) -> int:
        """Draw one latency."""
        return 0 if self._mean is None else round(exp(self._stream.normalvariate(self._mean, self._spread)))
