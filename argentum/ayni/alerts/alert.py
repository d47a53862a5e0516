"""What is found: alerts and good news, each with its evidence; no verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from argentum.ayni.finding_types import AlertType, PositiveType

Severity = Literal["info", "watch", "concern", "urgent"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the mildest up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the evidence."""

    name: str
    value: float
    unit: str = ""
    """Of the value; empty for a ratio or a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdUsed:
    """A threshold that a finding rests on, and since when it is in force."""

    key: str
    value: float
    since_ms: int | None = None
    """When the council set it; `None` for a default of the configuration."""
    by: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody has seen an alert and said so; it holds until the alert worsens."""

    alert_id: str
    by: str
    why: str
    at_ms: int
    severity: Severity
    """Of the alert at that moment."""
    strength: float
    """Of the alert at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A pattern worth talking about."""

    id: str
    """From type and participants alone: the same finding in the next run has the same id."""
    type: AlertType
    severity: Severity
    participants: tuple[str, ...]
    """Whom it is about, in alphabetical order; several only in a ring."""
    since_ms: int
    until_ms: int
    """The period that was looked at; exclusive."""
    summary: str
    """What the ledger shows, in one sentence."""
    figures: tuple[Figure, ...]
    evidence: tuple[str, ...]
    """Ids of the entries that weigh most, at most ten."""
    evidence_entries: int
    """How many entries there are behind the figures."""
    units: tuple[str, ...]
    """Units that went into the figures; several are joined by their weights."""
    questions: tuple[str, ...]
    """For deliberation; an alert gives no answers."""
    mitigating: tuple[str, ...]
    """What may explain it, as far as the ledger shows."""
    suggestions: tuple[str, ...]
    """What could bring it back into balance."""
    false_positive_probability: float
    """How often an alert of this type was wrong on held-out villages: the upper end of the 95 % interval."""
    method: str
    """How it was found, in one sentence."""
    thresholds: tuple[ThresholdUsed, ...]
    strength: float
    """How far beyond its threshold: 1 is just at it."""
    acknowledgement: Acknowledgement | None = None
    """`None` when nobody has, or when it has worsened since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositiveFinding:
    """Something worth celebrating."""

    id: str
    type: PositiveType
    participants: tuple[str, ...]
    since_ms: int
    until_ms: int
    summary: str
    figures: tuple[Figure, ...]
    evidence: tuple[str, ...]
    """Ids of entries, at most ten."""
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a period shows."""

    since_ms: int
    until_ms: int
    alerts: tuple[Alert, ...]
    """The most severe first, then the strongest."""
    positive: tuple[PositiveFinding, ...]
    newcomers: tuple[str, ...]
    """Too few entries or too short a time to say anything about them, in alphabetical order."""
    participants: int
    """All in the period, newcomers included."""
    entries: int
    """Interactions that stand."""
    units: tuple[str, ...]
