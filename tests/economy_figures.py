"""The figures of the economy study's section 5, from what a loop recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from statistics import fmean

from argentum.transcript.stand import Stand
from tests.economy_loop import EconomyRun

SAME = 1e-9
TWO_MINUTES_MS = 120_000
TEN_MINUTES_MS = 600_000


def ranks(values: Sequence[float]) -> list[float]:
    """Rank from 1, equal values sharing their mean rank."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    ranked = [0.0] * len(values)
    start = 0
    for _, group in groupby(order, key=lambda place: values[place]):
        members = list(group)
        for place in members:
            ranked[place] = start + (len(members) + 1) / 2
        start += len(members)
    return ranked


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Rank correlation, ties counted by their mean rank."""
    one, two = ranks(first), ranks(second)
    mean = (len(one) + 1) / 2
    product = sum((a - mean) * (b - mean) for a, b in zip(one, two, strict=True))
    spread_one = sum((a - mean) ** 2 for a in one)
    spread_two = sum((b - mean) ** 2 for b in two)
    return float(product / (spread_one * spread_two) ** 0.5) if spread_one and spread_two else 0.0


def gini(values: Sequence[float]) -> float:
    """Mean absolute difference over twice the mean; 0 is equal."""
    total = sum(values)
    differences = sum(abs(a - b) for a in values for b in values)
    return differences / (2 * len(values) * total) if total else 0.0


def jain(values: Sequence[float]) -> float:
    """Jain's index; 1 is equal."""
    return sum(values) ** 2 / (len(values) * sum(value * value for value in values))


def desire_bid_correlation(run: EconomyRun) -> float:
    """Pool desires and bids of all agents and auctions."""
    return spearman(*_pooled(run, lambda stand: stand.bid))


def desire_offer_correlation(run: EconomyRun) -> float:
    """Pool desires and offers likewise."""
    return spearman(*_pooled(run, lambda stand: stand.offer))


def tie_rate(run: EconomyRun, *, raw_bids: bool = False) -> float:
    """Share of auctions in which the two highest offers (or bids) of those who did not speak are equal."""
    tied = []
    for number, stands in enumerate(run.stands()):
        holder = run.speakers[number - 1] if number else -1
        values = sorted(
            (stand.bid if raw_bids else stand.offer for place, stand in enumerate(stands) if place != holder),
            reverse=True,
        )
        if len(values) > 1:
            tied.append(values[0] - values[1] < SAME)
    return fmean(tied)


def winner_desire_advantage(run: EconomyRun) -> float:
    """Give the probability that a winner wanted the floor more than a loser."""
    wins = []
    for decision in run.decisions:
        desire = next(stand.desire for stand in decision.stands if stand.agent_id == decision.winner)
        wins += [desire > stand.desire for stand in decision.stands if stand.agent_id != decision.winner]
    return fmean(wins)


def bank_share(run: EconomyRun, *, low: int, high: int) -> float:
    """Share of agent-time with a bank in [low, high]."""
    return fmean(low <= bank <= high for banks in run.banks for bank in banks)


def frustrated_share(run: EconomyRun, *, above: float = 0.9) -> float:
    """Share of agent-time with frustration above a level."""
    return fmean(value > above for values in run.frustration for value in values)


def longest_wait(run: EconomyRun) -> int:
    """Most segments in a row without one of an agent's own."""
    longest = 0
    for place in range(run.agents):
        waited = 0
        for speaker in run.speakers:
            waited = 0 if speaker == place else waited + 1
            longest = max(longest, waited)
    return longest


def return_rate(run: EconomyRun) -> float:
    """Share of turns in which the floor goes back to the speaker before the last."""
    turns = [speaker for speaker, _ in groupby(run.speakers)]
    return fmean(later == earlier for earlier, later in zip(turns, turns[2:], strict=False))


def segments_per_turn(run: EconomyRun) -> float:
    """Mean number of segments in a row."""
    return len(run.speakers) / sum(1 for _ in groupby(run.speakers))


def window_ginis(run: EconomyRun, window_ms: int) -> list[float]:
    """Gini of talk in windows that follow each other by a quarter of their length."""
    starts = range(0, run.end_ms - window_ms + 1, window_ms // 4)
    return [gini(run.talk_ms(start, start + window_ms)) for start in starts]


def furthest_share(shares: Iterable[float], target: float) -> float:
    """Give the distance of the share that is furthest from its target."""
    return max(abs(share - target) for share in shares)


def _pooled(run: EconomyRun, figure: Callable[[Stand], float]) -> tuple[list[float], list[float]]:
    stands = [stand for table in run.stands() for stand in table]
    return [stand.desire for stand in stands], [figure(stand) for stand in stands]
