"""Multiplication: what somebody gives has grown by half or more within the period, and others take it."""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.alert import Figure, PositiveFinding
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import entries_in, given_micro, heaviest, taken_micro, units_of
from argentum.ayni.good_news.news import MOST_EVIDENCE, MOST_OF_A_TYPE, news

_GROWTH = 1.5
_TAKEN = 0.9
"""Of what was given, so that nobody multiplies what nobody wants."""


def multiplications(scene: Scene) -> Iterator[PositiveFinding]:
    """Compare the second half of the period with the first, for who was there in both; the largest growth first."""
    whole = scene.whole
    middle_ms = (whole.since_ms + whole.until_ms) // 2
    found = []
    for one in scene.established:
        first = [each for own in one.gave if (each := own.between(whole.since_ms, middle_ms))]
        second = [each for own in one.gave if (each := own.between(middle_ms, whole.until_ms))]
        before, after = given_micro(first), given_micro(second)
        enough = min(entries_in(first), entries_in(second)) >= scene.thresholds.minimum_entries
        if enough and after >= _GROWTH * before and taken_micro(second) >= _TAKEN * after:
            found.append((after / before, one.name, second))
    found.sort(key=lambda each: (-each[0], each[1]))
    for growth, name, second in found[:MOST_OF_A_TYPE]:
        yield news(
            "multiplication",
            (name,),
            whole,
            summary=f"gave {growth:.1f} times as much in the second half of the period as in the first, all taken",
            figures=(Figure(name="growth", value=growth),),
            evidence=heaviest(second, "given", most=MOST_EVIDENCE),
            units=units_of(second),
        )
