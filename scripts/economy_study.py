"""The economy of the floor on whole sessions: text-free agents through the real machine, beside the study's own model.

    python scripts/economy_study.py                           prints the tables
    python scripts/economy_study.py --write docs/benchmarks.md

Everything is seeded: the same version prints the same tables.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from argentum.smoothing import quantile
from scripts.economy_figures import BAND, FAIR_GINI_10MIN, HUMAN_GINI_2MIN, EconomyFigures, figures_of
from scripts.marked_section import table, write_section
from scripts.real_sessions import LITERAL, PRESETS, BidRule, SessionSpec
from scripts.study_model import GAINS, MODEL

TABLES = (3, 4, 6, 10)
RULES: tuple[BidRule, ...] = ("always_maximum", "hoarder", "mood_inflater")
ALLOWED_GAIN_PERCENT = {"debate_snappy": 5, "panel_civil": 5, "roundtable": 8}

Runs = Sequence[EconomyFigures]


class Row(NamedTuple):
    """A figure over the seeds, and how it is written."""

    key: str
    what: str
    value: Callable[[Runs], float | None]
    decimals: int = 2


def _share(distances: Iterable[float]) -> float | None:
    return _mean(off <= BAND for off in distances)


def _mean(values: Iterable[float]) -> float | None:
    """Average; nothing when sessions are too short for a single window."""
    found = list(values)
    return fmean(found) if found else None


def _median(values: Iterable[float]) -> float | None:
    found = list(values)
    return median(found) if found else None


def _p95(values: Iterable[float]) -> float:
    return quantile([float(value) for value in values], 0.95)


def _price(runs: Runs) -> float | None:
    return _mean(run.interrupt_price for run in runs if run.interrupt_price is not None)


ROWS = (
    Row("bid_desire", "bid follows desire, rank correlation (≥ .8)", lambda runs: fmean(r.bid_desire for r in runs)),
    Row("offer_desire", "offer follows desire, rank correlation", lambda runs: fmean(r.offer_desire for r in runs)),
    Row("winner_advantage", "P(winner's desire > a loser's)", lambda runs: fmean(r.winner_advantage for r in runs)),
    Row("tie_rate", "ties of offers (< .10)", lambda runs: fmean(r.tie_rate for r in runs)),
    Row("raw_tie_rate", "ties of bids", lambda runs: fmean(r.raw_tie_rate for r in runs)),
    Row("longest_wait", "longest wait, segments (≤ 30)", lambda runs: max(r.longest_wait for r in runs), 0),
    Row(
        "in_band_first", "runs within ±10 points at 24 segments", lambda runs: _share(r.off_target_first for r in runs)
    ),
    Row(
        "in_band_later",
        "any later 24 segments within ±10 points",
        lambda runs: _share(off for r in runs for off in r.off_target_later),
    ),
    Row("in_band_from", "segments until in band for good, p95", lambda runs: _p95(r.in_band_from for r in runs), 0),
    Row("return_rate", "return rate", lambda runs: fmean(r.return_rate for r in runs)),
    Row("segments_per_turn", "segments a turn", lambda runs: fmean(r.segments_per_turn for r in runs)),
    Row("gini_2min", "2-minute Gini, median", lambda runs: _median(g for r in runs for g in r.gini_2min)),
    Row(
        "human_gini_2min",
        "2-minute Gini in the human range (.19–.72)",
        lambda runs: _mean(HUMAN_GINI_2MIN[0] <= g <= HUMAN_GINI_2MIN[1] for r in runs for g in r.gini_2min),
    ),
    Row("gini_10min", "10-minute Gini, median", lambda runs: _median(g for r in runs for g in r.gini_10min)),
    Row(
        "fair_10min",
        "10-minute Gini ≤ .15",
        lambda runs: _mean(g <= FAIR_GINI_10MIN for r in runs for g in r.gini_10min),
    ),
    Row("worst_jain", "Jain's index over all, worst seed", lambda runs: min(r.jain for r in runs)),
    Row("interrupts_per_min", "hard interrupts per minute", lambda runs: fmean(r.interrupts_per_min for r in runs)),
    Row("wishes_per_min", "wishes to cut in, per minute", lambda runs: fmean(r.wishes_per_min for r in runs), 1),
    Row("interrupt_price", "price of an interrupt, in segment prices", _price, 1),
    Row("interjections_per_min", "interjections per minute", lambda runs: fmean(r.interjections_per_min for r in runs)),
    Row("at_cap", "agent-time at the cap", lambda runs: fmean(r.at_cap for r in runs)),
    Row("near_cap", "agent-time within 1 of the cap (≤ .35)", lambda runs: fmean(r.near_cap for r in runs)),
    Row("at_zero", "agent-time at zero (≤ .12)", lambda runs: fmean(r.at_zero for r in runs)),
    Row("frustrated", "agent-time with frustration > .9", lambda runs: fmean(r.frustrated for r in runs)),
)


def study(*, seeds: int, segments: int, jobs: int) -> str:
    """Run every session and give the tables as Markdown."""
    specs = [
        SessionSpec(preset=preset, agents=agents, seed=seed, segments=segments, bid_rule=rule)
        for preset in (*PRESETS, LITERAL)
        for agents in TABLES
        for rule in ("honest", *RULES)
        for seed in range(1, seeds + 1)
    ]
    with ProcessPoolExecutor(jobs) as pool:
        measured = list(pool.map(figures_of, specs, chunksize=4))
    runs: dict[tuple[str, int, str], list[EconomyFigures]] = {}
    for spec, figures in zip(specs, measured, strict=True):
        runs.setdefault((spec.preset, spec.agents, spec.bid_rule), []).append(figures)
    sections = [
        f"`python scripts/economy_study.py --seeds {seeds} --segments {segments} --write docs/benchmarks.md`",
        *(figure_table(preset, runs) for preset in (*PRESETS, LITERAL)),
        gain_table(runs),
    ]
    return "\n\n".join(sections)


def figure_table(preset: str, runs: dict[tuple[str, int, str], list[EconomyFigures]]) -> str:
    """Set the figures of a preset beside those of the study's model."""
    rows = []
    for row in ROWS:
        cells = [written(row.value(runs[preset, agents, "honest"]), row.decimals) for agents in TABLES]
        rows.append([row.what, *cells, MODEL[preset].get(row.key, "–")])
    header = [preset, *(f"N={agents}" for agents in TABLES), "model, N = 3 4 6 10"]
    return table(header, rows)


