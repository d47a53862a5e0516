"""A council that notes for ever and says each act that its book acknowledged; it is there to be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from argentum.ayni.council_book import Note
from argentum.workspace.council_file import CouncilFile

ROOT = Path(__file__).parents[1]


def act(number: int) -> list[Note]:
    """Give guidance with the thresholds that it changes: one, two or three notes."""
    notes = [Note(kind="guidance", id=f"g-{number}", at_ms=number, data={"why": "x" * (number % 90)})]
    return notes + [
        Note(kind="threshold_change", id=f"g-{number}:{place}", at_ms=number, data={"value": place})
        for place in range(number % 3)
    ]


def note_for_ever(path: Path, start: int) -> None:
    """Note from an act on, and acknowledge each one on standard output."""
    number = start
    while True:
        CouncilFile(path).append(act(number))
        os.write(1, f"{number}\n".encode())
        number += 1


def kill_after(path: Path, *, start: int, acknowledged: int) -> int:
    """Run the writer, kill it some way behind an acknowledgement, and give the last act that was acknowledged."""
    command = [sys.executable, "-m", "tests.council_crash", str(path), str(start)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        last = start - 1
        for _ in range(acknowledged):
            last = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = [int(line) for line in writer.stdout.read().split(b"\n")[:-1]]
    return max([last, *rest])


if __name__ == "__main__":
    note_for_ever(Path(sys.argv[1]), int(sys.argv[2]))
