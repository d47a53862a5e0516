"""Knobs of the bid economy: desire, bids, prices, supply, fairness (plan sections 6 and 11, economy study 3 and 4)."""

from __future__ import annotations

from typing import Literal

from argentum.policy.knob import Section, knob


class Desire(Section):
    """What makes an agent want the floor: g·(backlog·U + own·O + spark) + recency·R + emotion·E + hold."""

    backlog_weight: float = knob(
        2.0, "weight of each point addressed to the agent and not answered yet", low=0, high=10
    )
    backlog_limit: float = knob(2.0, "most open points that count", unit="points", low=0, high=20)
    backlog_decay: float = knob(0.8, "what remains of an open point's weight after each segment", low=0, high=1)
    own_points_weight: float = knob(1.0, "weight of each point of its own that it has not made yet", low=0, high=10)
    own_point_chance: float = knob(0.25, "chance per segment that an agent thinks of a new point", low=0, high=1)
    own_points_limit: float = knob(3.0, "most own points that are kept in mind", unit="points", low=0, high=20)
    own_points_staleness: float = knob(0.015, "share of an own point that is forgotten per segment", low=0, high=1)
    spark_weight: float = knob(0.5, "weight of a passing whim (log-normal, correlated over segments)", low=0, high=10)
    spark_correlation: float = knob(0.8, "how much of the whim lasts to the next segment", low=0, high=0.999)
    recency_weight: float = knob(1.0, "weight of the wait since the agent last spoke, in rounds", low=0, high=10)
    recency_limit: float = knob(2.0, "longest wait that counts", unit="rounds", low=0, high=20)
    emotion_weight: float = knob(1.0, "weight of frustration against engagement", low=0, high=10)
    hold_weight: float = knob(0.0, "added to the holder's desire when it has more to say", low=0, high=20)
    more_to_say_chance: float = knob(0.5, "chance that a holder has more to say at the end of a segment", low=0, high=1)
    topic_owner_share: float = knob(
        0.0, "share of the agents that own the present sub-topic; 0 turns topics off", low=0, high=1
    )
    topic_gain: float = knob(2.0, "factor on an owner's points, divisor on the others'", low=1, high=10)
    topic_mean_segments: float = knob(24.0, "mean length of a sub-topic", unit="segments", low=1, high=1000)
    salience_correlation: float = knob(
        0.94, "how much of an agent's interest in a topic lasts to the next segment", low=0, high=0.999
    )
    salience_log_sd: float = knob(
        0.0, "spread of an agent's interest in the present topic (log scale); 0 turns it off", low=0, high=2
    )


class Bids(Section):
    """How desire becomes a bid, and a bid an offer."""

    map: Literal["logistic", "softmax", "literal"] = knob(
        "logistic", "logistic: self-scaling; softmax: tau as a divisor; literal: the plan's tau as a factor"
    )
    largest: int = knob(8, "highest bid", unit="bid tokens", low=1, high=100)
    pooling: float = knob(0.5, "0 measures an agent against itself, 1 against all agents", low=0, high=1)
    softmax_tau: float = knob(0.3, "temperature of the softmax maps", low=0.01, high=10)
    price_level: float = knob(0.5, "offer per bid: fixes how many slots a full bank buys", low=0.01, high=1)


class Tokens(Section):
    """Where bid tokens come from."""

    supply: Literal["closed", "minted"] = knob(
        "closed", "closed: payments are shared among the others; minted: accrual creates tokens"
    )
    max_bank: int = knob(8, "most tokens that an agent can hold", unit="bid tokens", low=1, high=1000)
    fill: float = knob(0.6, "share of the bank that is filled at the start of a closed economy", low=0, high=0.8)
    start: int = knob(0, "tokens of each agent at the start of a minted economy", unit="bid tokens", low=0, high=1000)
    accrual: Literal["per_segment", "wall_clock"] = knob(
        "per_segment", "minted supply: when accrual happens; never both"
    )
    accrual_amount: float = knob(
        1.0,
        "minted supply: tokens for each agent at each accrual; fractions wait as credit",
        unit="bid tokens",
        low=0,
        high=10,
    )
    period_seconds: float = knob(
        30.0, "wall-clock accrual: time between accruals to an agent that is not speaking", unit="s", low=1, high=3600
    )