def gain_table(runs: dict[tuple[str, int, str], list[EconomyFigures]]) -> str:
    """Say what one agent that does not bid what it feels gains in talk, against the same seeds without it."""
    rows = []
    for rule in RULES:
        for preset in (*PRESETS, LITERAL):
            cells = [f"{gain_percent(runs, preset, agents, rule):+.1f}".replace("-", "−") for agents in TABLES]
            allowed = ALLOWED_GAIN_PERCENT.get(preset)
            rows.append(
                [rule, preset, *cells, "–" if allowed is None else f"≤ {allowed}", GAINS[rule][preset]],
            )
    header = ["gain in talk, %", "preset", *(f"N={agents}" for agents in TABLES), "allowed", "model, N = 4, 10"]
    return table(header, rows)


def gain_percent(runs: dict[tuple[str, int, str], list[EconomyFigures]], preset: str, agents: int, rule: str) -> float:
    """Give the relative gain in talk share of the deviator, in percent."""
    honest = fmean(run.deviator_share for run in runs[preset, agents, "honest"])
    deviating = fmean(run.deviator_share for run in runs[preset, agents, rule])
    return 100 * (deviating / honest - 1)


def written(value: float | None, decimals: int) -> str:
    """Write a figure as the study does: no zero before the point."""
    if value is None:
        return "–"
    sign = "−" if value < 0 else ""
    text = f"{abs(value):.{decimals}f}"
    return sign + (text[1:] if text.startswith("0.") else text)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and run the study."""
    parser = argparse.ArgumentParser(description="The economy of the floor on whole sessions.")
    parser.add_argument("--seeds", type=int, default=20, help="sessions for each cell (20)")
    parser.add_argument("--segments", type=int, default=360, help="segments of a session (360, half an hour)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the section `economy` of this document")
    options = parser.parse_args(arguments)
    text = study(seeds=options.seeds, segments=options.segments, jobs=options.jobs)
    print(text)
    if options.write is not None:
        write_section(options.write, "economy", text)


if __name__ == "__main__":
    main()
