"""Resource hoarding: somebody takes more than what is given to them, over and over.

Taking beyond what was offered is the ledger's view of taking beyond need, and covers the misrepresented needs of the
references. Each unit is judged for itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import Stretch, entries_in, given_micro, taken_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, amount, strength_of
from argentum.ayni.alerts.window import Doings
from argentum.ayni.amount import from_micro

_LEAST_RECENT = 3
"""Entries of a unit in the last days from which one can tell that it goes on."""


def resource_hoardings(scene: Scene) -> Iterator[Suspicion]:
    """Find who took many times what was given to them in one unit, and still does."""
    limit = scene.thresholds.hoarding_overdraw
    for one in scene.established:
        now = _by_unit(scene.now(one.name))
        worst: Suspicion | None = None
        for unit, stretches in _by_unit(one).items():
            measure, recent = _overdraw(stretches), now.get(unit, [])
            too_few = entries_in(stretches) < scene.thresholds.minimum_entries or entries_in(recent) < _LEAST_RECENT
            if too_few or measure < limit or _overdraw(recent) * scene.thresholds.recent_slack < limit:
                continue
            if worst is None or strength_of(measure, limit) > worst.strength:
                worst = _suspicion(one.name, unit, stretches, measure=measure, limit=limit)
        if worst is not None:
            yield worst


def _suspicion(name: str, unit: str, stretches: list[Stretch], *, measure: float, limit: float) -> Suspicion:
    offered, taken = given_micro(stretches), taken_micro(stretches)
    beyond = sum(each.beyond for each in stretches)
    return Suspicion(
        participants=(name,),
        strength=strength_of(measure, limit),
        summary=f"took {amount(taken)} where {amount(offered)} was given to them, counted in {unit}",
        figures=(
            Figure(name="given_to_them", value=from_micro(offered)),
            Figure(name="taken", value=from_micro(taken)),
            Figure(name="taken_over_given_to_them", value=measure),
            Figure(name="entries_beyond_what_was_given", value=beyond),
            Figure(name="entries_in_this_unit", value=entries_in(stretches)),
        ),
        stretches=tuple(stretches),
        weight="taken",
    )


def _by_unit(one: Doings) -> dict[str, list[Stretch]]:
    stretches: dict[str, list[Stretch]] = {}
    for each in one.took:
        stretches.setdefault(each.consumption_unit, []).append(each)
    return stretches


def _overdraw(stretches: list[Stretch]) -> float:
    offered, taken = given_micro(stretches), taken_micro(stretches)
    return min(STRONGEST, taken / offered) if offered else STRONGEST if taken else 0.0