class AntiHoarding(Section):
    """What a minted economy does against hoards and poverty; without effect on a closed supply."""

    enabled: bool = knob(True, "turns decay, expiry, stipend and the diminishing discount on or off")
    decay: float = knob(0.1, "share of a bank above the threshold that is lost per minute", low=0, high=1)
    threshold: int = knob(
        6, "bank above which decay and diminishing discounts begin", unit="bid tokens", low=0, high=1000
    )
    wall_clock_decay: float = knob(0.02, "with wall-clock accrual: share of every bank lost per minute", low=0, high=1)
    reserve_tokens: int = knob(
        1, "tokens that expire when nothing was paid for a while", unit="bid tokens", low=0, high=100
    )
    reserve_expiry_segments: int = knob(
        6,
        "segments without a payment after which the reserve expires; 0 turns it off",
        unit="segments",
        low=0,
        high=1000,
    )
    stipend_segments: int = knob(
        6,
        "a silent agent without tokens gets one after so many segments; 0 turns it off",
        unit="segments",
        low=0,
        high=1000,
    )
    underspoke_rebate: float = knob(
        0.0, "share of its price that a winner below its target share of talk gets back", low=0, high=0.5
    )


class Pricing(Section):
    """What a hard interrupt costs beyond the highest offer of the others."""

    kicker_delta: float = knob(2.0, "added to the highest offer of the others", unit="bid tokens", low=0, high=20)
    kicker_fee: float = knob(1.0, "fee of a hard interrupt", unit="bid tokens", low=0, high=20)
    fee_per_recent_interrupt: float = knob(
        0.5, "fee added per hard interrupt inside the window (session heat)", unit="bid tokens", low=0, high=10
    )
    fee_per_reputation: float = knob(
        1.0, "fee added at reputation 1 of the interrupted speaker", unit="bid tokens", low=0, high=10
    )
    fee_per_confidence: float = knob(
        0.5, "fee added at confidence 1 (0.5 is neutral) of the interrupted speaker", unit="bid tokens", low=0, high=10
    )
    prebuffer_charge: float = knob(
        0.0, "charge for a kicker that was prepared and not used", unit="bid tokens", low=0, high=5
    )


class Fairness(Section):
    """How talk time steers prices."""

    target_share: float | None = knob(
        None, "an agent's due share of talk; unset: its part of the agents that bid", low=0.01, high=1
    )
    pacing_rate: float = knob(
        0.5, "eta: how fast an agent ahead of its share loses weight, per segment of lead", low=0, high=5
    )
    pacing_scales_with_agents: bool = knob(False, "multiply the rate by agents/4")
    pacing_floor: float = knob(0.05, "lowest pacing multiplier", low=0.001, high=1)
    pacing: Literal["lead", "ema", "none"] = knob(
        "lead", "lead: seconds heard minus seconds due; ema: the plan's clipped mean; none"
    )
    ema_alpha: float = knob(0.1, "weight of the newest segment in the plan's mean of talk share", low=0.001, high=1)
    bidding_window_segments: int = knob(
        24,
        "an agent that has not bid for so long has no due share until it bids again",
        unit="segments",
        low=1,
        high=1000,
    )
    tax_rate: float = knob(0.0, "optional tax on offers of agents above their share (plan section 6)", low=0, high=1)
    wait_guard_segments: float = knob(
        16.0,
        "an agent that waited so long gets the next slot; 0 turns the guard off",
        unit="segments",
        low=0,
        high=1000,
    )
    wait_guard_price: float = knob(
        1.0, "what a guarded slot costs, at most what the agent holds", unit="bid tokens", low=0, high=20
    )
    wait_guard_per_agent: float = knob(
        2.5, "or so many segments per agent, if that is longer", unit="segments", low=0, high=100
    )
