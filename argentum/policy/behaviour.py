"""Knobs of evidence, reputation, emotion and audience (plan sections 6.3, 6.4, 8 and 16)."""

from __future__ import annotations

from typing import Literal

from argentum.policy.knob import Section, knob


class EvidencePriority(Section):
    """The evidence lane: a small advantage for bids that bring a source."""

    enabled: bool = knob(True, "turns the lane on or off")
    discount: float = knob(
        0.1, "share by which an evidence-backed offer is raised (rank) and its price credited back", low=0, high=0.5
    )
    agent_window_segments: int = knob(3, "one priority per agent in so many segments", unit="segments", low=1, high=100)
    min_relevance: float = knob(
        0.3, "relevance of the cited passage below which the flag is ignored and penalised", low=0, high=1
    )
    penalty: float = knob(0.1, "reputation event (negative) for a flag without a good source", low=0, high=1)


class Reputation(Section):
    """A slow memory of how well an agent used the floor, in [-1, 1]."""

    alpha: float = knob(0.08, "weight of a new event", low=0, high=1)
    decay: float = knob(0.02, "share lost per segment", low=0, high=1)
    discount_cap: float = knob(0.1, "most that a good reputation raises an offer", low=0, high=0.5)
    uninterrupted_value: float = knob(0.3, "event: a segment heard to its end", low=-1, high=1)
    strong_evidence_value: float = knob(0.2, "event: a segment with a good source", low=-1, high=1)
    interrupted_value: float = knob(-0.2, "event: cut off by another; doubled when early", low=-1, high=1)
    spam_value: float = knob(-0.1, "event: an interjection below the wanted importance", low=-1, high=1)
    reciprocity_cap: float = knob(
        0.0,
        "most that giving more or less than one takes moves a reputation; 0 leaves it out",
        low=0,
        high=0.2,
    )


class Emotion(Section):
    """Frustration, engagement and confidence, each in [0, 1]."""

    control: Literal["heuristic", "llm", "hybrid"] = knob("hybrid", "who sets an agent's mood")
    rule: Literal["challenged", "literal"] = knob(
        "challenged", "challenged: only who lost with reason is frustrated; literal: every loser, as the plan prints"
    )
    alpha: float = knob(0.4, "weight of a newly reported mood", low=0, high=1)
    largest_step: float = knob(0.3, "largest change of a reported value per micro-turn", low=0, high=1)
    dwell_microturns: int = knob(
        2, "micro-turns before a reported mood may change its direction", unit="micro-turns", low=0, high=50
    )
    nudge: float = knob(0.05, "hybrid: largest heuristic change on top of a reported value", low=0, high=0.5)
    bid_cap: float = knob(1.0, "most that mood moves a desire, in bid tokens", unit="bid tokens", low=0, high=20)
    deadband: float = knob(0.1, "mood so close to neutral has no effect", low=0, high=1)
    frustration_decay: float = knob(0.95, "what remains of frustration after a micro-turn", low=0, high=1)
    engagement_decay: float = knob(0.98, "how slowly engagement returns (to 0.5; literal: to 0)", low=0, high=1)
    journal_moods: bool = knob(False, "write raw moods of each turn into the journal")


class Audience(Section):
    """Claps and tips from outside, bounded."""

    enabled: bool = knob(False, "turns audience signals on or off")
    reputation_per_clap: float = knob(0.02, "reputation event per clap", low=0, high=0.5)
    reputation_cap: float = knob(0.1, "most reputation from the audience inside the window", low=0, high=1)
    pacing_relief_per_tip: float = knob(0.05, "segments of lead forgiven per tip", unit="segments", low=0, high=5)
    pacing_relief_cap: float = knob(0.5, "most lead forgiven inside the window", unit="segments", low=0, high=10)
    cooldown_segments: int = knob(2, "segments between two effects for one agent", unit="segments", low=0, high=100)
    window_segments: int = knob(12, "window of the caps", unit="segments", low=1, high=1000)
