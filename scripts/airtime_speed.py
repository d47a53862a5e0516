"""How fast recorded meetings are reported, on made-up ones with the density of real four-person meetings."""

from __future__ import annotations

import tempfile
from pathlib import Path

from argentum.airtime.formats.rttm import write_rttm
from argentum.airtime.timeline import Segment, Timeline, timeline_of
from argentum.rng import Streams
from scripts.speed import argentum_program, wall_ms

HOUR_MS = 3_600_000
PEOPLE = ("ann", "bob", "cleo", "dan")
MEETING_MIN = 35
STRETCH_MS = 4_000
"""Mean length of a stretch of speech, which gives the 14 a minute of four-person meetings."""


def report_wall_ms(*, hours: int) -> float:
    """Give the wall time of `argentum airtime report --json` over `hours` of meetings, the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(hours * 60 // MEETING_MIN):
            path = Path(folder) / f"meeting{number}.rttm"
            path.write_text(write_rttm(made_up_meeting(number)), encoding="utf-8")
            files.append(str(path))
        return min(wall_ms(argentum_program(), "airtime", "report", "--json", *files) for _ in range(3))


def made_up_meeting(seed: int) -> Timeline:
    """Make a meeting in which each of four people speaks and is silent by chance, with the overlap that gives."""
    segments = []
    for person in PEOPLE:
        chance = Streams(seed).fresh(person)
        at_ms = 0.0
        while at_ms < MEETING_MIN * 60_000:
            at_ms += chance.expovariate(1 / (3 * STRETCH_MS)) + 250
            length_ms = chance.expovariate(1 / STRETCH_MS) + 100
            segments.append(Segment(round(at_ms), round(at_ms + length_ms), person))
            at_ms += length_ms
    return timeline_of(f"meeting{seed}", segments)
