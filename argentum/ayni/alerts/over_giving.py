"""Over-giving: somebody gives far more than they take, for weeks; imbalance has two sides.

What counts is what the others took of it: what nobody takes is no burden on the giver's account, and has a pattern of
its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import passed_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, amount, strength_of
from argentum.ayni.alerts.window import Doings
from argentum.ayni.amount import from_micro


def over_givings(scene: Scene) -> Iterator[Suspicion]:
    """Find who gave many times what they took, set against what is usual here, and still does."""
    limit = scene.thresholds.over_giving_ratio
    for one in scene.established:
        usual = scene.usual_of_all(one.name)
        welcome_micro, measure = _welcome(one)
        measure /= usual
        still = _welcome(scene.now(one.name))[1] / usual * scene.thresholds.recent_slack
        if measure < limit or still < limit:
            continue
        yield Suspicion(
            participants=(one.name,),
            strength=strength_of(measure, limit),
            summary=f"gave {amount(welcome_micro)} that others took, and took {amount(one.taken_micro)}",
            figures=(
                Figure(name="given_and_taken_by_others", value=from_micro(welcome_micro)),
                Figure(name="taken", value=from_micro(one.taken_micro)),
                Figure(name="given_over_taken", value=min(STRONGEST, measure * usual)),
                Figure(name="usual_here", value=usual),
            ),
            stretches=(*one.gave, *one.took),
            weight="given",
        )


def _welcome(one: Doings) -> tuple[int, float]:
    """Give what others took of what somebody gave, and its ratio to what they took themselves."""
    welcome_micro = passed_micro(one.gave)
    if one.taken_micro:
        return welcome_micro, welcome_micro / one.taken_micro
    return welcome_micro, STRONGEST if welcome_micro else 1.0
