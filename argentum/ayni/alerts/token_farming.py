"""Token farming: what is given comes in strings of small pieces, of which others take little.

Either alone is harmless: some give bit by bit, and some give what is not always wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import Stretch, entries_in, given_micro, taken_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, strength_of

STRING_GAP_MS = 600_000
"""Entries to the same taker that follow each other faster than this are one string."""


def token_farmings(scene: Scene) -> Iterator[Suspicion]:
    """Find who gives in long strings that are hardly taken, and still does."""
    limits = scene.thresholds
    for one in scene.established:
        stretches = scene.goods(one.gave)
        recent = scene.goods(scene.now(one.name).gave)
        if entries_in(stretches) < limits.minimum_entries or not recent:
            continue
        length, uptake = _string_length(stretches), _uptake(stretches)
        goes_on = (
            _string_length(recent) * limits.recent_slack >= limits.farming_string
            and _uptake(recent) <= limits.farming_uptake * limits.recent_slack
        )
        if length < limits.farming_string or uptake > limits.farming_uptake or not goes_on:
            continue
        yield Suspicion(
            participants=(one.name,),
            strength=strength_of(limits.farming_uptake, uptake) if uptake else STRONGEST,
            summary=f"gave in strings of {length:.1f} entries on average, and others took {100 * uptake:.0f} % of it",
            figures=(
                Figure(name="entries", value=entries_in(stretches)),
                Figure(name="entries_in_a_string", value=length),
                Figure(name="given", value=given_micro(stretches) / 1_000_000),
                Figure(name="taken_by_others", value=taken_micro(stretches) / 1_000_000),
                Figure(name="uptake", value=uptake),
            ),
            stretches=tuple(stretches),
            weight="given",
        )


def _string_length(stretches: list[Stretch]) -> float:
    """Give how many entries follow each other to the same taker, on average, whatever goes to others in between."""
    times_ms: dict[str, list[int]] = {}
    for each in stretches:
        times_ms.setdefault(each.responder, []).extend(each.times_ms())
    strings = 0
    for own_ms in times_ms.values():
        own_ms.sort()  # Several units to one taker are several stretches.
        strings += 1 + sum(later - earlier > STRING_GAP_MS for earlier, later in pairwise(own_ms))
    return entries_in(stretches) / strings


def _uptake(stretches: list[Stretch]) -> float:
    given = given_micro(stretches)
    return taken_micro(stretches) / given if given else 1.0
