"""The figures by which the economy study judges a session (goals a to h of its section 5)."""

from __future__ import annotations

from statistics import fmean

from msgspec import Struct

from argentum.evenness import jain, windowed_gini
from argentum.metrics.auctions import (
    auction_records,
    bid_desire_rank_correlation,
    raw_bid_tie_rate,
    tie_rate,
    winner_desire_advantage,
)
from argentum.metrics.banks import bank_share_at_zero, bank_share_near_cap
from argentum.metrics.floor_intervals import HeardClip, floor_states, heard_clips, intervals_by_agent
from argentum.metrics.interrupts import hard_interrupts, interjections
from argentum.metrics.rank_correlation import spearman
from argentum.metrics.talk_share import talk_ms
from argentum.metrics.turn_taking import longest_wait_segments, return_rate, turn_speakers
from scripts.real_sessions import DEVIATOR, RealSession, SessionSpec, run_session

MINUTE_MS = 60_000
BAND = 0.10
"""A share so close to its target is in band."""
HORIZON_SEGMENTS = 24
"""Two minutes at five seconds a segment."""
HUMAN_GINI_2MIN = (0.19, 0.72)
FAIR_GINI_10MIN = 0.15
FRUSTRATED = 0.9


class EconomyFigures(Struct, frozen=True, kw_only=True):
    """One session's figures; lists hold one value a window."""

    bid_desire: float
    offer_desire: float
    winner_advantage: float
    tie_rate: float
    raw_tie_rate: float
    longest_wait: int
    off_target_first: float
    """Distance from its target of the share that is furthest from it, after the first 24 segments."""
    off_target_two_minutes: float
    """Likewise after two minutes."""
    off_target_later: list[float]
    """Likewise in each further stretch of 24 segments."""
    in_band_from: int
    """Segments after which all shares stay within ten points of their targets."""
    return_rate: float
    segments_per_turn: float
    gini_2min: list[float]
    gini_10min: list[float]
    jain: float
    interrupts_per_min: float
    wishes_per_min: float
    interrupt_price: float | None
    """Mean price of a hard interrupt, in mean prices of a segment."""
    interjections_per_min: float
    at_cap: float
    near_cap: float
    at_zero: float
    frustrated: float
    """Share of agent-time with frustration above 0.9."""
    deviator_share: float
    """Share of talk of the agent in the deviator's place, whether it deviates or not."""


def figures_of(spec: SessionSpec) -> EconomyFigures:
    """Run a session and measure it; what a worker process does."""
    return measure(run_session(spec))


def measure(session: RealSession) -> EconomyFigures:
    """Measure a session of at least 24 segments with two agents or more."""
    messages, facts = session.messages, session.facts
    ids = facts.agent_ids
    auctions = auction_records(messages)
    clips = heard_clips(messages)
    intervals = intervals_by_agent(clips, ids)
    talk = talk_ms(intervals)
    minutes = floor_states(intervals).span_ms / MINUTE_MS
    speakers = turn_speakers(clips)
    stands = [stand for auction in auctions for stand in auction.stands]
    balances = [balance for auction in auctions for balance in auction.balances.values()]
    max_bank = facts.max_bank or 0
    course = _shares_by_segment(clips, ids)
    wishes = sum(1 for auction in auctions if any(stand.wants_interrupt for stand in auction.stands))
    return EconomyFigures(
        bid_desire=bid_desire_rank_correlation(auctions) or 0.0,
        offer_desire=spearman([stand.desire for stand in stands], [stand.offer for stand in stands]) or 0.0,
        winner_advantage=winner_desire_advantage(auctions) or 0.0,
        tie_rate=tie_rate(auctions) or 0.0,
        raw_tie_rate=raw_bid_tie_rate(auctions) or 0.0,
        longest_wait=longest_wait_segments(clips, ids),
        off_target_first=_off_target(_talk_between(course, 0, HORIZON_SEGMENTS)),
        off_target_two_minutes=_off_target(_talk_until(clips, ids, until_ms=clips[0].start_ms + 2 * MINUTE_MS)),
        off_target_later=[
            _off_target(_talk_between(course, start, start + HORIZON_SEGMENTS))
            for start in range(HORIZON_SEGMENTS, len(course) - HORIZON_SEGMENTS, HORIZON_SEGMENTS // 4)
        ],
        in_band_from=max((place for place, heard in enumerate(course, 1) if _off_target(heard) > BAND), default=0) + 1,
        return_rate=return_rate(speakers) or 0.0,
        segments_per_turn=sum(1 for clip in clips if clip.kind == "segment") / len(speakers),
        gini_2min=windowed_gini(intervals, window_ms=2 * MINUTE_MS),
        gini_10min=windowed_gini(intervals, window_ms=10 * MINUTE_MS),
        jain=jain(list(talk.values())) or 0.0,
        interrupts_per_min=len(hard_interrupts(messages)) / minutes,
        wishes_per_min=wishes / minutes,
        interrupt_price=_interrupt_price(session),
        interjections_per_min=len(interjections(messages)) / minutes,
        at_cap=sum(1 for balance in balances if balance >= max_bank) / len(balances),
        near_cap=bank_share_near_cap(auctions, max_bank=max_bank) or 0.0,
        at_zero=bank_share_at_zero(auctions) or 0.0,
        frustrated=fmean(value > FRUSTRATED for value in session.frustrations),
        deviator_share=talk[ids[DEVIATOR]] / sum(talk.values()),
    )


def _shares_by_segment(clips: list[HeardClip], ids: tuple[str, ...]) -> list[list[int]]:
    """Give everybody's talk so far after each segment, in the order of the table."""
    place_of = {agent: place for place, agent in enumerate(ids)}
    talk = [0] * len(ids)
    course: list[list[int]] = []
    for clip in clips:
        talk[place_of[clip.agent_id]] += clip.end_ms - clip.start_ms
        if clip.kind == "segment":
            course.append(list(talk))
    return course


def _talk_between(course: list[list[int]], start: int, end: int) -> list[int]:
    before = course[start - 1] if start else [0] * len(course[0])
    after = course[min(end, len(course)) - 1]
    return [later - earlier for later, earlier in zip(after, before, strict=True)]


def _talk_until(clips: list[HeardClip], ids: tuple[str, ...], *, until_ms: int) -> list[int]:
    talk = dict.fromkeys(ids, 0)
    for clip in clips:
        talk[clip.agent_id] += max(0, min(clip.end_ms, until_ms) - clip.start_ms)
    return list(talk.values())


def _off_target(talk: list[int]) -> float:
    total = sum(talk)
    return max(abs(own / total - 1 / len(talk)) for own in talk)


def _interrupt_price(session: RealSession) -> float | None:
    costs = {"segment": [0.0], "hard_interrupt": [0.0]}
    for message in session.messages:
        paid = message.metadata.costs
        if message.metadata.event in costs and paid is not None and paid.price:
            costs[message.metadata.event].append(paid.price)
    slots, cuts = costs["segment"][1:], costs["hard_interrupt"][1:]
    return fmean(cuts) / fmean(slots) if slots and cuts else None
