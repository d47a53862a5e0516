"""Resource hoarding: somebody takes more than what is given to them, over and over.

Taking beyond what was offered is the ledger's view of taking beyond need, and covers the misrepresented needs of the
references. Each unit is judged for itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene, given_micro, taken_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, amount, by_taken, strength_of
from argentum.ayni.alerts.window import Doings
from argentum.ayni.amount import from_micro
from argentum.ayni.entry import Entry

_LEAST_RECENT = 3
"""Entries of a unit in the last days from which one can tell that it goes on."""


def resource_hoardings(scene: Scene) -> Iterator[Suspicion]:
    """Find who took many times what was given to them in one unit, and still does."""
    limit = scene.thresholds.hoarding_overdraw
    for one in scene.established:
        now = _by_unit(scene.now(one.name))
        worst: Suspicion | None = None
        for unit, entries in _by_unit(one).items():
            measure, recent = _overdraw(entries), now.get(unit, [])
            too_few = len(entries) < scene.thresholds.minimum_entries or len(recent) < _LEAST_RECENT
            if too_few or measure < limit or _overdraw(recent) * scene.thresholds.recent_slack < limit:
                continue
            if worst is None or strength_of(measure, limit) > worst.strength:
                worst = _suspicion(one.name, unit, entries, measure=measure, limit=limit)
        if worst is not None:
            yield worst


def _suspicion(name: str, unit: str, entries: list[Entry], *, measure: float, limit: float) -> Suspicion:
    offered, taken = given_micro(entries), taken_micro(entries)
    beyond = sum(1 for each in entries if each.taken_micro > each.given_micro)
    return Suspicion(
        participants=(name,),
        strength=strength_of(measure, limit),
        summary=f"took {amount(taken)} where {amount(offered)} was given to them, counted in {unit}",
        figures=(
            Figure(name="given_to_them", value=from_micro(offered)),
            Figure(name="taken", value=from_micro(taken)),
            Figure(name="taken_over_given_to_them", value=measure),
            Figure(name="entries_beyond_what_was_given", value=beyond),
            Figure(name="entries_in_this_unit", value=len(entries)),
        ),
        entries=by_taken(entries),
    )


def _by_unit(one: Doings) -> dict[str, list[Entry]]:
    entries: dict[str, list[Entry]] = {}
    for each in one.took:
        entries.setdefault(each.consumption_unit, []).append(each)
    return entries


def _overdraw(entries: list[Entry]) -> float:
    offered, taken = given_micro(entries), taken_micro(entries)
    return min(STRONGEST, taken / offered) if offered else STRONGEST if taken else 0.0
