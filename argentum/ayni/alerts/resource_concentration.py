"""Resource concentration: most of what is handed on ends with one; time is counted apart.

It may be somebody through whose hands all goes, so no severity beyond watching.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.ayni.alerts.lead import leads
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.suspicion import Suspicion


def resource_concentrations(scene: Scene) -> Iterator[Suspicion]:
    """Find who takes many times what the others take of all but time."""
    limit = scene.thresholds.concentration_times
    return leads(scene, scene.goods, limit=limit, of_what="all that is not time")
