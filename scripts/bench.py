"""Measures the figures that the project promises for simulated sessions, and prints what was met.

    python scripts/bench.py                               everything, the economy study included: some minutes
    python scripts/bench.py --quick                       small sessions, no study: seconds
    python scripts/bench.py --write docs/benchmarks.md    writes its sections `speed` and `economy`, too

Times are CPU times of one core unless a row says wall. Each is given as it is and in baseline steps (a timer pushed on
a heap of 64 and popped, a dict of eight entries), so that figures of different machines can be compared.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scripts import speed
from scripts.airtime_speed import report_wall_ms
from scripts.economy_study import study
from scripts.marked_section import table, write_section
from scripts.real_sessions import PRESETS
from scripts.soundness import JITTER_MS, batch, listen

TEXT_TURNS_PER_S = 3_000
TEXT_FREE_TURNS_PER_S = 10_000
FLAT = 1.5
"""A turn of the last tenth of a long session costs at most so many of its second tenth."""
OWN_MS = 0.5
HELP_MS = 150
PEAK_MB = 60
REPORTED_HOURS = 100
REPORT_MS = 3_000
DEAD_AIR_P50_MS = 20
DEAD_AIR_P95_MS = 50
SLOW_LLM_MS = 4_000
DEAD_AIR_SLOW_P95_MS = 200
CALLS_PER_UTTERANCE = 1.3
ON_TARGET = 0.95
DISCARDED_PER_INTERRUPT = 1


class Scale(NamedTuple):
    """How much is measured."""

    segments: Sequence[int]
    repeat: int
    seeds: int
    listened_segments: int
    timed_segments: int = 200
    """Short sessions are repeated until they come to so many segments."""


FULL = Scale(segments=(50, 500, 5_000), repeat=3, seeds=8, listened_segments=120)
QUICK = Scale(segments=(50, 200), repeat=1, seeds=2, listened_segments=40)


class Row(NamedTuple):
    """One line of the table."""

    what: str
    target: str
    measured: str
    ratio: str
    met: bool | None
    """Unset: there is no target."""


def speed_rows(scale: Scale) -> list[Row]:
    """Measure how fast sessions run."""
    step_us = speed.baseline_step_us()
    rows = [Row("baseline step", "–", f"{step_us:.2f} µs", "1", None)]
    kinds = (("text and journal", True, TEXT_TURNS_PER_S), ("text-free, no journal", False, TEXT_FREE_TURNS_PER_S))
    for name, text, wanted in kinds:
        for segments in scale.segments:
            found = speed.throughput(segments=segments, text=text, repeat=scale.repeat, at_least=scale.timed_segments)
            rows.append(
                Row(
                    f"micro-turns per s, {name}, {segments:,} segments",
                    f"≥ {wanted:,}",
                    f"{found.turns_per_s:,.0f}",
                    f"{found.steps(step_us):,.0f} steps a turn",
                    found.turns_per_s >= wanted,
                )
            )
        longest = scale.segments[-1]
        growth = speed.late_to_early_cost(segments=longest, text=text)
        rows.append(
            Row(
                f"cost of a turn, last tenth over second, {name}, {longest:,} segments",
                f"flat (≤ {FLAT})",
                f"{growth:.2f}",
                f"{growth:.2f}",
                growth <= FLAT,
            )
        )
    own_ms = speed.orchestration_ms_per_turn(segments=scale.segments[-2] if len(scale.segments) > 1 else 50)
    rows.append(
        Row(
            "session alone, CPU per turn",
            f"≤ {OWN_MS} ms",
            f"{own_ms:.3f} ms",
            f"{own_ms * 1000 / step_us:,.0f} steps",
            own_ms <= OWN_MS,
        )
    )
    return rows


def process_rows() -> list[Row]:
    """Measure the command line from outside."""
    help_ms, bare_ms = speed.help_wall_ms(), speed.bare_python_wall_ms()
    peak_mb = speed.debate_peak_mb(segments=30)
    report_ms = report_wall_ms(hours=REPORTED_HOURS)
    return [
        Row(
            "`argentum --help`, wall",
            f"≤ {HELP_MS} ms",
            f"{help_ms:.0f} ms",
            f"{help_ms / bare_ms:.1f} × bare Python",
            help_ms <= HELP_MS,
        ),
        Row("peak memory, text debate of 30 segments", f"≤ {PEAK_MB} MB", f"{peak_mb:.0f} MB", "–", peak_mb <= PEAK_MB),
        Row(
            f"airtime report of {REPORTED_HOURS} h of meetings, RTTM to JSON, wall",
            f"≤ {REPORT_MS / 1000:.0f} s",
            f"{report_ms / 1000:.2f} s",
            f"{report_ms / bare_ms:.0f} × bare Python",
            report_ms <= REPORT_MS,
        ),
    ]


def heard_rows(scale: Scale) -> list[Row]:
    """Measure what is heard, and what it costs."""
    rows: list[Row] = []
    size = {"seeds": scale.seeds, "segments": scale.listened_segments}
    found: list[str] = []
    sessions = 0
    for preset in PRESETS:
        usual = listen(batch(preset, **size))
        slow = listen(batch(preset, simulation__llm__median_ms=SLOW_LLM_MS, **size))
        shaky = listen(batch(preset, simulation__beat_jitter_ms=JITTER_MS, **size))
        rows += [
            Row(
                f"dead air, LLM 0.8 s, {preset}: p50, p95, max",
                f"≤ {DEAD_AIR_P50_MS}, {DEAD_AIR_P95_MS} ms",
                _silences(usual.dead_air(0.5), usual.dead_air(0.95), usual.dead_air(1.0)),
                "–",
                usual.dead_air(0.5) <= DEAD_AIR_P50_MS and usual.dead_air(0.95) <= DEAD_AIR_P95_MS,
            ),
            Row(
                f"dead air, LLM 4 s, {preset}: p50, p95, max",
                f"p95 ≤ {DEAD_AIR_SLOW_P95_MS} ms",
                _silences(slow.dead_air(0.5), slow.dead_air(0.95), slow.dead_air(1.0)),
                "–",
                slow.dead_air(0.95) <= DEAD_AIR_SLOW_P95_MS,
            ),
            Row(
                f"LLM calls per utterance, {preset}",
                f"≤ {CALLS_PER_UTTERANCE}",
                f"{usual.calls_per_utterance:.2f}",
                "–",
                usual.calls_per_utterance <= CALLS_PER_UTTERANCE,
            ),
            Row(
                f"remarks within 250 ms of their target, beats ±{JITTER_MS} ms, {preset}",
                f"≥ {ON_TARGET:.0%}",
                f"{shaky.on_target:.1%} of {len(shaky.target_errors_ms)}",
                "–",
                shaky.on_target >= ON_TARGET,
            ),
        ]
        if usual.interrupts:
            rows.append(
                Row(
                    f"segments discarded per interrupt, {preset}",
                    f"≤ {DISCARDED_PER_INTERRUPT}",
                    f"{usual.discarded_per_interrupt:.2f} over {usual.interrupts}",
                    "–",
                    usual.discarded_per_interrupt <= DISCARDED_PER_INTERRUPT,
                )
            )
        for sound in (usual, slow, shaky):
            found += sound.violations
            sessions += sound.sessions
    rows.append(
        Row(
            "progress, books, budgets, overlaps",
            "always",
            f"{len(found)} violations in {sessions} sessions",
            "–",
            not found,
        )
    )
    return rows


def _silences(*values_ms: float) -> str:
    return ", ".join(f"{value_ms:.0f}" for value_ms in values_ms) + " ms"


def bench(scale: Scale) -> str:
    """Measure everything but the economy and give the table as Markdown."""
    rows = [*speed_rows(scale), *process_rows(), *heard_rows(scale)]
    verdict = {True: "yes", False: "**no**", None: ""}
    lines = [[row.what, row.target, row.measured, row.ratio, verdict[row.met]] for row in rows]
    where = f"CPython {platform.python_version()}, {platform.machine()}, four agents."
    return f"{where}\n\n" + table(["what", "target", "measured", "in baseline terms", "met"], lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description="Measure what the project promises for simulated sessions.")
    parser.add_argument("--quick", action="store_true", help="small sessions, no economy study")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="write the sections `speed` and `economy` of this document"
    )
    options = parser.parse_args(arguments)
    text = bench(QUICK if options.quick else FULL)
    print(text, flush=True)
    economy = "" if options.quick else study(seeds=20, segments=360, jobs=2)
    if economy:
        print(f"\n{economy}")
    if options.write is not None:
        write_section(options.write, "speed", f"`python scripts/bench.py --write docs/benchmarks.md`\n\n{text}")
        if economy:
            write_section(options.write, "economy", economy)


if __name__ == "__main__":
    main()
