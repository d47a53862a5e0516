"""What each figure of `summary.json` is called and means, in the order in which reports list them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from argentum.reports.clock_text import seconds_text


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _ratio(value: float) -> str:
    return f"{value:.2f}"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _ms(value: float) -> str:
    return f"{value:,.0f} ms"


def _dollars(value: float) -> str:
    return f"${value:,.4f}"


def _seconds(value: float) -> str:
    return f"{value:.2f} s"


class FigureText(NamedTuple):
    """A figure for readers."""

    label: str
    meaning: str
    show: Callable[[float], str]


FIGURES: dict[str, FigureText] = {
    "segments": FigureText("segments", "clips of speech that held the floor", _count),
    "micro_turns": FigureText("micro-turns", "rounds of the floor: one segment with its auction", _count),
    "turns": FigureText("turns", "runs of segments of one speaker", _count),
    "segments_per_turn": FigureText("segments per turn", "mean length of a turn", _ratio),
    "utterances": FigureText("utterances", "segments, interjections and kickers that were heard", _count),
    "duration_ms": FigureText("duration", "from the first heard onset to the last heard offset", seconds_text),
    "first_onset_ms": FigureText("first word", "when the session was first heard", _ms),
    "wall_s": FigureText("wall clock", "how long the run took", _seconds),
    "jain": FigureText("Jain's index", "(Σx)²/(n·Σx²) of talk time: 1 is equal, 1/n is one voice only", _ratio),
    "gini": FigureText("Gini", "inequality of talk time: 0 is equal", _ratio),
    "gini_2min_p50": FigureText("Gini, 2 min, median", "over whole windows of two minutes", _ratio),
    "gini_2min_p90": FigureText("Gini, 2 min, P90", "over whole windows of two minutes", _ratio),
    "gini_10min_p50": FigureText("Gini, 10 min, median", "over whole windows of ten minutes", _ratio),
    "gini_10min_p90": FigureText("Gini, 10 min, P90", "over whole windows of ten minutes", _ratio),
    "longest_wait_segments": FigureText("longest wait", "segments that an agent had to hear in a row", _count),
    "return_rate": FigureText("return rate", "share of turns taken by the speaker before last (A-B-A)", _ratio),
    "interrupts": FigureText("hard interrupts", "kickers that cut the speaker off and took the floor", _count),
    "hard_interrupts_per_min": FigureText("hard interrupts per minute", "of heard time", _ratio),
    "interrupts_soft": FigureText("soft interrupts", "wishes to cut in that waited for the end of the segment", _count),
    "interrupt_attempts": FigureText("failed attempts", "wishes to cut in that gave way to the speaker", _count),
    "interjections": FigureText("interjections", "remarks into another's segment", _count),
    "interjections_per_min": FigureText("interjections per minute", "of heard time", _ratio),
    "interjection_target_error_ms_p95": FigureText(
        "interjection error, P95", "between planned and heard onset of an interjection", _ms
    ),
    "interjections_on_target_share": FigureText(
        "interjections on target", "share heard within 250 ms of their target", _percent
    ),
    "dead_air_ms_p50": FigureText("dead air, median", "unplanned silence at a change of speakers", _ms),
    "dead_air_ms_p95": FigureText("dead air, P95", "95 % of the changes of speakers have less", _ms),
    "dead_air_ms_max": FigureText("dead air, longest", "longest unplanned silence between speakers", _ms),
    "silence_share": FigureText("silence", "share of the duration in which nobody is heard", _percent),
    "overlap_share": FigureText("overlap", "share of speech in which two or more are heard", _percent),
    "beat_drift_ms_p95": FigureText("beat drift, P95", "actual minus planned time of a beat, without sign", _ms),
    "beat_miss_rate": FigureText("missed beats", "share of due beats that came too late to be used", _percent),
    "auctions": FigureText("auctions", "decisions about the next speaker by offers", _count),
    "bids_won": FigureText("bids won", "bids of at least 1 that got the floor", _count),
    "bids_lost": FigureText("bids lost", "bids of at least 1 that did not", _count),
    "tokens_spent": FigureText("tokens spent", "bid tokens paid by agents", _count),
    "tokens_earned": FigureText("tokens earned", "bid tokens received, the endowment left out", _count),
    "tie_rate": FigureText(
        "ties of offers",
        "share of auctions whose two highest offers, what evidence and reputation add to them included, are equal",
        _percent,
    ),
    "raw_bid_tie_rate": FigureText("ties of bids", "share of auctions whose two highest bids are equal", _percent),
    "bid_desire_rank_correlation": FigureText(
        "bids follow desire", "Spearman's rank correlation of bid and desire, all agents pooled", _ratio
    ),
    "winner_desire_advantage": FigureText(
        "winner's advantage", "P(the winner wants it more than a loser); 0.5 is chance", _ratio
    ),
    "bank_share_near_cap": FigureText("banks near the cap", "share of agent-time at the cap or one below it", _percent),
    "bank_share_at_zero": FigureText("banks at zero", "share of agent-time without a token", _percent),
    "on_topic_ratio": FigureText(
        "on topic",
        "share of rated segments with a rating of at least 0.5; of built-in agents: that name the topic or quote",
        _percent,
    ),
    "passages_usable": FigureText("passages usable", "sentences of the documents that can be quoted alone", _count),
    "passages_quoted": FigureText("passages quoted", "of these, how many were heard", _count),
    "llm_calls": FigureText(
        "requests to writers", "texts that the built-in agents were asked for, discarded ones included", _count
    ),
    "llm_calls_per_utterance": FigureText(
        "requests per utterance", "requests to writers for each utterance, discarded ones counted", _ratio
    ),
    "llm_calls_discarded": FigureText("requests discarded", "answers that came too late or were not used", _count),
    "llm_tokens_in": FigureText(
        "text tokens read", "simulated: about what a language model would have been given; none was asked", _count
    ),
    "llm_tokens_out": FigureText(
        "text tokens written", "simulated: about what a language model would have written; none was asked", _count
    ),
    "cost_usd": FigureText("cost", "price of all requests; built-in agents cost nothing", _dollars),
    "audio_discarded_ms": FigureText("audio discarded", "speech that was prepared and never heard", seconds_text),
    "segments_discarded": FigureText("segments discarded", "segments that were written and never heard", _count),
    "reserves_used": FigureText("reserve sentences", "times that a reserve sentence bridged a wait", _count),
    "fallbacks_used": FigureText("fallback speakers", "times that the planned speaker was not ready", _count),
    "failures": FigureText("failed requests", "requests that timed out, were refused or could not be read", _count),
}
"""The scalar figures; `balances`, `talk_ms`, `talk_share` and what each gave and took are shown per agent."""


def figure_text(summary: Mapping[str, object], key: str, *, missing: str = "–") -> str:
    """Give a figure with its unit; what is undefined shows as `missing`."""
    value = summary.get(key)
    return FIGURES[key].show(value) if isinstance(value, (int, float)) else missing
