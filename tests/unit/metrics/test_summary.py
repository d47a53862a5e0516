"""All figures of a session."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from argentum.metrics.inputs import inputs
from argentum.metrics.summary import summarise
from tests.sample_session import FACTS, sample_messages

PROMISED = (
    "segments",
    "duration_ms",
    "micro_turns",
    "wall_s",
    "bids_won",
    "bids_lost",
    "interrupts",
    "interjections",
    "tokens_spent",
    "tokens_earned",
    "jain",
    "gini",
    "balances",
    "talk_ms",
    "talk_share",
    "dead_air_ms_p50",
    "dead_air_ms_p95",
    "dead_air_ms_max",
    "silence_share",
    "overlap_share",
    "beat_drift_ms_p95",
    "beat_miss_rate",
    "llm_calls",
    "llm_calls_per_utterance",
    "llm_calls_discarded",
    "llm_tokens_in",
    "llm_tokens_out",
    "cost_usd",
    "audio_discarded_ms",
    "tie_rate",
    "raw_bid_tie_rate",
    "bid_desire_rank_correlation",
    "winner_desire_advantage",
    "bank_share_near_cap",
    "bank_share_at_zero",
    "longest_wait_segments",
    "on_topic_ratio",
)
BY_AGENT = ("balances", "talk_ms", "talk_share", "ayni_given_ms", "ayni_taken_ms", "ayni_balance")


def test_every_promised_key_is_there() -> None:
    summary = summarise(sample_messages(), FACTS)

    assert [key for key in PROMISED if key not in summary] == []


def test_all_figures_are_scalars_but_those_by_agent() -> None:
    summary = {key: value for key, value in summarise(sample_messages(), FACTS).items() if key not in inputs(FACTS)}

    objects = sorted(key for key, value in summary.items() if isinstance(value, dict))
    assert objects == sorted(BY_AGENT)
    scalars = [value for key, value in summary.items() if key not in BY_AGENT]
    assert all(value is None or type(value) in {int, float} for value in scalars)


def test_the_figures_of_the_sample_are_those_on_paper() -> None:
    summary = summarise(sample_messages(), FACTS)

    assert summary["segments"] == 6
    assert summary["duration_ms"] == 30_000
    assert summary["talk_ms"] == {"ada": 9900, "ben": 9000, "chloe": 8100, "dmitri": 4700}
    assert summary["balances"] == {"ada": 7, "ben": 4, "chloe": 4, "dmitri": 5}
    assert summary["silence_share"] == pytest.approx(300 / 30_000)
    assert summary["overlap_share"] == pytest.approx((900 + 200 + 700 + 200) / 29_700)
    assert summary["dead_air_ms_max"] == 100
    assert summary["hard_interrupts_per_min"] == 2.0
    assert summary["longest_wait_segments"] == 3


def test_a_session_in_which_nothing_was_said_has_counts_of_zero_and_nothing_undefined_as_a_number() -> None:
    summary = summarise([], replace(FACTS, llm_calls=0, beats=None))

    assert (summary["segments"], summary["interrupts"], summary["duration_ms"]) == (0, 0, 0)
    assert summary["talk_share"] == dict.fromkeys(FACTS.agent_ids)
    undefined = ("jain", "gini", "dead_air_ms_p50", "silence_share", "tie_rate", "beat_miss_rate", "return_rate")
    assert [summary[key] for key in undefined] == [None] * len(undefined)


def test_a_session_without_agents_can_be_summarised() -> None:
    summary = summarise([], replace(FACTS, agents=()))

    assert summary["talk_ms"] == {}


def test_one_agent_alone_is_perfectly_fair() -> None:
    alone = [message for message in sample_messages() if message.metadata.agent_id == "ada"]

    summary = summarise(alone, replace(FACTS, agents=FACTS.agents[:1]))

    assert summary["jain"] == 1.0
    assert summary["gini"] == 0.0
    assert summary["longest_wait_segments"] == 0
    assert summary["talk_share"] == {"ada": 1.0}


def test_the_summary_is_json_without_nan() -> None:
    text = json.dumps(summarise([], FACTS), allow_nan=False)

    assert json.loads(text)["jain"] is None
