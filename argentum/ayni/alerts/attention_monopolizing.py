"""Attention monopolizing: one takes most of the common time, among three or more.

A dialogue of two is never a monopoly: each of them is in all of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.lead import leads
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.suspicion import Suspicion


def attention_monopolies(scene: Scene) -> Iterator[Suspicion]:
    """Find who takes many times the time that the others take."""
    return leads(scene, scene.attention, limit=scene.thresholds.attention_times, of_what="the time")
