"""Knobs of the floor: segments, beats, auction unit, interrupts, interjections (plan sections 5 to 7)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from argentum.policy.knob import Section, knob


class SegmentSeconds(Section):
    """Length of one segment of speech."""

    min: float = knob(3.0, "shortest", unit="s", low=0.5, high=60)
    target: float = knob(5.0, "usual", unit="s", low=0.5, high=60)
    max: float = knob(8.0, "longest", unit="s", low=0.5, high=60)
    adaptive: bool = knob(True, "shorten when many want the floor, lengthen when nobody does or the writer is slow")


class Auction(Section):
    """What is sold and when."""

    unit: Literal["segment", "turn"] = knob(
        "segment", "segment: an auction at every segment; turn: the winner buys a plan of several clips"
    )
    bidding: Literal["heuristic", "llm"] = knob(
        "heuristic", "who states the bid; llm falls back to heuristic when late or malformed"
    )
    opens_after_ms: int = knob(
        100, "from the start of a segment to the opening of its auction", unit="ms", low=0, high=5000
    )
    result_lead_ms: int = knob(2250, "the result is due so long before the segment's end", unit="ms", low=0, high=10000)
    max_contiguous_segments: int = knob(2, "most segments in a row of one agent", unit="segments", low=1, high=50)
    holder_price: Literal["full", "at_most_one"] = knob("full", "what a holder pays to go on")
    takeover_margin: float = knob(
        0.5,
        "unit turn: by how much a rival's offer must exceed the holder's at a join",
        unit="bid tokens",
        low=0,
        high=20,
    )
    when_all_pass: Literal["continue", "least_recent", "round_robin"] = knob(
        "continue", "who speaks when nobody bids and the holder may not go on"
    )
    shortened_ratio: float = knob(0.7, "length of a segment that continues because everybody passed", low=0.2, high=1)


class Interrupt(Section):
    """Hard interrupts: cutting the speaker off."""

    mode: Literal["cutoff", "beat_only", "yield", "off"] = knob(
        "cutoff", "cutoff: at a word boundary after beat 1; beat_only: at a beat; yield: both talk until one gives way"
    )
    wish_desire: float = knob(6.0, "desire at which an agent wants to cut in", low=0, high=100)
    crossfade_ms: int = knob(200, "fade from the cut speaker to the kicker", unit="ms", low=0, high=2000)
    commit_guard_ms: Annotated[int, Field(ge=0, le=5000)] | Literal["dynamic"] = knob(
        "dynamic", "kicker audio must be ready so long before the cut; dynamic: P95 of first audio + 60 ms", unit="ms"
    )
    prebuffer_top: int = knob(1, "kickers prepared at once", low=0, high=4)
    kicker_words_min: int = knob(8, "shortest kicker", unit="words", low=1, high=40)
    kicker_words_max: int = knob(12, "longest kicker", unit="words", low=1, high=40)
    window_segments: int = knob(5, "sliding window of the budget", unit="segments", low=1, high=1000)
    max_per_window: int = knob(2, "hard interrupts inside the window, all agents together", low=0, high=100)
    floor_after: Literal["keep", "auction"] = knob(
        "keep", "keep: the interrupter goes on with its follow-on segment; auction: the floor is sold again"
    )
    soft_remaining_ms: int = knob(
        1200, "with less of the segment left, an interrupt is soft: it waits for the end", unit="ms", low=0, high=10000
    )
    yield_depth_median_ms: int = knob(850, "yield: median time that both talk", unit="ms", low=50, high=5000)
    yield_depth_log_sd: float = knob(0.45, "yield: spread of that time (log scale)", low=0, high=2)
    yield_depth_max_ms: int = knob(3000, "yield: longest time that both talk", unit="ms", low=100, high=10000)
    failed_attempts: bool = knob(
        True, "yield: an agent that cannot pay for the floor may try and give way, at an interjection's price"
    )


class Interjections(Section):
    """Short remarks into another's segment."""

    max_per_segment: int = knob(1, "most interjections in one segment", low=0, high=4)
    wanted_chance: float = knob(
        0.25, "chance per segment that somebody wants to interject, before importance is weighed", low=0, high=1
    )
    cost: int = knob(1, "price of a challenge or a clarifying question", unit="bid tokens", low=0, high=20)
    support_cost: int = knob(1, "price of support", unit="bid tokens", low=0, high=20)
    cooldown_segments: int = knob(
        2, "segments between two interjections of one agent", unit="segments", low=0, high=100
    )
    min_importance: float = knob(0.3, "importance below which an interjection is not made", low=0, high=1)
    acknowledge_importance: float = knob(0.6, "importance from which the speaker acknowledges it", low=0, high=1)
    words_max: int = knob(12, "longest interjection", unit="words", low=1, high=40)
    duck_db: float = knob(-12.0, "level of the speaker under an interjection", unit="dB", low=-60, high=0)
    dual_path: bool = knob(True, "beat_only: the speaker writes a second half with and one without acknowledgement")


class Cooldowns(Section):
    """Rests between interrupts."""

    interrupt_microturns: int = knob(
        2, "micro-turns that an agent must let pass after a hard interrupt", unit="micro-turns", low=0, high=100
    )
