"""How often alerts were wrong on the held-out villages; written by `scripts/measure_alerts.py --write`."""

from __future__ import annotations

from collections.abc import Mapping

from argentum.ayni.finding_types import AlertType

ALERTS: Mapping[AlertType, tuple[int, int]] = {
    "care_deficit": (40, 5),
    "over_giving": (26, 0),
    "resource_hoarding": (20, 1),
    "resource_concentration": (23, 2),
    "attention_monopolizing": (27, 1),
    "token_farming": (21, 0),
    "scale_over_relationships": (29, 1),
    "ring_exchange": (44, 0),
}
"""By type: alerts in all, and how many of them were wrong."""
