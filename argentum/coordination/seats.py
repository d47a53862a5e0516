"""Who sits at the table, as far as the economy cares."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Seat(Struct, frozen=True, kw_only=True):
    """One agent at the table."""

    agent_id: str
    index: int
    """Place at the table, from 0; used in ids."""
    temperament: float = 1.0
    """g: factor on points and whims; quiet 0.5, fair 1, aggressive 2."""
    target_share: float | None = None
    """Due share of talk; unset: equal parts."""
    stance: float | None = None
    """For (1) or against (-1) the motion; decides between support and challenge. Unset: learned from challenges."""
    backlog_weight: float | None = None
    """Own weight instead of the policy's, likewise below."""
    recency_weight: float | None = None
    emotion_weight: float | None = None
    emotion_control: Literal["heuristic", "llm", "hybrid"] | None = None
    bid_rule: Literal["honest", "always_maximum", "hoarder", "mood_inflater"] = "honest"
    """Deviating bidders are products of the economy study, never a default."""
