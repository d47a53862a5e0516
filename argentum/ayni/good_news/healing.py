"""Healing: there would have been an alert some weeks ago, and there is no longer any reason for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argentum.ayni.alerts.alert import Figure, PositiveFinding
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import latest
from argentum.ayni.finding_types import AlertType
from argentum.ayni.good_news.news import MOST_EVIDENCE, news

Found = Mapping[tuple[AlertType, tuple[str, ...]], float]
"""Strengths of what was found, by type and participants."""

_CLEAR = 1.25
"""Strength that it had; what was only just an alert may have ended by chance."""


def healings(scene: Scene, *, now: Found, lately: Found, earlier: Sequence[Found]) -> Iterator[PositiveFinding]:
    """Compare what was found at earlier moments with what is found now, and in the last days taken for themselves."""
    told: dict[tuple[AlertType, tuple[str, ...]], None] = {}
    for then in earlier:
        for key, strength in then.items():
            alert_type, participants = key
            here = all(scene.now(name).entries for name in participants)
            if strength < _CLEAR or key in now or key in lately or key in told or not here:
                continue
            told[key] = None
            own = [each for name in participants for each in (*scene.now(name).gave, *scene.now(name).took)]
            evidence, units = latest(own, most=MOST_EVIDENCE)
            yield news(
                "healing",
                participants,
                scene.whole,
                summary=f"gave reason to speak of {alert_type.replace('_', ' ')} some weeks ago, and gives none now",
                figures=(Figure(name="strength_then", value=strength),),
                evidence=evidence,
                units=units,
                also=alert_type,
            )
