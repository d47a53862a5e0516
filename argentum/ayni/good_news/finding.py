"""Looks for everything that is worth celebrating in a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argentum.ayni.alerts.alert import PositiveFinding
from argentum.ayni.alerts.catalogue import CATALOGUE
from argentum.ayni.alerts.scene import Scene, scene_of
from argentum.ayni.alerts.window import Window
from argentum.ayni.good_news.beautiful_reciprocity import beautiful_reciprocities
from argentum.ayni.good_news.first_contribution import first_contributions
from argentum.ayni.good_news.healing import Found, healings
from argentum.ayni.good_news.milestone import milestones
from argentum.ayni.good_news.multiplication import multiplications

_LATELY_ENTRIES = 4.0
"""Entries in the last days from which one can tell that something is over."""


def good_news_in(
    scene: Scene, *, now: Found, earlier: Iterable[Window], minimum_sample: int
) -> tuple[PositiveFinding, ...]:
    """Find good news; `now` is what the alerts say, `earlier` the same period some weeks before."""
    then = [
        patterns_in(scene_of(each, scene.thresholds, minimum_sample=minimum_sample, time_units=scene.time_units))
        for each in earlier
    ]
    lately = patterns_in(_lately(scene)) if any(then) else {}
    return (
        *healings(scene, now=now, lately=lately, earlier=then),
        *first_contributions(scene),
        *beautiful_reciprocities(scene),
        *multiplications(scene),
        *milestones(scene),
    )


def patterns_in(scene: Scene) -> Found:
    """Find what the detectors find, without making alerts of it."""
    return {
        (facts.type, tuple(sorted(each.participants))): each.strength
        for facts in CATALOGUE
        for each in facts.detector(scene)
    }


def _lately(scene: Scene) -> Scene:
    """Take the last days for themselves, for the same people."""
    return replace(
        scene,
        whole=scene.recent,
        established=tuple(scene.now(one.name) for one in scene.established),
        thresholds=replace(scene.thresholds, minimum_entries=min(_LATELY_ENTRIES, scene.thresholds.minimum_entries)),
    )
