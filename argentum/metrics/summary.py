"""All figures of a session under flat names with their units."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.evenness import gini, jain, windowed_gini
from argentum.metrics.auctions import (
    auction_records,
    bid_desire_rank_correlation,
    bids_lost,
    bids_won,
    raw_bid_tie_rate,
    tie_rate,
    winner_desire_advantage,
)
from argentum.metrics.banks import bank_share_at_zero, bank_share_near_cap
from argentum.metrics.beats import beat_drifts_ms, beat_miss_rate
from argentum.metrics.dead_air import dead_air_ms
from argentum.metrics.floor_intervals import FloorStates, HeardClip, floor_states, heard_clips, intervals_by_agent
from argentum.metrics.inputs import inputs
from argentum.metrics.interrupts import hard_interrupts, interjections, styles, target_errors_ms
from argentum.metrics.llm_cost import llm_calls_per_utterance, utterances
from argentum.metrics.on_topic import on_topic_ratio
from argentum.metrics.postings import all_postings, balances, tokens_earned, tokens_spent
from argentum.metrics.quotations import passages_quoted
from argentum.metrics.reciprocity import give_and_take
from argentum.metrics.session_facts import SessionFacts
from argentum.metrics.talk_share import talk_ms, talk_share
from argentum.metrics.turn_taking import longest_wait_segments, return_rate, turn_speakers
from argentum.smoothing import quantile
from argentum.transcript.message import Message

MINUTE_MS = 60_000
ON_TARGET_MS = 250


def summarise(messages: Sequence[Message], facts: SessionFacts) -> dict[str, object]:
    """Compute every figure of `summary.json`; what is undefined is `None`, and each figure is defined in its module.

    What was run comes first (`metrics.inputs`). `duration_ms` runs from the first heard onset to the last heard offset.
    All figures are scalars but `balances`, `talk_ms`, `talk_share` and the three of ayni, which go by agent id. What
    was given and taken is counted in milliseconds of attention; the balance of an agent is their ratio, `None` when it
    took nothing.
    """
    clips = heard_clips(messages)
    intervals = intervals_by_agent(clips, facts.agent_ids)
    talk = talk_ms(intervals)
    states = floor_states(intervals)
    amounts = list(talk.values())
    return {
        **inputs(facts),
        **_extent(clips, states, facts),
        **_rates(messages, states),
        **_economy(messages, facts),
        "talk_ms": talk,
        "talk_share": talk_share(talk),
        **_ayni(messages, facts),
        "jain": jain(amounts),
        "gini": gini(amounts),
        **_windows(windowed_gini(intervals, window_ms=2 * MINUTE_MS), "gini_2min"),
        **_windows(windowed_gini(intervals, window_ms=10 * MINUTE_MS), "gini_10min"),
        **_floor(clips, states, facts),
        "beat_drift_ms_p95": _quantile(beat_drifts_ms(messages), 0.95),
        "beat_miss_rate": beat_miss_rate(messages, facts),
        **_cost(messages, facts),
        "on_topic_ratio": on_topic_ratio(messages),
        "passages_usable": facts.passages_usable,
        "passages_quoted": None if facts.passages_usable is None else passages_quoted(messages),
    }


def _extent(clips: Sequence[HeardClip], states: FloorStates, facts: SessionFacts) -> dict[str, object]:
    segments = sum(1 for clip in clips if clip.kind == "segment")
    return {
        "segments": segments,
        "micro_turns": segments if facts.micro_turns is None else facts.micro_turns,
        "duration_ms": states.span_ms,
        "first_onset_ms": clips[0].start_ms if clips else None,
        "wall_s": facts.wall_s,
    }


def _rates(messages: Sequence[Message], states: FloorStates) -> dict[str, object]:
    cuts, remarks = len(hard_interrupts(messages)), len(interjections(messages))
    errors = target_errors_ms(messages)
    minutes = states.span_ms / MINUTE_MS
    return {
        "interrupts": cuts,
        "interrupts_soft": styles(messages, "soft"),
        "interrupt_attempts": styles(messages, "attempt"),
        "interjections": remarks,
        "hard_interrupts_per_min": cuts / minutes if minutes else None,
        "interjections_per_min": remarks / minutes if minutes else None,
        "interjection_target_error_ms_p95": _quantile(errors, 0.95),
        "interjections_on_target_share": (
            sum(1 for error_ms in errors if error_ms <= ON_TARGET_MS) / len(errors) if errors else None
        ),
    }


def _economy(messages: Sequence[Message], facts: SessionFacts) -> dict[str, object]:
    auctions = auction_records(messages)
    postings = all_postings(messages)
    return {
        "auctions": len(auctions),
        "bids_won": sum(bids_won(auctions).values()),
        "bids_lost": sum(bids_lost(auctions).values()),
        "tokens_spent": sum(tokens_spent(postings, facts.agent_ids).values()),
        "tokens_earned": sum(tokens_earned(postings, facts.agent_ids).values()),
        "balances": balances(postings, facts.agent_ids),
        "tie_rate": tie_rate(auctions),
        "raw_bid_tie_rate": raw_bid_tie_rate(auctions),
        "bid_desire_rank_correlation": bid_desire_rank_correlation(auctions),
        "winner_desire_advantage": winner_desire_advantage(auctions),
        "bank_share_near_cap": (
            None if facts.max_bank is None else bank_share_near_cap(auctions, max_bank=facts.max_bank)
        ),
        "bank_share_at_zero": None if facts.max_bank is None else bank_share_at_zero(auctions),
    }


def _ayni(messages: Sequence[Message], facts: SessionFacts) -> dict[str, object]:
    sums = give_and_take(messages, facts.agent_ids)
    return {
        "ayni_given_ms": {agent: own.given_ms for agent, own in sums.items()},
        "ayni_taken_ms": {agent: own.taken_ms for agent, own in sums.items()},
        "ayni_balance": {agent: own.balance for agent, own in sums.items()},
    }


def _windows(values: list[float], name: str) -> dict[str, object]:
    return {f"{name}_p50": _quantile(values, 0.5), f"{name}_p90": _quantile(values, 0.9)}


def _floor(clips: Sequence[HeardClip], states: FloorStates, facts: SessionFacts) -> dict[str, object]:
    silences = dead_air_ms(clips)
    speakers = turn_speakers(clips)
    segments = sum(1 for clip in clips if clip.kind == "segment")
    return {
        "dead_air_ms_p50": _quantile(silences, 0.5),
        "dead_air_ms_p95": _quantile(silences, 0.95),
        "dead_air_ms_max": max(silences, default=None),
        "silence_share": states.silence_ms / states.span_ms if states.span_ms else None,
        "overlap_share": states.overlap_ms / states.speech_ms if states.speech_ms else None,
        "turns": len(speakers),
        "segments_per_turn": segments / len(speakers) if speakers else None,
        "return_rate": return_rate(speakers),
        "longest_wait_segments": longest_wait_segments(clips, facts.agent_ids),
    }


def _cost(messages: Sequence[Message], facts: SessionFacts) -> dict[str, object]:
    return {
        "utterances": utterances(messages),
        "llm_calls": facts.llm_calls,
        "llm_calls_per_utterance": llm_calls_per_utterance(messages, facts),
        "llm_calls_discarded": facts.llm_calls_discarded,
        "llm_tokens_in": facts.llm_tokens_in,
        "llm_tokens_out": facts.llm_tokens_out,
        "cost_usd": facts.cost_usd,
        "audio_discarded_ms": facts.audio_discarded_ms,
        "segments_discarded": facts.segments_discarded,
        "reserves_used": facts.reserves_used,
        "fallbacks_used": facts.fallbacks_used,
        "failures": facts.failures,
    }


def _quantile(values: Sequence[float], q: float) -> float | None:
    return quantile(list(values), q) if values else None
