"""Measures the ledger of ayni: how fast it records durably, answers and verifies with a million entries.

    python scripts/bench_ayni.py                                a million entries: some minutes
    python scripts/bench_ayni.py --entries 20000                a sample: seconds
    python scripts/bench_ayni.py --write docs/benchmarks.md     writes its section `ledger`, too

Everything goes through the public Python API, files lie in the folder of --dir, and times are wall times. What is bound
by the disk is also given as a fraction of a probe in the same run: 200 bytes appended to a file and synced.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from argentum.ayni import AyniScorer, Interaction, Selection, open_ledger
from argentum.ayni.explanation import explain
from argentum.rng import Streams
from scripts.marked_section import table, write_section

PARTICIPANTS = 200
SINGLE = 3_000
BATCH = 1_000
PROBES = 2_000
LATER = 10_000
"""Entries that are recorded between a checkpoint and the verification since it."""
DAY_MS = 86_400_000

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    wanted: str
    met: bool | None = None


def probe_per_s(folder: Path) -> float:
    """Append 200 bytes and sync, again and again."""
    path = folder / "probe"
    with path.open("wb", buffering=0) as file:
        started_s = time.perf_counter()
        for _ in range(PROBES):
            file.write(b"x" * 200)
            os.fdatasync(file.fileno())
        elapsed_s = time.perf_counter() - started_s
    path.unlink()
    return PROBES / elapsed_s


def interactions(first: int, count: int) -> Iterator[Interaction]:
    """Everybody deals with everybody, in the order of time, by seeded chance."""
    chance = Streams(first).named("village")
    for number in range(first, first + count):
        giver = chance.randrange(PARTICIPANTS)
        taker = (giver + chance.randrange(1, PARTICIPANTS)) % PARTICIPANTS
        yield Interaction(
            id=f"interaction-{number:09d}",
            initiator=f"participant-{giver:03d}",
            responder=f"participant-{taker:03d}",
            contribution=chance.randrange(1, 10_000) / 1_000,
            consumption=chance.randrange(1, 10_000) / 1_000,
            happened_at_ms=number * 30_000,
        )


def timed(step: Callable[[], Result]) -> tuple[Result, float]:
    """Give a result and the seconds that it took."""
    started_s = time.perf_counter()
    result = step()
    return result, time.perf_counter() - started_s


def median_s(step: Callable[[], object], *, repeat: int = 21) -> float:
    """Give the median time of a step in seconds."""
    return statistics.median(timed(step)[1] for _ in range(repeat))


def recording(scorer: AyniScorer, folder: Path, entries: int) -> list[Row]:
    """Fill the ledger in batches, then record singly on top of it."""
    before = probe_per_s(folder)
    written = 0
    started_s = time.perf_counter()
    while written < entries:
        scorer.score_interactions(interactions(written, min(10 * BATCH, entries - written)), batch=BATCH)
        written += min(10 * BATCH, entries - written)
    batched = entries / (time.perf_counter() - started_s)
    single_interactions = list(interactions(written, SINGLE))
    between = probe_per_s(folder)
    started_s = time.perf_counter()
    for each in single_interactions:
        scorer.score(each)
    single = SINGLE / (time.perf_counter() - started_s)
    after = probe_per_s(folder)
    probe = statistics.median((before, between, after))
    return [
        Row(what="probe: 200 bytes appended and synced", measured=f"{probe:,.0f} /s", wanted=""),
        rate("durable appends, one at a time, onto the full ledger", single, probe, 3_000),
        rate(f"batched appends ({BATCH} a sync), from empty to full", batched, probe, 20_000),
    ]


def rate(what: str, per_s: float, probe: float, wanted: int) -> Row:
    """Make the row of a rate."""
    return Row(
        what=what,
        measured=f"{per_s:,.0f} /s ({per_s / probe:.2f} × probe)",
        wanted=f"≥ {wanted:,} /s",
        met=per_s >= wanted,
    )


def answering(scorer: AyniScorer) -> list[Row]:
    """Ask for balances, of one and of all, of all time and of a period."""
    one = median_s(lambda: scorer.get_balance("participant-007"))
    everybody = median_s(scorer.get_balances)
    end = scorer.ledger.span_ms()
    since_ms = (end[1] if end else 0) - 30 * DAY_MS
    month = Selection(since_ms=since_ms)
    return [
        duration("one balance", one, 0.001),
        duration(f"all balances ({PARTICIPANTS})", everybody, 0.005),
        duration(
            "sums of the last 30 days, all participants", median_s(lambda: scorer.ledger.totals(month), repeat=5), None
        ),
    ]


def explaining(scorer: AyniScorer) -> list[Row]:
    """Explain one participant, entry by entry."""
    chosen = Selection(participant="participant-007")
    _, first_s = timed(lambda: next(explain("participant-007", scorer.ledger.entries(chosen))))
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    steps, all_s = timed(lambda: sum(1 for _ in explain("participant-007", scorer.ledger.entries(chosen))))
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb) / 1024
    return [
        duration("explain: first entry", first_s, None),
        duration(f"explain: all {steps:,} entries of one (memory grew by {grown_mb:.0f} MB)", all_s, None),
    ]


def verifying(scorer: AyniScorer, entries: int) -> list[Row]:
    """Verify everything, then what came later."""
    head, whole_s = timed(lambda: scorer.ledger.verify(now_ms=1))
    scorer.score_interactions(interactions(entries + SINGLE, LATER), batch=BATCH)
    _, later_s = timed(lambda: scorer.ledger.verify(since_checkpoint=True, now_ms=2))
    return [
        duration(f"verify the whole chain ({head.number:,} entries)", whole_s, 8.0),
        duration(f"verify since the checkpoint ({LATER:,} entries later)", later_s, 0.5),
    ]


def duration(what: str, seconds: float, wanted_s: float | None) -> Row:
    """Make the row of a duration."""
    wanted = "" if wanted_s is None else f"≤ {_seconds(wanted_s)}"
    return Row(
        what=what, measured=_seconds(seconds), wanted=wanted, met=None if wanted_s is None else seconds <= wanted_s
    )


def _seconds(seconds: float) -> str:
    return f"{1000 * seconds:,.3g} ms" if seconds < 1 else f"{seconds:.1f} s"


def figures(folder: Path, entries: int) -> list[Row]:
    """Measure everything on one ledger."""
    path = folder / "ledger.sqlite3"
    ledger = open_ledger(path)
    scorer = AyniScorer(ledger=ledger)
    rows = recording(scorer, folder, entries)
    rows += [*answering(scorer), *explaining(scorer), *verifying(scorer, entries)]
    ledger.close()
    rows.append(Row(what="size of the file", measured=f"{path.stat().st_size / 1e6:,.0f} MB", wanted=""))
    return rows


def report(rows: list[Row], entries: int) -> str:
    """Put the rows into a table with what they were measured on."""
    cells = [(row.what, row.measured, row.wanted, {True: "yes", False: "NO", None: ""}[row.met]) for row in rows]
    machine = f"{platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{entries:,} entries of {PARTICIPANTS} participants; {machine}, {os.cpu_count()} cores.\n\n" + table(
        ("what", "measured", "wanted", "met"), cells
    )


def main() -> None:
    """Measure, print, and write the section if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument(
        "--dir", type=Path, help="folder on the disk to measure; the default is that of temporary files"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="document with the markers of the section `ledger`")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.dir) as folder:
        rows = figures(Path(folder), options.entries)
    text = report(rows, options.entries)
    print(text)
    if options.write is not None:
        write_section(options.write, "ledger", text)
    if any(row.met is False for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
