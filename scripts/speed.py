"""How fast sessions run and what they weigh, as absolute figures and against a baseline measured in the same run."""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from heapq import heappop, heappush
from pathlib import Path

from msgspec import Struct

from argentum.drivers.journal import decode
from argentum.orchestration.signals import Signal
from argentum.transcript.message import Message
from argentum.wiring import Debate
from argentum.workspace.journal_file import JOURNAL_NAME, JournalFile
from scripts.real_sessions import BRIEFS, TOPIC, SessionSpec, header_for

WAITING = 64
STEPS = 100_000


def baseline_step_us() -> float:
    """Give the CPU time in µs of one baseline step: a timer pushed on a heap of 64 and popped, a dict of eight entries.

    It is what a discrete-event simulation in pure Python cannot do without; the best of five runs counts.
    """
    return min(_baseline_run_us() for _ in range(5))


def _baseline_run_us() -> float:
    heap = [(at_ms, 0, at_ms, None) for at_ms in range(WAITING)]
    started_s = time.process_time()
    built = 0
    for number in range(STEPS):
        heappush(heap, (number * 7919 % 100_003, number & 3, number, None))
        at_ms, rank, sequence, _ = heappop(heap)
        record = {
            "at_ms": at_ms,
            "rank": rank,
            "sequence": sequence,
            "speaker": "a",
            "bid": number & 7,
            "offer": rank * 0.5,
            "tokens": 4,
            "won": False,
        }
        built += len(record)
    return (time.process_time() - started_s) * 1e6 / STEPS


class Throughput(Struct, frozen=True, kw_only=True):
    """CPU time of whole sessions."""

    segments: int
    turns_per_s: float
    """Micro-turns per second of CPU time, start of the session included."""

    def steps(self, step_us: float) -> float:
        """Give the cost of a micro-turn in baseline steps."""
        return 1e6 / self.turns_per_s / step_us


def throughput(*, segments: int, text: bool, repeat: int, at_least: int = 200) -> Throughput:
    """Run sessions of four agents, the best of `repeat` counts: with text into a journal, or text-free without.

    Sessions of fewer segments than `at_least` are repeated with other seeds until they come to as many.
    """
    sessions = max(1, at_least // segments)
    return Throughput(
        segments=segments,
        turns_per_s=max(_turns_per_s(segments=segments, text=text, sessions=sessions) for _ in range(repeat)),
    )


def _turns_per_s(*, segments: int, text: bool, sessions: int) -> float:
    turns = 0
    spent_s = 0.0
    for seed in range(1, sessions + 1):
        header = header_for(SessionSpec(preset="debate_snappy", seed=seed, segments=segments, text=text))
        gc.collect()
        with tempfile.TemporaryDirectory() as folder:
            started_s = time.process_time()
            debate = Debate(header)
            if text:
                sink = JournalFile(Path(folder) / JOURNAL_NAME)
                debate.simulate(sink=sink)
                sink.close()
            else:
                debate.simulate()
            spent_s += time.process_time() - started_s
        turns += debate.chat.micro_turns
    return turns / spent_s


def late_to_early_cost(*, segments: int, text: bool) -> float:
    """Give the CPU time of a turn in the last tenth of a long session over that in its second tenth: 1 is flat.

    The first tenth is left out: there caches fill and there is little to remember yet.
    """
    marks: list[float] = []
    heard = 0
    tenth = segments // 10

    def mark(message: Message) -> None:
        nonlocal heard
        if message.metadata.event == "segment":
            heard += 1
            if heard % tenth == 0:
                marks.append(time.process_time())

    gc.collect()
    Debate(header_for(SessionSpec(preset="debate_snappy", segments=segments, text=text))).simulate(on_message=mark)
    return (marks[-1] - marks[-2]) / (marks[1] - marks[0])


def orchestration_ms_per_turn(*, segments: int) -> float:
    """Give the CPU time that the session itself needs for a turn: recorded signals fed again, nothing else running."""
    header = header_for(SessionSpec(preset="debate_snappy", segments=segments, text=True))
    sink = _Memory()
    Debate(header).simulate(sink=sink)
    fed: list[tuple[int, Signal]] = []
    for number, line in enumerate(sink.lines):
        read = decode(line, number)
        if read.signal is not None and read.at_ms is not None:
            fed.append((read.at_ms, read.signal))
    best_s = float("inf")
    turns = 1
    for _ in range(3):
        chat = Debate(header).chat
        started_s = time.process_time()
        for at_ms, signal in fed:
            chat.feed(signal, at_ms)
        best_s = min(best_s, time.process_time() - started_s)
        turns = chat.micro_turns
    return best_s * 1000 / turns


class _Memory:
    """A journal in memory."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def append(self, line: bytes) -> None:
        self.lines.append(line)

    def sync(self) -> None:
        """Nothing to sync."""

    def close(self) -> None:
        """Nothing to close."""


def help_wall_ms() -> float:
    """Give the wall time of `argentum --help` in a new process, the best of five warm runs."""
    return min(wall_ms(argentum_program(), "--help") for _ in range(6))


def bare_python_wall_ms() -> float:
    """Give the wall time of a Python that does nothing, the best of five: what no program in it can go below."""
    return min(wall_ms(sys.executable, "-c", "") for _ in range(5))


def debate_peak_mb(*, segments: int) -> float:
    """Give the peak resident memory of a debate with text and documents, run by the command line in its own process."""
    measuring = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    with tempfile.TemporaryDirectory() as folder:
        debate = (
            argentum_program(),
            "debate",
            TOPIC,
            "--docs",
            str(BRIEFS),
            "--segments",
            str(segments),
            "--out",
            folder,
        )
        kibibytes = int(_output_of(sys.executable, "-c", measuring, *debate, "--json"))
    return kibibytes * 1024 / 1e6


def wall_ms(*command: str) -> float:
    """Give the wall time of a command in its own process."""
    started_s = time.perf_counter()
    _output_of(*command)
    return (time.perf_counter() - started_s) * 1000


def _output_of(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - only what stands above
    return done.stdout


def argentum_program() -> str:
    """Give the path of the command line of this environment."""
    return str(Path(sys.executable).parent / "argentum")
