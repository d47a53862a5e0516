"""Knobs of how a session is run: timing, concurrency, budgets, simulated latencies (plan 5, 6.5, 9.1, 16)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from argentum.policy.knob import Section, knob, part


class TurnLengthLaw(Section):
    """Length of a turn plan: a mixture of two log-normals of seconds (floor-timing study, step 2)."""

    weight_short: float = knob(0.59, "share of the first component", low=0, high=1)
    mean_log_short: float = knob(1.31, "mean of ln(seconds), first component", low=-2, high=5)
    sd_log_short: float = knob(0.95, "spread of ln(seconds), first component", low=0, high=3)
    mean_log_long: float = knob(3.01, "mean of ln(seconds), second component", low=-2, high=5)
    sd_log_long: float = knob(0.72, "spread of ln(seconds), second component", low=0, high=3)
    session_sd: float = knob(0.30, "spread of a session's own pace", low=0, high=2)
    speaker_sd: float = knob(0.20, "spread of a speaker's own pace", low=0, high=2)
    shortest_s: float = knob(0.5, "shortest turn", unit="s", low=0.25, high=60)
    longest_s: float = knob(60.0, "longest turn", unit="s", low=1, high=240)


class Timing(Section):
    """Beats, transfer of the floor and length of turns."""

    transfer: Literal["seamless"] = knob("seamless", "how the floor passes from one speaker to the next: without a gap")
    beats: int = knob(2, "beats in a segment", low=1, high=3)
    late_beat_ms: int = knob(200, "a beat reported later than this is not used", unit="ms", low=0, high=5000)
    beat_guard_ms: int = knob(200, "what happens at a beat is decided so long before it", unit="ms", low=0, high=1000)
    turn_length: TurnLengthLaw = part(TurnLengthLaw, "unit turn: how long turns are")


class LeadTime(Section):
    """How far ahead audio is prepared; additive increase, multiplicative decrease."""

    baseline_ms: int = knob(1000, "lead at the start and at least", unit="ms", low=0, high=60000)
    max_ms: int = knob(10000, "longest lead", unit="ms", low=0, high=60000)
    add_increase_ms: int = knob(250, "added after a missed beat", unit="ms", low=0, high=10000)
    mult_decrease: float = knob(0.8, "factor after a window without trouble", low=0.1, high=1)
    miss_rate_threshold: float = knob(0.2, "share of missed beats above which the lead grows", low=0, high=1)
    window_segments: int = knob(20, "window of the miss rate", unit="segments", low=1, high=1000)
    top_k_prebuffer_max: int = knob(2, "most kickers prepared at once when beats are missed", low=0, high=4)
    discard_budget_s_per_min: float = knob(4.0, "most audio thrown away per minute", unit="s/min", low=0, high=60)


class TimeoutsMs(Section):
    """Where request time-outs start; they follow the measured P95 of the provider."""

    segment: int = knob(1200, "a segment", unit="ms", low=1, high=600000)
    interjection: int = knob(600, "an interjection", unit="ms", low=1, high=600000)
    kicker: int = knob(1200, "a kicker with its follow-on segment", unit="ms", low=1, high=600000)
    bid: int = knob(500, "a stated bid", unit="ms", low=1, high=600000)
    p95_factor: float = knob(2.5, "a time-out is at least so many times the measured P95", low=1, high=20)


class Prefetch(Section):
    """What is asked for before it is needed (plan 9.1); speculation is the first thing that the governor drops."""

    segments_top_k: int = knob(
        1,
        "segments written ahead while another is heard; 0 asks for a segment only when the one before it has ended",
        unit="segments",
        low=0,
        high=1,
    )
    interjections: bool = knob(True, "interjections are written before the beat at which they are due")
    bids: bool = knob(True, "stated bids are asked for while the segment is heard")


class Concurrency(Section):
    """Requests under way at once."""

    global_limit: int = knob(8, "all agents together", low=1, high=64)
    per_agent_limit: int = knob(1, "one agent", low=1, high=8)
    retries: int = knob(2, "further tries after a failed request for a segment", low=0, high=10)
    retry_backoff_ms: int = knob(400, "wait before the first further try; doubles", unit="ms", low=0, high=60000)
    gone_after_failures: int = knob(
        6, "failures in a row, all agents together, after which the provider counts as gone", low=1, high=100
    )
    timeouts_ms: TimeoutsMs = part(TimeoutsMs, "where time-outs start")
    prefetch: Prefetch = part(Prefetch, "what is asked for before it is needed")


TierName = Literal["baseline", "enhanced", "premium"]


def plan_tiers() -> dict[TierName, dict[str, bool | float]]:
    """Give the tiers as the plan's section 11 has them."""
    baseline: dict[str, bool | float] = {
        "concurrency.global_limit": 6,
        "lead_time.baseline_ms": 800,
        "interrupt.prebuffer_top": 1,
        "interjections.max_per_segment": 1,
        "tts.enhanced_expressivity": False,
    }
    enhanced = baseline | {
        "concurrency.global_limit": 8,
        "lead_time.baseline_ms": 1200,
        "tts.enhanced_expressivity": True,
    }
    premium = enhanced | {
        "concurrency.global_limit": 10,
        "lead_time.baseline_ms": 1500,
        "interrupt.prebuffer_top": 2,
        "interjections.max_per_segment": 2,
        "audio.spatial": True,
    }
    return {"baseline": baseline, "enhanced": enhanced, "premium": premium}


class Quality(Section):
    """The governor: how much realism the budget and the provider's health allow."""

    mode: Literal["auto", "baseline", "enhanced", "premium"] = knob("auto", "auto moves between the tiers")
    budget_per_min: float = knob(0.0, "money per minute; 0: no limit", unit="USD/min", low=0, high=1000)
    llm_calls_per_min: int = knob(60, "requests per minute of simulated or real time", unit="1/min", low=1, high=10000)
    tiers: dict[TierName, dict[str, bool | float]] = Field(
        default_factory=plan_tiers,
        description="what each tier allows, by dotted knob; a tier narrows the policy, it never widens it",
    )


class LogNormal(Section):
    """A log-normal latency."""

    median_ms: int = knob(800, "median", unit="ms", low=0, high=600000)
    log_sd: float = knob(0.25, "spread of ln(latency)", low=0, high=3)


class Simulation(Section):
    """What simulated providers, voices and playback take; nothing here touches a live session."""

    llm: LogNormal = part(LogNormal, "time until a text is written")
    first_audio: LogNormal = Field(
        default_factory=lambda: LogNormal(median_ms=200, log_sd=0.25), description="time until a clip can begin"
    )
    words_per_minute: float = knob(175.0, "speaking rate", unit="words/min", low=60, high=400)
    rate_log_sd: float = knob(0.08, "spread of the speaking rate between clips (log scale)", low=0, high=1)
    beat_jitter_ms: int = knob(0, "beats are reported early or late by up to this", unit="ms", low=0, high=5000)
    sentence_pause_ms: int = knob(250, "pause between two sentences of a clip", unit="ms", low=0, high=2000)


class Tts(Section):
    """The voice."""

    provider: Literal["sim"] = knob("sim", "who speaks")
    voice: str = knob("default", "voice, unless the agent has its own")
    latency_mode: Literal["low", "balanced", "high"] = knob(
        "low", "low: first audio as soon as possible; high: best quality; scales first audio by 1, 1.5, 2.5"
    )
    enhanced_expressivity: bool = knob(False, "map mood to rate, pitch and volume")
