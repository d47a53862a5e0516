"""Give and take as one number: the ratio of the specification, and its two bounded views.

Of the specification's two formulas, contribution / (consumption + ε) and contribution / max(consumption, ε), only the
second is exactly 1 at perfect balance. The views carry the same information on scales that can be drawn and averaged:
r / (1 + r) lies in 0..1 with balance at 0.5, (r − 1) / (r + 1) in −1..1 with balance at 0.
"""

from __future__ import annotations


def event_balance(contribution: float, consumption: float, *, epsilon: float) -> float:
    """Give contribution / max(consumption, ε) of one interaction; 1 when nothing was given and nothing taken."""
    if contribution == 0 and consumption == 0:
        return 1.0
    return contribution / max(consumption, epsilon)


def overall_balance(given: float, taken: float, *, epsilon: float) -> float | None:
    """Give the ratio of a participant's sums; `None` when nothing was taken, because no ratio says that."""
    if taken == 0:
        return None
    return given / max(taken, epsilon)


def share_view(given: float, taken: float) -> float | None:
    """Give r / (1 + r), the part that was given of all that moved: 1 for a pure gift, `None` when nothing moved."""
    moved = given + taken
    return given / moved if moved else None


def signed_view(given: float, taken: float) -> float | None:
    """Give (r − 1) / (r + 1): 1 for a pure gift, −1 for pure taking, `None` when nothing moved."""
    moved = given + taken
    return (given - taken) / moved if moved else None
