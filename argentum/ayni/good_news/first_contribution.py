"""First contribution: somebody gave for the first time, in a ledger that was there before them."""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import PositiveFinding
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import units_of
from argentum.ayni.good_news.news import news


def first_contributions(scene: Scene) -> Iterator[PositiveFinding]:
    """Find whose first gift lies in the last days; where everything is new, nobody's is news."""
    whole, recent = scene.whole, scene.recent
    began_ms = min((one.first_ms for one in whole.doings.values()), default=whole.until_ms)
    if began_ms >= recent.since_ms:
        return
    for one in whole.doings.values():
        if not one.gave or one.gave_before or one.gave[0].first[0] < recent.since_ms:
            continue
        yield news(
            "first_contribution",
            (one.name,),
            whole,
            summary="gave for the first time",
            evidence=(one.gave[0].first_id,),
            units=units_of(one.gave[:1]),
        )
