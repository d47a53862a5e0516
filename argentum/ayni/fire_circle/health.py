"""Health figures of a period: each with its definition, its sample and what it was before; null where there is no data.

Satisfaction and capacity stand among them although a ledger never has them: a council should see what it is not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from argentum.ayni.alerts.window import Doings
from argentum.ayni.collective import COLLECTIVES
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.mutuality import established, mutuality
from argentum.ayni.fire_circle.period import Course
from argentum.ayni.ledger import Ledger, Selection
from argentum.evenness import gini

HealthTrend = Literal["rising", "falling", "steady", "unknown"]
STEADY = 0.05
"""A change of the score below this is called steady: a participant more or less moves it as much."""
_LEAST_FIGURES = 3


class HealthFigure(CouncilModel):
    """One figure of a period."""

    name: str
    value: float | None = Field(description="0..1; null when there is no data")
    definition: str
    sample: int = Field(description="how many there were to count, as `of` says")
    of: str = Field(description="what the sample counts")
    before: float | None = Field(description="the same figure of the period before")
    change: float | None = Field(description="value minus before; null when either is")
    in_score: bool = Field(description="whether it counts for the health score: more of it is healthier")


class SystemHealth(CouncilModel):
    """All figures of a period, and one score of those of which more is healthier."""

    score: float | None = Field(
        description="0..1: mean of the figures that count for it and have data; null with fewer than three of them"
    )
    score_before: float | None
    trend: HealthTrend = Field(description="rising or falling when the score changed by at least 0.05")
    figures: tuple[HealthFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a figure needs to know beyond a period and the books of it."""

    known: int
    """Participants with an entry up to the end of the period."""
    asked: int
    """Deliberations that were asked for up to the end of the period."""
    decided: int
    """Those of them that have an outcome."""


@dataclass(frozen=True, slots=True)
class _Measured:
    value: float | None
    sample: int


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    definition: str
    of: str
    in_score: bool


_FIGURES = (
    _Kind("participation", "of everybody in the books so far, the part that gave or took", "participants so far", True),
    _Kind("voluntary_return", "of those of the period before, the part that came again", "participants before", True),
    _Kind(
        "mutuality",
        "1 - sum of |given - taken| / sum of (given + taken), over those with the minimum sample: 1 when each gave "
        "as much as they took",
        "participants compared",
        True,
    ),
    _Kind("uptake", "of what was given, the part that was also taken", "interactions with a gift in them", True),
    _Kind(
        "evenness_of_giving",
        "1 - Gini of what each gave, over those with the minimum sample",
        "participants compared",
        True,
    ),
    _Kind(
        "evenness_of_taking",
        "1 - Gini of what each took, over those with the minimum sample",
        "participants compared",
        True,
    ),
    _Kind("reliability", "interactions in which the system did not fail", "interactions", True),
    _Kind(
        "resolution", "of the deliberations that were asked for, the part that has an outcome", "deliberations", True
    ),
    _Kind("new_ties", "of the pairs that dealt with each other, the part that never had before", "pairs", False),
    _Kind("satisfaction", "not known: a ledger holds what was given and taken, not how it felt", "reports", False),
    _Kind("capacity", "not known: a ledger does not hold what anybody could have given", "reports", False),
)


def system_health(
    ledger: Ledger,
    now: Course,
    before: Course,
    *,
    around: tuple[Surroundings, Surroundings],
    minimum_sample: int,
) -> SystemHealth:
    """Measure a period and the one before it; `around` holds what surrounds each of the two."""
    earlier_still = _people_of(ledger, before.period.before.since_ms, before.period.since_ms)
    values = _measure(ledger, now, around[0], came_before=list(before.window.doings), minimum_sample=minimum_sample)
    past = _measure(ledger, before, around[1], came_before=earlier_still, minimum_sample=minimum_sample)
    figures = tuple(_figure(kind, values[kind.name], past[kind.name]) for kind in _FIGURES)
    score, score_before = _score(values), _score(past)
    return SystemHealth(score=score, score_before=score_before, trend=_trend(score, score_before), figures=figures)


def people_known(ledger: Ledger, until_ms: int) -> int:
    """Count the participants with a standing entry before a moment."""
    return len(_people_of(ledger, None, until_ms))


def _people_of(ledger: Ledger, since_ms: int | None, until_ms: int) -> list[str]:
    totals = ledger.totals(Selection(since_ms=since_ms, until_ms=until_ms))
    found = dict.fromkeys(each.participant for each in totals if each.as_initiator or each.as_responder)
    return [name for name in found if name not in COLLECTIVES]


def _measure(
    ledger: Ledger, course: Course, around: Surroundings, *, came_before: Sequence[str], minimum_sample: int
) -> dict[str, _Measured]:
    people = course.window.doings
    compared = established(people.values(), minimum_sample=minimum_sample)
    returned = sum(1 for name in came_before if name in people)
    interactions = len(course.entries) + course.failed
    return {
        "participation": _part(len(people), around.known),
        "voluntary_return": _part(returned, len(came_before)),
        "mutuality": _Measured(mutuality(compared), len(compared)),
        "uptake": _uptake(course),
        "evenness_of_giving": _evenness([each.given_micro for each in compared]),
        "evenness_of_taking": _evenness([each.taken_micro for each in compared]),
        "reliability": _part(len(course.entries), interactions),
        "resolution": _part(around.decided, around.asked),
        "new_ties": _new_ties(ledger, course, people),
        "satisfaction": _Measured(None, 0),
        "capacity": _Measured(None, 0),
    }


def _part(some: int, of_all: int) -> _Measured:
    return _Measured(some / of_all if of_all else None, of_all)


def _uptake(course: Course) -> _Measured:
    gifts = [each for each in course.entries if each.given_micro]
    given = sum(each.given_micro for each in gifts)
    taken = sum(min(each.given_micro, each.taken_micro) for each in gifts)
    return _Measured(taken / given if given else None, len(gifts))


def _evenness(amounts: Sequence[int]) -> _Measured:
    found = gini(amounts) if len(amounts) > 1 else None  # One alone is even with nobody.
    return _Measured(None if found is None else 1 - found, len(amounts))


def _new_ties(ledger: Ledger, course: Course, people: Mapping[str, Doings]) -> _Measured:
    """Compare pairs without direction, and without those of the collectives, which everybody deals with."""
    met = {_tie(each.initiator, each.responder): None for each in course.entries}
    ties = [tie for tie in met if tie[0] in people and tie[1] in people]
    if not ties:
        return _Measured(None, 0)
    earlier = ledger.pairs(Selection(until_ms=course.period.since_ms))
    old = {_tie(each.giver, each.taker): None for each in earlier if each.interactions}
    return _part(sum(1 for tie in ties if tie not in old), len(ties))


def _tie(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _figure(kind: _Kind, now: _Measured, before: _Measured) -> HealthFigure:
    return HealthFigure(
        name=kind.name,
        value=now.value,
        definition=kind.definition,
        sample=now.sample,
        of=kind.of,
        before=before.value,
        change=None if now.value is None or before.value is None else now.value - before.value,
        in_score=kind.in_score,
    )


def _score(values: Mapping[str, _Measured]) -> float | None:
    found = [values[kind.name].value for kind in _FIGURES if kind.in_score]
    counted = [value for value in found if value is not None]
    return sum(counted) / len(counted) if len(counted) >= _LEAST_FIGURES else None


def _trend(now: float | None, before: float | None) -> HealthTrend:
    if now is None or before is None:
        return "unknown"
    if abs(now - before) < STEADY:
        return "steady"
    return "rising" if now > before else "falling"
