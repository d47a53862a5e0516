"""How often alerts were wrong on the villages for tuning; written by `scripts/measure_alerts.py --write`."""

from __future__ import annotations

from collections.abc import Mapping

from argentum.ayni.finding_types import AlertType

ALERTS: Mapping[AlertType, tuple[int, int]] = {}
"""By type: alerts in all, and how many of them were wrong."""
