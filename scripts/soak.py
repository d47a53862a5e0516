"""Many sessions, each held to what must be true of every session; the first thing that is not comes with its seed.

    python scripts/soak.py                                    200 seeds × 3, 4, 6, 10 agents × presets × faults off, on
    python scripts/soak.py --seeds 20 --segments 40           a sample
    python scripts/soak.py --faults dying --seeds 5           the provider dies; each session has to end politely

Agents are text-free, so that the machine and the economy are under test and nothing else.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product

from msgspec import Struct

from argentum.metrics.invariants import violations
from argentum.orchestration.commands import EndReason
from scripts.real_sessions import PRESETS, SessionSpec, run_session

TABLES = (3, 4, 6, 10)
RECOVERABLE = (None, "recoverable")
ENDS_FOR: dict[str | None, EndReason] = {"dying": "provider_gone"}
SHOWN = 5


class Finding(Struct, frozen=True, kw_only=True):
    """What one session showed."""

    spec: SessionSpec
    reason: str
    micro_turns: int
    faults: list[str]


class Grid(Struct, frozen=True, kw_only=True):
    """The sessions to run: every combination of these."""

    presets: Sequence[str] = PRESETS
    tables: Sequence[int] = TABLES
    faults: Sequence[str | None] = RECOVERABLE
    seeds: Sequence[int]
    segments: int


def check(spec: SessionSpec) -> Finding:
    """Run a session and list everything about it that must not be; what a worker process does."""
    try:
        session = run_session(spec)
    except Exception as error:  # noqa: BLE001 - whatever breaks a session is a finding with a seed
        return Finding(spec=spec, reason="fault", micro_turns=0, faults=[f"{type(error).__name__}: {error}"])
    wrong = violations(session.messages, session.policy, session.facts.agent_ids)
    expected = ENDS_FOR.get(spec.faults, "completed")
    if session.reason != expected:
        wrong.append(f"the session ended with {session.reason}, expected {expected}")
    segments = sum(1 for message in session.messages if message.metadata.event == "segment")
    if expected == "completed" and segments != spec.segments:
        wrong.append(f"{segments} segments were heard, expected {spec.segments}")
    return Finding(spec=spec, reason=session.reason, micro_turns=session.facts.micro_turns or 0, faults=wrong)


def soak(grid: Grid, *, jobs: int) -> bool:
    """Run the grid and print a line for each cell; True when nothing was found."""
    started_s = time.perf_counter()
    sessions = micro_turns = 0
    found: list[Finding] = []
    with ProcessPoolExecutor(jobs) as pool:
        for preset, agents, plan in product(grid.presets, grid.tables, grid.faults):
            specs = [
                SessionSpec(preset=preset, agents=agents, seed=seed, segments=grid.segments, faults=plan)
                for seed in grid.seeds
            ]
            cell = list(pool.map(check, specs, chunksize=max(1, len(specs) // (4 * jobs))))
            wrong = [finding for finding in cell if finding.faults]
            found += wrong
            sessions += len(cell)
            micro_turns += sum(finding.micro_turns for finding in cell)
            print(cell_line(preset, agents, plan, cell), flush=True)
            for finding in wrong[:SHOWN]:
                print(f"    seed {finding.spec.seed}: {'; '.join(finding.faults[:SHOWN])}", flush=True)
    elapsed_s = time.perf_counter() - started_s
    verdict = "nothing found" if not found else f"{len(found)} sessions are not sound"
    print(f"\n{sessions:,} sessions, {micro_turns:,} micro-turns in {elapsed_s:.0f} s: {verdict}")
    if found:
        spec = found[0].spec
        print(
            "reproduce: python scripts/soak.py"
            f" --preset {spec.preset} --agents {spec.agents} --first-seed {spec.seed} --seeds 1"
            f" --segments {spec.segments} --faults {spec.faults or 'off'}"
        )
    return not found


def cell_line(preset: str, agents: int, plan: str | None, cell: Sequence[Finding]) -> str:
    """Sum a cell of the grid up: how its sessions ended, and how many are not sound."""
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(Counter(one.reason for one in cell).items()))
    wrong = sum(1 for finding in cell if finding.faults)
    verdict = "sound" if not wrong else f"{wrong} NOT SOUND"
    return f"{preset:<14} {agents:>2} agents  faults {plan or 'off':<12} {reasons:<24} {verdict}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, run the grid, and exit with 1 when anything was found."""
    parser = argparse.ArgumentParser(description="Many sessions, each held to what must be true of every session.")
    parser.add_argument("--seeds", type=int, default=200, help="sessions for each cell of the grid (200)")
    parser.add_argument("--first-seed", type=int, default=1, help="the first of the seeds (1)")
    parser.add_argument("--segments", type=int, default=60, help="segments of a session (60)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument(
        "--faults", metavar="off|PLAN", help="off, recoverable, stormy, dying; else off and recoverable"
    )
    parser.add_argument("--preset", choices=PRESETS, help="this preset alone")
    parser.add_argument("--agents", type=int, choices=TABLES, help="tables of this size alone")
    options = parser.parse_args(arguments)
    faults = RECOVERABLE if options.faults is None else (None if options.faults == "off" else options.faults,)
    sound = soak(
        Grid(
            presets=PRESETS if options.preset is None else (options.preset,),
            tables=TABLES if options.agents is None else (options.agents,),
            faults=faults,
            seeds=range(options.first_seed, options.first_seed + options.seeds),
            segments=options.segments,
        ),
        jobs=options.jobs,
    )
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
