"""Care deficit: somebody takes over and over, and gives little back to anybody.

The contribution avoidance and systemic drain of the references are the same pattern in two degrees: here one measure,
and the severity says how far it goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, amount, strength_of
from argentum.ayni.amount import from_micro


def care_deficits(scene: Scene) -> Iterator[Suspicion]:
    """Find who gave less than a part of what they took, set against what is usual here, and still does."""
    limit = scene.thresholds.care_deficit_ratio
    ratios = {one.name: scene.even_ratio(one) for one in scene.established}
    for one in scene.established:
        usual = min(1.0, scene.usual_one(one.name, ratios))
        relative = ratios[one.name] / usual
        still = scene.even_ratio(scene.now(one.name)) / usual
        if relative > limit or still > limit * scene.thresholds.recent_slack:
            continue
        yield Suspicion(
            participants=(one.name,),
            strength=strength_of(limit, relative) if relative else STRONGEST,
            summary=f"gave {amount(one.given_micro)} and took {amount(one.taken_micro)}",
            figures=(
                Figure(name="given", value=from_micro(one.given_micro)),
                Figure(name="taken", value=from_micro(one.taken_micro)),
                Figure(name="given_over_taken", value=one.ratio),
                Figure(name="without_large_entries", value=relative * usual),
                Figure(name="usual_here", value=usual),
            ),
            stretches=(*one.took, *one.gave),
            weight="taken",
        )
