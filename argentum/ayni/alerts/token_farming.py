"""Token farming: what is given comes in strings of small pieces, of which others take little.

Either alone is harmless: some give bit by bit, and some give what is not always wanted.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene, given_micro, of_goods, taken_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, by_given, strength_of
from argentum.ayni.entry import Entry

STRING_GAP_MS = 600_000
"""Entries to the same taker that follow each other faster than this are one string."""


def token_farmings(scene: Scene) -> Iterator[Suspicion]:
    """Find who gives in long strings that are hardly taken, and still does."""
    limits = scene.thresholds
    for one in scene.established:
        entries = of_goods(one.gave)
        recent = of_goods(scene.now(one.name).gave)
        if len(entries) < limits.minimum_entries or not recent:
            continue
        length, uptake = _string_length(entries), _uptake(entries)
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
                Figure(name="entries", value=len(entries)),
                Figure(name="entries_in_a_string", value=length),
                Figure(name="given", value=given_micro(entries) / 1_000_000),
                Figure(name="taken_by_others", value=taken_micro(entries) / 1_000_000),
                Figure(name="uptake", value=uptake),
            ),
            entries=by_given(entries),
        )


def _string_length(entries: list[Entry]) -> float:
    """Give how many entries follow each other to the same taker, on average, whatever goes to others in between."""
    last_ms: dict[str, int] = {}
    strings = 0
    for each in entries:
        before_ms = last_ms.get(each.responder)
        strings += before_ms is None or each.happened_at_ms - before_ms > STRING_GAP_MS
        last_ms[each.responder] = each.happened_at_ms
    return len(entries) / strings


def _uptake(entries: list[Entry]) -> float:
    given = given_micro(entries)
    return taken_micro(entries) / given if given else 1.0
