"""Why a circle would come together: three signs, each with its figure and the limit that it passed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from argentum.ayni.balance import share_view
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.mutuality import established, mutuality
from argentum.ayni.fire_circle.patterns import NOTABLE_CONFIDENCE, ReciprocityPattern
from argentum.ayni.fire_circle.period import Course

EXTRACTION_AT_MOST = 0.3
DRIFT_AT_MOST = 0.5


class ConveningReason(CouncilModel):
    """One sign."""

    reason: Literal["extraction", "drift", "reciprocity_pattern"]
    signature: float = Field(description="the figure, 0..1")
    limit: float
    definition: str
    about: tuple[str, ...] = Field(description="participants, or the pattern's type")


def convening_reasons(
    course: Course, patterns: Sequence[ReciprocityPattern], *, minimum_sample: int
) -> tuple[ConveningReason, ...]:
    """Give the reasons that a period holds; none is an answer, too.

    The models that these come from let a pattern convene "always" in words and at 0.0 or less, never, in numbers. Here
    it does where it is told to the council at all.
    """
    compared = established(course.window.doings.values(), minimum_sample=minimum_sample)
    reasons: list[ConveningReason] = []
    shares = [
        (share, each.name) for each in compared if (share := share_view(each.given_micro, each.taken_micro)) is not None
    ]
    least = min(shares, default=None)
    if least is not None and least[0] <= EXTRACTION_AT_MOST:
        reasons.append(
            ConveningReason(
                reason="extraction",
                signature=least[0],
                limit=EXTRACTION_AT_MOST,
                definition="the smallest share that somebody gave of what they gave and took; 0.5 is balance",
                about=tuple(name for share, name in sorted(shares) if share <= EXTRACTION_AT_MOST),
            )
        )
    together = mutuality(compared)
    if together is not None and together <= DRIFT_AT_MOST:
        reasons.append(
            ConveningReason(
                reason="drift",
                signature=together,
                limit=DRIFT_AT_MOST,
                definition="mutuality: 1 when each gave as much as they took, 0 when nobody did both",
                about=tuple(each.name for each in compared),
            )
        )
    reasons += [
        ConveningReason(
            reason="reciprocity_pattern",
            signature=each.confidence,
            limit=NOTABLE_CONFIDENCE,
            definition="confidence of a pattern of the group, or deliberation is required",
            about=(each.type,),
        )
        for each in patterns
        if is_notable(each)
    ]
    return tuple(reasons)


def is_notable(pattern: ReciprocityPattern) -> bool:
    """Whether the council is told of a pattern at once."""
    return pattern.deliberation_required or pattern.confidence > NOTABLE_CONFIDENCE
