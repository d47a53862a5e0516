"""A writer that can be killed at any moment, and the check of what it left behind, in a file or on a server.

Run as a program it records for ever, an entry or a batch at a time, and says each step that the ledger acknowledged.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from argentum.ayni import open_ledger
from argentum.ayni.entry import Draft
from tests.ayni_builders import draft

ROOT = Path(__file__).parents[1]
BATCH = 7


def asked(number: int) -> list[Draft]:
    """Every fifth step is a batch, the others are single."""
    count = BATCH if number % 5 == 0 else 1
    return [draft(f"step-{number}-{place}", note="x" * (number % 90)) for place in range(count)]


def write_for_ever(ledger_name: str, start: int) -> None:
    """Record from a step on, and acknowledge each one on standard output."""
    ledger = open_ledger(ledger_name)
    number = start
    while True:
        ledger.append(asked(number), now_ms=number)
        os.write(1, f"{number}\n".encode())
        number += 1


def kill_after(ledger_name: str, *, start: int, acknowledged: int, extra_rounds: int) -> int:
    """Run the writer, kill it some way behind an acknowledgement, and give the last step that was acknowledged."""
    command = [sys.executable, "-m", "tests.ledger_crash", ledger_name, str(start)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        last = start - 1
        for _ in range(acknowledged):
            last = int(writer.stdout.readline())
        # Not timed: the writer goes on at once, so the kill falls somewhere into what follows.
        for _ in range(extra_rounds * 50):
            pass
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split(b"\n")
        complete = [int(line) for line in rest[:-1] if line]
    return max([last, *complete])


def check_after_crash(ledger_name: str, last: int) -> int:
    """See that all that was acknowledged is there, and that a retry counts nothing twice; give the next step."""
    ledger = open_ledger(ledger_name)
    ledger.verify(now_ms=0)
    for number in range(1, last + 1):
        for each in asked(number):
            assert ledger.entry(each.id) is not None, f"{each.id} was acknowledged and is gone"
    ahead = ledger.head().number - sum(len(asked(number)) for number in range(1, last + 1))
    assert ahead in {0, len(asked(last + 1))}, f"{ahead} entries of a step that was not acknowledged"
    ledger.append(asked(last), now_ms=0)
    ledger.append(asked(last + 1), now_ms=0)
    assert ledger.head().number == sum(len(asked(number)) for number in range(1, last + 2))
    ledger.verify(now_ms=0)
    ledger.close()
    return last + 2


if __name__ == "__main__":
    write_for_ever(sys.argv[1], int(sys.argv[2]))
