"""Milestones: somebody's 10th, 50th, 100th, 500th or 1000th interaction."""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure, PositiveFinding
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import nth
from argentum.ayni.good_news.news import news

MILESTONES = (10, 50, 100, 500, 1000)


def milestones(scene: Scene) -> Iterator[PositiveFinding]:
    """Find the highest that each reached in the period."""
    for one in scene.whole.doings.values():
        after = one.entries_before + one.entries
        reached = max((each for each in MILESTONES if one.entries_before < each <= after), default=None)
        if reached is None:
            continue
        evidence, units = nth((*one.gave, *one.took), reached - one.entries_before)
        yield news(
            "milestone",
            (one.name,),
            scene.whole,
            summary=f"took part in their {reached}th interaction",
            figures=(Figure(name="interactions", value=after),),
            evidence=evidence,
            units=units,
            also=str(reached),
        )
