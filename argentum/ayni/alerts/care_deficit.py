"""Care deficit: somebody takes over and over, and gives little back to anybody.

The contribution avoidance and systemic drain of the references are the same pattern in two degrees: here one measure,
and the severity says how far it goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, strength_of, units_of
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import DAY_MS, Doings, Window, ratio_of, since, weightiest
from argentum.ayni.amount import from_micro


def care_deficits(window: Window, thresholds: Thresholds, established: list[Doings]) -> Iterator[Suspicion]:
    """Find who gave less than a part of what they took, over the period and still in its last days."""
    limit = thresholds.care_deficit_ratio
    for one in established:
        if one.taken_micro == 0 or one.ratio > limit or _recent_ratio(one, window, thresholds) > limit:
            continue
        yield Suspicion(
            participants=(one.name,),
            strength=strength_of(limit, one.ratio) if one.given_micro else STRONGEST,
            summary=f"gave {from_micro(one.given_micro):.6g} and took {from_micro(one.taken_micro):.6g}",
            figures=(
                Figure(name="given", value=from_micro(one.given_micro)),
                Figure(name="taken", value=from_micro(one.taken_micro)),
                Figure(name="given_over_taken", value=one.ratio),
            ),
            evidence=weightiest(one.took, taken=True),
            evidence_entries=one.entries,
            units=units_of(one),
        )


def _recent_ratio(one: Doings, window: Window, thresholds: Thresholds) -> float:
    """Give the ratio of the last days; where nothing was taken then, there is nothing to speak of."""
    from_ms = window.until_ms - round(thresholds.recent_days * DAY_MS)
    given = sum(each.given_micro for each in since(one.gave, from_ms))
    taken = sum(each.taken_micro for each in since(one.took, from_ms))
    return ratio_of(given, taken) if taken else float("inf")
