"""Patterns of a whole group from one period to the next, each with a confidence that can be reckoned on paper.

Somebody who is in both periods has changed one way, the other way, or not at all. If nothing were going on, both ways
would be as frequent; how unlikely a split is then, is the exact two-sided sign test, and 1 minus that is the
confidence. Alerts speak of single participants; patterns speak of all of them, and name nobody as their cause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Literal

from pydantic import Field

from argentum.ayni.alerts.strand import passed_micro
from argentum.ayni.alerts.window import Doings
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.period import Course

PatternType = Literal[
    "balance_drift",
    "balance_recovery",
    "circle_narrowing",
    "circle_widening",
    "giving_fading",
    "giving_growing",
    "gifts_unheard",
    "gifts_heard",
    "leaving",
    "returning",
]
LEAST_CONFIDENCE = 0.5
"""Below it a split is what chance gives more often than not."""
NOTABLE_CONFIDENCE = 0.8
"""Above it a pattern is told to the council at once."""
_HALF = 0.5


class ReciprocityPattern(CouncilModel):
    """A change that many have in common."""

    id: str = Field(description="the type: there is one of each kind in a report at most")
    type: PatternType
    confidence: float = Field(description="0..1: 1 - p of the exact two-sided sign test over those who changed")
    description: str
    affected_participants: tuple[str, ...] = Field(description="who changed in this direction, in alphabetical order")
    changed: int = Field(description="who changed in either direction: the sample of the test")
    compared: int = Field(description="who could be compared, the unchanged ones included")
    deliberation_required: bool = Field(
        description="a loss that touches more than half of those who could be compared, beyond the notable confidence"
    )
    questions_for_deliberation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing that may have changed: its two directions, and how it is measured."""

    loss: PatternType
    gain: PatternType
    measure: Callable[[Doings, float], float | None]
    loss_text: str
    gain_text: str
    questions: tuple[str, ...]


def _imbalance(one: Doings, days: float) -> float | None:
    del days
    moved = one.given_micro + one.taken_micro
    return -abs(one.given_micro - one.taken_micro) / moved if moved else None


def _circle(one: Doings, days: float) -> float | None:
    del days
    others = [each.responder for each in one.gave] + [each.initiator for each in one.took]
    return float(len(dict.fromkeys(others))) if others else None


def _giving(one: Doings, days: float) -> float | None:
    return one.given_micro / days


def _uptake(one: Doings, days: float) -> float | None:
    del days
    return passed_micro(one.gave) / one.given_micro if one.given_micro else None


_QUESTIONS = (
    _Question(
        "balance_drift",
        "balance_recovery",
        _imbalance,
        "now have give and take further apart",
        "now have give and take closer to each other",
        ("What changed in these days for all of them?", "Is something given now that nobody records?"),
    ),
    _Question(
        "circle_narrowing",
        "circle_widening",
        _circle,
        "deal with fewer others than before",
        "deal with more others than before",
        ("Is there less need of each other, or is it harder to reach each other?",),
    ),
    _Question(
        "giving_fading",
        "giving_growing",
        _giving,
        "give less than before",
        "give more than before",
        ("Are people tired, away, or unheard?", "Who carries what the others no longer do?"),
    ),
    _Question(
        "gifts_unheard",
        "gifts_heard",
        _uptake,
        "have less of what they give taken up",
        "have more of what they give taken up",
        ("Is what is given still what is needed?", "Do those who need it know that it is there?"),
    ),
)
LOOKED_AT = len(_QUESTIONS) + 1
"""Kinds of change in every report: by chance alone, one in five of them is beyond a confidence of 0.8."""


def find_patterns(now: Course, before: Course, *, minimum_sample: int) -> tuple[ReciprocityPattern, ...]:
    """Compare two periods; the most confident first.

    A pattern needs at least the minimum sample of participants who changed. Newcomers are compared with nobody: who is
    not in both periods counts only for who left and who returned.
    """
    here, there = now.window.doings, before.window.doings
    both = [name for name in here if name in there]
    found = [
        _pattern(question, *_changes(question, both, now, before), compared=both, minimum_sample=minimum_sample)
        for question in _QUESTIONS
    ]
    found.append(_attendance(here, there, minimum_sample=minimum_sample))
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (-each.confidence, each.type)))


def sign_test_confidence(one_way: int, other_way: int) -> float:
    """Give 1 - p of the exact two-sided sign test: 0 for an even split."""
    count, fewer = one_way + other_way, min(one_way, other_way)
    if 2 * fewer == count:
        return 0.0
    tail = sum(comb(count, each) for each in range(fewer + 1))
    return 1.0 - float(Fraction(2 * tail, 2**count))


def _changes(question: _Question, both: Sequence[str], now: Course, before: Course) -> tuple[list[str], list[str]]:
    """Name who lost and who gained."""
    lost: list[str] = []
    gained: list[str] = []
    for name in both:
        value = question.measure(now.window.doings[name], now.period.days)
        past = question.measure(before.window.doings[name], before.period.days)
        if value is None or past is None or value == past:
            continue
        (gained if value > past else lost).append(name)
    return lost, gained


def _pattern(
    question: _Question, lost: list[str], gained: list[str], *, compared: Sequence[str], minimum_sample: int
) -> ReciprocityPattern | None:
    confidence = sign_test_confidence(len(lost), len(gained))
    if len(lost) + len(gained) < minimum_sample or confidence < LEAST_CONFIDENCE:
        return None
    is_loss = len(lost) > len(gained)
    affected = lost if is_loss else gained
    said = question.loss_text if is_loss else question.gain_text
    kind = question.loss if is_loss else question.gain
    return ReciprocityPattern(
        id=kind,
        type=kind,
        confidence=confidence,
        description=f"of {len(lost) + len(gained)} in whom this changed, {len(affected)} {said}",
        affected_participants=tuple(affected),
        changed=len(lost) + len(gained),
        compared=len(compared),
        deliberation_required=is_loss and confidence > NOTABLE_CONFIDENCE and len(affected) > _HALF * len(compared),
        questions_for_deliberation=question.questions if is_loss else (),
    )


def _attendance(
    here: Mapping[str, Doings], there: Mapping[str, Doings], *, minimum_sample: int
) -> ReciprocityPattern | None:
    """Compare who was there only before with who is there only now."""
    left = [name for name in there if name not in here]
    came = [name for name in here if name not in there]
    question = _Question(
        "leaving",
        "returning",
        _circle,
        "were there before and are not now",
        "are there now and were not before",
        ("Did anybody ask those who are no longer there?",),
    )
    everybody = dict.fromkeys([*there, *here])
    return _pattern(question, left, came, compared=list(everybody), minimum_sample=minimum_sample)
