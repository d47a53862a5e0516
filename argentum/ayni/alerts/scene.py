"""What a detector looks at: the period, its last days, and who is established enough to be spoken of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from argentum.ayni.alerts.strand import Stretch
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import DAY_MS, Doings, Window
from argentum.smoothing import clamp, quantile

_MOST_TIMES = 3
"""Usual entries that one may count for."""
_USUAL_NEEDS = 4
"""Others from whom one can tell what is usual; in a dialogue, the other's ratio only mirrors one's own."""
_FURTHEST_USUAL = 1.5
"""However unbalanced the others are, what is usual is at most this far from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The period and its last days."""

    whole: Window
    recent: Window
    established: tuple[Doings, ...]
    """Of the whole period, in alphabetical order."""
    most_micro: float
    """What one entry counts at most where one large gift or one bad day must not decide: three usual ones."""
    thresholds: Thresholds
    time_units: frozenset[str]
    """Units that count somebody's time: only one at a time can hold the floor, so it has a pattern of its own."""

    def now(self, name: str) -> Doings:
        """Give what somebody did in the last days; nothing, if nothing."""
        return self.recent.doings.get(name) or Doings(name=name, first_ms=self.recent.until_ms)

    def others(self, name: str) -> Iterator[Doings]:
        """Give everybody else who is established."""
        return (one for one in self.established if one.name != name)

    def attention(self, stretches: Iterable[Stretch]) -> list[Stretch]:
        """Give those in which time was taken."""
        return [each for each in stretches if each.consumption_unit in self.time_units]

    def goods(self, stretches: Iterable[Stretch]) -> list[Stretch]:
        """Give those in which something else than time was taken."""
        return [each for each in stretches if each.consumption_unit not in self.time_units]

    def even_ratio(self, one: Doings) -> float:
        """Give given over taken, with no entry counting more than it may; infinite where nothing was taken."""
        given = sum(each.at_most("given", self.most_micro) for each in one.gave)
        taken = sum(each.at_most("taken", self.most_micro) for each in one.took)
        return given / taken if taken else inf

    def usual_one(self, name: str, ratios: Mapping[str, float]) -> float:
        """Give the median of the others' `even_ratio`: what one of them usually gives for what they take.

        1 where they are too few to say. Where one gives lavishly all others take more than they give, and it is
        nobody's deficit.
        """
        return _usual([ratio for other, ratio in ratios.items() if other != name], lambda ratios: quantile(ratios, 0.5))

    def usual_of_all(self, name: str) -> float:
        """Give what all others together give for what they take; 1 where they are too few to say."""
        others = list(self.others(name))
        given, taken = sum(one.given_micro for one in others), sum(one.taken_micro for one in others)
        return _usual([given / taken if taken else inf] * len(others), min)


def _usual(ratios: list[float], chosen: Callable[[list[float]], float]) -> float:
    if len(ratios) < _USUAL_NEEDS:
        return 1.0
    return clamp(chosen(ratios), 1 / _FURTHEST_USUAL, _FURTHEST_USUAL)


def scene_of(window: Window, thresholds: Thresholds, *, minimum_sample: int, time_units: frozenset[str]) -> Scene:
    """Divide a period."""
    new_from_ms = window.until_ms - thresholds.minimum_days * DAY_MS
    enough = max(thresholds.minimum_entries, minimum_sample)
    taken = [float(amount) for one in window.doings.values() for each in one.took for amount in each.amounts("taken")]
    return Scene(
        whole=window,
        most_micro=_MOST_TIMES * quantile(taken, 0.5) if taken else inf,
        recent=window.since(max(window.since_ms, window.until_ms - round(thresholds.recent_days * DAY_MS))),
        established=tuple(
            one
            for one in window.doings.values()
            if one.entries >= enough and (one.long_known or one.first_ms <= new_from_ms)
        ),
        thresholds=thresholds,
        time_units=time_units,
    )
