"""The time of a meeting that runs: the clock on the wall without the breaks, in which the meeting was paused.

Lengths are measured on it and instants are told by the clock. So a turn that a break divides is one turn without the
break in it, the silences before and after a break are one silence, and a window of five minutes is five minutes of the
meeting however long the coffee took.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from argentum.airtime.timeline import Interval, Timeline, union


class RunningTime:
    """Converts between the clock and the time that runs; `breaks` are disjoint and ascend."""

    __slots__ = ("_breaks", "_starts_ms")

    def __init__(self, breaks: Sequence[Interval]) -> None:
        """Take the breaks, by the clock."""
        self._breaks = tuple(breaks)
        before_ms = accumulate((end_ms - start_ms for start_ms, end_ms in self._breaks), initial=0)
        self._starts_ms = [start_ms - cut_ms for (start_ms, _), cut_ms in zip(self._breaks, before_ms, strict=False)]
        """When each break comes in the time that runs."""

    def running_ms(self, clock_ms: int) -> int:
        """Give the running time at an instant of the clock; it stands still in a break."""
        cut_ms = sum(min(clock_ms, end_ms) - start_ms for start_ms, end_ms in self._breaks if start_ms < clock_ms)
        return clock_ms - cut_ms

    def clock_ms(self, running_ms: int, *, at_end: bool = False) -> int:
        """Give the instant of the clock: of the two around a break the one after it, or `at_end` the one before."""
        cut_ms = sum(
            end_ms - start_ms
            for (start_ms, end_ms), here_ms in zip(self._breaks, self._starts_ms, strict=True)
            if here_ms < running_ms or (here_ms == running_ms and not at_end)
        )
        return running_ms + cut_ms

    def cut(self, intervals: Iterable[Interval]) -> tuple[Interval, ...]:
        """Bring intervals of the clock, given by onset, into the time that runs; those that meet become one."""
        if not self._breaks:
            return tuple(intervals)
        return union((self.running_ms(start_ms), self.running_ms(end_ms)) for start_ms, end_ms in intervals)


def without_breaks(timeline: Timeline) -> Timeline:
    """Give the meeting in the time that runs; what else the timeline holds keeps the instants of the clock."""
    if not timeline.breaks:
        return timeline
    time = RunningTime(timeline.breaks)
    start_ms, end_ms = timeline.span
    return replace(
        timeline,
        speech={participant: time.cut(own) for participant, own in timeline.speech.items()},
        confirmed={participant: time.cut(own) for participant, own in timeline.confirmed.items()},
        span=(time.running_ms(start_ms), time.running_ms(end_ms)),
        breaks=(),
    )
