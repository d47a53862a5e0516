"""Until when somebody else will go on: the question behind backchannels and overlap attempts."""

from __future__ import annotations

from argentum.airtime.figures.ipu import Ipu


class StandingSpeech:
    """The latest offsets of two different people among the units seen so far.

    Two are enough to answer for anybody: if the latest is the asker's own, the other one is the answer.
    """

    __slots__ = ("_first", "_second")

    def __init__(self) -> None:
        """Start with nobody."""
        self._first: Ipu | None = None
        self._second: Ipu | None = None

    def add(self, unit: Ipu) -> None:
        """See a unit; units come by onset."""
        if self._first is None or unit.speaker == self._first.speaker:
            if self._first is None or unit.end_ms > self._first.end_ms:
                self._first = unit
        elif unit.end_ms > self._first.end_ms:
            self._first, self._second = unit, self._first
        elif self._second is None or unit.end_ms > self._second.end_ms:
            self._second = unit

    def other(self, speaker: int) -> Ipu | None:
        """Give the unit of somebody else that lasts longest."""
        if self._first is None or self._first.speaker != speaker:
            return self._first
        return self._second

    def end_ms(self, *, other_than: int) -> int | None:
        """Give the latest offset of somebody else; `None` when nobody else was seen."""
        unit = self.other(other_than)
        return None if unit is None else unit.end_ms
