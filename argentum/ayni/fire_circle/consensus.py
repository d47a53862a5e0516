"""How far a council agrees, in the words of the circle; dissent is part of every outcome."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from argentum.ayni.fire_circle.model import CouncilModel

ConsensusState = Literal[
    "emerging", "clarifying", "converging", "adopted", "contested", "forked", "composting", "integrated"
]
"""Contested and forked keep their dissent; composting lets a matter rest until something grows from it."""
CONSENSUS_STATES: tuple[ConsensusState, ...] = get_args(ConsensusState)
DECIDING_STATES: tuple[ConsensusState, ...] = CONSENSUS_STATES[3:]
"""In the three before, the circle is still talking."""

Strength = Literal["unanimous", "strong", "sufficient", "weak", "failed"]
_STEPS: tuple[tuple[float, Strength], ...] = ((0.95, "unanimous"), (0.8, "strong"), (0.6, "sufficient"), (0.4, "weak"))
APPROVED_FROM = 0.6

DECISION_WEIGHTS = {"coherence": 0.3, "resonance": 0.2, "ayni_balance": 0.2, "emergence": 0.2, "future": 0.1}


class DecisionMetrics(CouncilModel):
    """What a decision is weighed by; four of the five come from people, ayni_balance from the ledger."""

    coherence: float | None = Field(default=None, ge=0, le=1)
    resonance: float | None = Field(default=None, ge=0, le=1)
    ayni_balance: float | None = Field(
        default=None, ge=0, le=1, description="(1 + long-term balance) / 2 of the assessment; null without data"
    )
    emergence: float | None = Field(default=None, ge=0, le=1)
    future: float | None = Field(default=None, ge=0, le=1)


class DecisionStrength(CouncilModel):
    """What the metrics come to."""

    metrics: DecisionMetrics
    score: float | None = Field(description="weighted .3 .2 .2 .2 .1 in this order; null while one is missing")
    strength: Strength | None
    approved: bool | None = Field(description="a score of at least 0.6; below 0.8 with conditions")
    missing: tuple[str, ...]


def strength_of_consensus(level: float) -> Strength:
    """Name a level of 0..1: unanimous from .95, strong from .8, sufficient from .6, weak from .4, else failed."""
    return next((name for least, name in _STEPS if level >= least), "failed")


def ayni_balance_of(long_term_balance: float | None) -> float | None:
    """Bring the long-term balance of an assessment, -1..1, to the 0..1 of a decision's metrics."""
    return None if long_term_balance is None else (1 + long_term_balance) / 2


def weigh(metrics: DecisionMetrics) -> DecisionStrength:
    """Weigh a decision; nothing is put in place of a figure that is missing."""
    values: dict[str, float | None] = metrics.model_dump()
    missing = tuple(name for name in DECISION_WEIGHTS if values[name] is None)
    if missing:
        return DecisionStrength(metrics=metrics, score=None, strength=None, approved=None, missing=missing)
    score = sum(weight * (values[name] or 0.0) for name, weight in DECISION_WEIGHTS.items())
    return DecisionStrength(
        metrics=metrics,
        score=score,
        strength=strength_of_consensus(score),
        approved=score >= APPROVED_FROM,
        missing=(),
    )
