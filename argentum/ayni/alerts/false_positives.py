"""How likely an alert is wrong, by what was counted on held-out villages.

The villages that the thresholds were tuned on flatter them, so their lower rates are told nowhere but in the document.

A village where extraction is rarer than there has more false alerts for each right one; docs/ayni-alerts.md says so.
"""

from __future__ import annotations

from argentum.ayni.alerts.intervals import wilson
from argentum.ayni.alerts.measured_rates import ALERTS
from argentum.ayni.finding_types import AlertType

MEASURED_OVER_DAYS = 42
"""How long the periods were: the shipped `window_days`."""


def false_positive_probability(alert_type: AlertType) -> float:
    """Give the upper end of the 95 % interval of the part of alerts that was wrong."""
    alerts, wrong = ALERTS.get(alert_type, (0, 0))
    return round(wilson(wrong, alerts)[1], 3)
