"""Points that were addressed to an agent, or against its stance, and that it has not answered yet."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST_SCALE = 1e-9


class Backlog:
    """Who owes whom an answer.

    All open points fade by the same factor, so one scale stands for the decay of all of them, and a segment costs
    nothing however many agents there are. Weights are stored divided by the scale.
    """

    __slots__ = ("_decay", "_limit", "_open", "_scale", "_sums")

    def __init__(self, *, agents: int, decay: float, limit: float) -> None:
        self._decay = decay
        self._limit = limit
        self._scale = 1.0
        self._open: list[dict[int, float]] = [{} for _ in range(agents)]
        self._sums = [0.0] * agents

    def challenge(self, challenger: int, owing: int) -> None:
        """Count a new point of `challenger` that `owing` should answer; together they count up to the limit."""
        points = self._open[owing]
        points[challenger] = points.get(challenger, 0.0) + 1.0 / self._scale
        total = sum(points.values())
        limit = self._limit / self._scale
        if total > limit:
            shrink = limit / total
            for other in points:
                points[other] *= shrink
            total = limit
        self._sums[owing] = total

    def answer(self, speaker: int, answered: Sequence[int]) -> None:
        """Close the points that the speaker took up; all of them when it names none."""
        points = self._open[speaker]
        if not points:
            return
        if not answered:
            points.clear()
            self._sums[speaker] = 0.0
            return
        for challenger in answered:
            points.pop(challenger, None)
        self._sums[speaker] = sum(points.values())

    def fade(self) -> None:
        """Let every open point lose weight by one segment."""
        self._scale *= self._decay
        if self._scale < SMALLEST_SCALE:
            scale, self._scale = self._scale, 1.0
            for owing, points in enumerate(self._open):
                for challenger in points:
                    points[challenger] *= scale
                self._sums[owing] = sum(points.values())

    def weights(self) -> list[float]:
        """Give the weight of the open points against each agent, from 0 to the limit."""
        scale = self._scale
        return [total * scale for total in self._sums]

    def against(self, owing: int, challenger: int) -> float:
        """Give the weight of what `owing` has not answered `challenger` yet."""
        return self._open[owing].get(challenger, 0.0) * self._scale
