"""The economy is alive: what the study asks of the shipped presets, on a handful of seeds (economy study 9)."""

from __future__ import annotations

from functools import cache
from statistics import fmean

import pytest

from argentum.coordination.situation import ReportedBid
from argentum.policy import Policy
from tests.economy_figures import (
    TEN_MINUTES_MS,
    TWO_MINUTES_MS,
    bank_share,
    desire_bid_correlation,
    frustrated_share,
    furthest_share,
    jain,
    longest_wait,
    return_rate,
    tie_rate,
    window_ginis,
    winner_desire_advantage,
)
from tests.economy_loop import BidRule, EconomyLoop, EconomyRun, policy_named, seated

PRESETS = ("debate_snappy", "panel_civil", "roundtable")
TABLES = (3, 4, 6, 10)
SEEDS = range(5)
PAIRED_SEEDS = range(8)
HALF_AN_HOUR = 360
DEVIATOR = 1
LARGEST_GAIN = {"debate_snappy": 0.05, "panel_civil": 0.05, "roundtable": 0.08}

every_preset = pytest.mark.parametrize("preset", PRESETS)
every_table = pytest.mark.parametrize("agents", TABLES)


@cache
def _policy(preset: str) -> Policy:
    return policy_named(preset)


@cache
def _run(preset: str, agents: int, seed: int, rule: BidRule = "honest") -> EconomyRun:
    seats = seated(preset, agents, deviator=DEVIATOR, rule=rule)
    return EconomyLoop(_policy(preset), seats, seed=seed).run(HALF_AN_HOUR)


def _runs(preset: str, agents: int) -> list[EconomyRun]:
    return [_run(preset, agents, seed) for seed in SEEDS]


@every_preset
@every_table
def test_bids_rank_as_desires_do(preset: str, agents: int) -> None:
    assert fmean(desire_bid_correlation(run) for run in _runs(preset, agents)) >= 0.8


@every_preset
@every_table
def test_the_winner_wanted_the_floor_more_than_a_loser_did(preset: str, agents: int) -> None:
    assert fmean(winner_desire_advantage(run) for run in _runs(preset, agents)) >= 0.65


@every_preset
@every_table
def test_offers_rarely_tie(preset: str, agents: int) -> None:
    assert fmean(tie_rate(run) for run in _runs(preset, agents)) < 0.1


@every_preset
@every_table
def test_banks_are_neither_full_nor_empty(preset: str, agents: int) -> None:
    cap = _policy(preset).tokens.max_bank
    runs = _runs(preset, agents)

    assert fmean(bank_share(run, low=cap - 1, high=cap) for run in runs) <= 0.35
    assert fmean(bank_share(run, low=0, high=0) for run in runs) <= 0.12


@every_preset
@every_table
def test_nobody_waits_for_more_than_thirty_segments(preset: str, agents: int) -> None:
    assert max(longest_wait(run) for run in _runs(preset, agents)) <= 30


@every_preset
@every_table
def test_frustration_stays_a_variable(preset: str, agents: int) -> None:
    assert fmean(frustrated_share(run) for run in _runs(preset, agents)) <= 0.07


@every_preset
@every_table
def test_half_an_hour_is_fair(preset: str, agents: int) -> None:
    assert min(jain(run.talk_ms()) for run in _runs(preset, agents)) >= 0.97


@every_table
def test_in_a_snappy_debate_temperament_is_within_ten_points_after_two_minutes(agents: int) -> None:
    distances = [furthest_share(run.shares(0, TWO_MINUTES_MS), 1 / agents) for run in _runs("debate_snappy", agents)]

    assert max(distances) <= 0.1


def test_in_a_snappy_debate_even_fixed_bids_of_two_to_eight_end_near_equal_shares() -> None:
    stated = {
        f"a{place}": ReportedBid(action="speak", bid=bid, hard_interrupt=False)
        for place, bid in enumerate((2, 4, 4, 8))
    }

    for seed in SEEDS:
        run = EconomyLoop(_policy("debate_snappy"), seated("debate_snappy", 4), seed=seed, stated=stated).run(24)
        assert furthest_share(run.shares(), 0.25) <= 0.1


@every_preset
def test_the_money_in_a_closed_economy_neither_grows_nor_shrinks(preset: str) -> None:
    run = EconomyLoop(_policy(preset), seated(preset, 4), seed=9).run(4 * HALF_AN_HOUR)
    quarter = len(run.banks) // 4

    means = [fmean(fmean(banks) for banks in run.banks[part * quarter : (part + 1) * quarter]) for part in range(4)]

    assert max(means) - min(means) < 0.1


@every_preset
@pytest.mark.parametrize("agents", [4, 10])
@pytest.mark.parametrize("rule", ["always_maximum", "hoarder", "mood_inflater"])
def test_who_does_not_bid_what_it_feels_gains_next_to_nothing(preset: str, agents: int, rule: BidRule) -> None:
    honest = fmean(_run(preset, agents, seed).shares()[DEVIATOR] for seed in PAIRED_SEEDS)
    deviating = fmean(_run(preset, agents, seed, rule).shares()[DEVIATOR] for seed in PAIRED_SEEDS)

    assert deviating / honest - 1 <= LARGEST_GAIN[preset]


def test_a_roundtable_of_four_sounds_like_people_at_a_table() -> None:
    runs = _runs("roundtable", 4)

    assert 0.40 <= fmean(return_rate(run) for run in runs) <= 0.55
    assert 1.5 <= fmean(run.interrupts / run.minutes for run in runs) <= 2.7
    windows = [gini for run in runs for gini in window_ginis(run, TEN_MINUTES_MS)]
    assert fmean(gini <= 0.15 for gini in windows) >= 0.9


def test_a_civil_panel_has_no_hard_interrupts() -> None:
    assert sum(run.interrupts for run in _runs("panel_civil", 4)) == 0


@every_preset
def test_the_same_seed_gives_the_same_auctions_and_another_seed_others(preset: str) -> None:
    again = EconomyLoop(_policy(preset), seated(preset, 4), seed=0).run(60)

    assert again.decisions == _run(preset, 4, 0).decisions[: len(again.decisions)]
    assert again.speakers != _run(preset, 4, 1).speakers[:60]
