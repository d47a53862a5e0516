"""The report of a room: of a short log in a thread, of a long one in a process of its own.

A thread that computes for a second holds up all live rooms for many: whoever sends gives the interpreter away at each
message, and gets it back only when the computing thread lets go of it. With a log of 100,000 events that made of a
report of one second one of ten, in which every message was most of a second late.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from subprocess import DEVNULL, PIPE
from typing import Literal, get_args

from argentum.airtime.event_log import decode_log, encode_log
from argentum.airtime.events import AnyEvent
from argentum.airtime.figures.meeting import measure
from argentum.airtime.tracker import follow
from argentum.errors import StorageError
from argentum.reports.airtime.figures_csv import report_csv
from argentum.reports.airtime.figures_json import report_json
from argentum.reports.airtime.page import report_page

log = logging.getLogger("argentum.server")
ReportForm = Literal["json", "csv", "html"]
LONGEST_HERE = 4_000
"""Events of a log whose report takes some dozens of milliseconds; a process takes longer to begin."""
_AT_ONCE = 500


class RoomReports:
    """Makes reports, one after the other: what they cost, everybody pays."""

    def __init__(self, *, longest_here: int = LONGEST_HERE) -> None:
        """Make reports of longer logs in another process."""
        self._longest_here = longest_here
        self._one_at_a_time = asyncio.Lock()

    async def text(
        self, events: Sequence[AnyEvent], form: ReportForm, *, with_allocation: bool, absent: Sequence[str] = ()
    ) -> str:
        """Give the report, which names the `absent`. Raises `StorageError` when the other process fails."""
        async with self._one_at_a_time:
            if len(events) <= self._longest_here:
                return await asyncio.to_thread(
                    report_text, events, form, with_allocation=with_allocation, absent=absent
                )
            # Names are for no list of processes, where arguments stand.
            pieces = [json.dumps(list(absent)), "\n"]
            for start in range(0, len(events), _AT_ONCE):
                pieces.append(encode_log(events[start : start + _AT_ONCE]))
                await asyncio.sleep(0)
            return await _elsewhere("".join(pieces), form, with_allocation=with_allocation)


def report_text(
    events: Sequence[AnyEvent], form: ReportForm, *, with_allocation: bool, absent: Sequence[str] = ()
) -> str:
    """Give the report of a log, without what the rule granted unless that is to be seen.

    `absent` are the names of those who were invited and never noted as here.
    """
    timeline = replace(follow(events).timeline(), absent=tuple(absent))
    granted_ms = timeline.granted_ms if with_allocation else {}
    figures = [measure(replace(timeline, granted_ms=granted_ms), granted_ms)]
    match form:
        case "json":
            return report_json(figures)
        case "csv":
            return report_csv(figures)
        case _:
            return report_page(figures)


async def _elsewhere(lines: str, form: ReportForm, *, with_allocation: bool) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, form, "with" if with_allocation else "without"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=environment,
    )
    try:
        text, _ = await process.communicate(lines.encode())
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    if process.returncode != 0:
        log.error("a report failed in its process (%s)", process.returncode)
        raise StorageError("the report cannot be made at the moment")
    return text.decode()


def main() -> None:
    """Read a line with the names of the absent and a log, and write its report."""
    form, allocation = sys.argv[1:]
    (wanted,) = (each for each in get_args(ReportForm) if each == form)
    # Live rooms go first.
    os.nice(10)
    absent, _, lines = sys.stdin.buffer.read().decode().partition("\n")
    events = list(decode_log(lines, source="log"))
    text = report_text(events, wanted, with_allocation=allocation == "with", absent=json.loads(absent))
    sys.stdout.buffer.write(text.encode())


if __name__ == "__main__":
    main()
