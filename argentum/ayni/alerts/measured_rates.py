"""How often alerts were wrong on the villages for tuning; written by `scripts/measure_alerts.py --write`."""

from __future__ import annotations

from collections.abc import Mapping

from argentum.ayni.finding_types import AlertType

ALERTS: Mapping[AlertType, tuple[int, int]] = {
    "care_deficit": (135, 9),
    "over_giving": (121, 11),
    "resource_hoarding": (70, 0),
    "resource_concentration": (63, 7),
    "attention_monopolizing": (58, 1),
    "token_farming": (57, 0),
    "scale_over_relationships": (75, 7),
    "ring_exchange": (109, 0),
}
"""By type: alerts in all, and how many of them were wrong."""
