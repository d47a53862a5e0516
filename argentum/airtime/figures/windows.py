"""Evenness over time: how talk was divided in each window of the meeting.

People are locally very unequal and globally fairly equal, so the length of the window belongs to the figure: in
four-person meetings the median Gini is about 0.43 over 2 minutes and 0.32 over 10. Windows are counted from the first
word of the meeting, whoever said it, and breaks are not in them; in the indices are those who share the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argentum.airtime.figures.ipu import Ipu
from argentum.airtime.running_time import RunningTime, without_breaks
from argentum.airtime.timeline import Timeline
from argentum.evenness import gini, jain, talk_in_windows, windowed_gini

MINUTE_MS = 60_000
WINDOWS_MIN = (2, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWindow:
    """The talk of those who share the time in one window."""

    start_ms: int
    """By the clock, as `end_ms`: a break in between makes the two further apart than the window is long."""
    end_ms: int
    talk_ms: dict[str, int]
    """By participant, also of those who said nothing in it."""

    @property
    def gini(self) -> float | None:
        """Inequality of talk; `None` when nobody spoke."""
        return gini(list(self.talk_ms.values()))

    @property
    def jain(self) -> float | None:
        """Fairness of talk; `None` when nobody spoke."""
        return jain(list(self.talk_ms.values()))


def talk_over_time(timeline: Timeline, *, window_ms: int) -> list[TalkWindow]:
    """Give each whole window, from the first onset; the unfinished one at the end is left out."""
    running, time = without_breaks(timeline), RunningTime(timeline.breaks)
    first_ms = running.span[0]
    return [
        TalkWindow(
            start_ms=time.clock_ms(first_ms + place * window_ms),
            end_ms=time.clock_ms(first_ms + (place + 1) * window_ms, at_end=True),
            talk_ms=talk,
        )
        for place, talk in enumerate(talk_in_windows(running.shared_speech, window_ms=window_ms, span=running.span))
    ]


def unit_ginis(timeline: Timeline, units: Sequence[Ipu], *, window_ms: int) -> list[float]:
    """Give the Gini of each whole window over bridged units of those who share the time; silent windows are left out.

    Units and span are of one axis.
    """
    own: dict[str, list[tuple[int, int]]] = {participant: [] for participant in timeline.shared_speech}
    for unit in units:
        participant = timeline.participants[unit.speaker]
        if participant in own:
            own[participant].append((unit.start_ms, unit.end_ms))
    return windowed_gini(own, window_ms=window_ms, span=timeline.span)
