"""Beautiful reciprocity: two who give each other as much as they take, often, in the period and in its last days."""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure, PositiveFinding
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import Stretch, entries_in, heaviest, passed_micro, units_of
from argentum.ayni.alerts.window import Window
from argentum.ayni.amount import from_micro
from argentum.ayni.good_news.news import MOST_EVIDENCE, MOST_OF_A_TYPE, news

_EVEN = 0.9
"""The smaller of both directions over the larger."""

Ways = tuple[list[Stretch], list[Stretch]]


def beautiful_reciprocities(scene: Scene) -> Iterator[PositiveFinding]:
    """Find the pairs in which most moved, of those in which it moved evenly."""
    recent = _pairs(scene.recent)
    found: list[tuple[int, tuple[str, str], Ways]] = []
    for pair, ways in _pairs(scene.whole).items():
        enough = min(map(entries_in, ways)) >= scene.thresholds.minimum_entries
        if enough and _evenness(ways) >= _EVEN and all(recent.get(pair, ([], []))):
            found.append((min(map(passed_micro, ways)), pair, ways))
    found.sort(key=lambda each: (-each[0], each[1]))
    for _, pair, ways in found[:MOST_OF_A_TYPE]:
        there, back = (from_micro(passed_micro(way)) for way in ways)
        yield news(
            "beautiful_reciprocity",
            pair,
            scene.whole,
            summary=f"gave each other {there:.3g} and {back:.3g}, in {entries_in((*ways[0], *ways[1]))} entries",
            figures=(
                Figure(name="given_there", value=there),
                Figure(name="given_back", value=back),
                Figure(name="evenness", value=_evenness(ways)),
            ),
            evidence=heaviest((*ways[0], *ways[1]), "passed", most=MOST_EVIDENCE),
            units=units_of((*ways[0], *ways[1])),
        )


def _pairs(window: Window) -> dict[tuple[str, str], Ways]:
    """Give what went there and back between two, by their names in alphabetical order."""
    pairs: dict[tuple[str, str], Ways] = {}
    for one in window.doings.values():
        for each in one.gave:
            if each.responder in window.doings:
                first, second = sorted((each.initiator, each.responder))
                pairs.setdefault((first, second), ([], []))[each.initiator != first].append(each)
    return pairs


def _evenness(ways: Ways) -> float:
    smaller, larger = sorted(map(passed_micro, ways))
    return smaller / larger if larger else 0.0
