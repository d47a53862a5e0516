"""Alerts: patterns of give and take that are worth talking about, with evidence and questions instead of verdicts."""

from argentum.ayni.alerts.alert import SEVERITIES, Acknowledgement, Alert, Figure, Findings, PositiveFinding, Severity
from argentum.ayni.alerts.finding import find_alerts
from argentum.ayni.alerts.thresholds import ThresholdChange, Thresholds
from argentum.ayni.finding_types import ALERT_TYPES, POSITIVE_TYPES, AlertType, PositiveType

__all__ = [
    "ALERT_TYPES",
    "POSITIVE_TYPES",
    "SEVERITIES",
    "Acknowledgement",
    "Alert",
    "AlertType",
    "Figure",
    "Findings",
    "PositiveFinding",
    "PositiveType",
    "Severity",
    "ThresholdChange",
    "Thresholds",
    "find_alerts",
]
