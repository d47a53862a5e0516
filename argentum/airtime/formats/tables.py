"""The intervals of a timeline as CSV and JSON, for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
import json

from argentum.airtime.timeline import Interval, Timeline
from argentum.spreadsheet import harmless

FORMAT_VERSION = 1


def write_csv(timeline: Timeline) -> str:
    """Write one interval a row, by onset; people who never spoke have none.

    A name that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    rows = sorted(
        (start_ms, end_ms, place)
        for place, participant in enumerate(timeline.participants)
        for start_ms, end_ms in timeline.speech[participant]
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("meeting", "participant", "name", "start_ms", "end_ms", "duration_ms", "confirmed_ms"))
    for start_ms, end_ms, place in rows:
        participant = timeline.participants[place]
        confirmed_ms = _overlap_ms(timeline.confirmed[participant], (start_ms, end_ms))
        writer.writerow(
            (
                harmless(timeline.meeting_id),
                harmless(participant),
                harmless(timeline.name_of(participant)),
                start_ms,
                end_ms,
                end_ms - start_ms,
                confirmed_ms,
            )
        )
    return out.getvalue()


def write_json(timeline: Timeline) -> str:
    """Write everything that a timeline holds."""
    document = {
        "format_version": FORMAT_VERSION,
        "meeting": timeline.meeting_id,
        "start_ms": timeline.span[0],
        "end_ms": timeline.span[1],
        "breaks_ms": [list(each) for each in timeline.breaks],
        "participants": [
            {
                "id": participant,
                "name": timeline.name_of(participant),
                "speech_ms": [list(interval) for interval in timeline.speech[participant]],
                "confirmed_ms": [list(interval) for interval in timeline.confirmed[participant]],
            }
            for participant in timeline.participants
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _overlap_ms(intervals: tuple[Interval, ...], within: Interval) -> int:
    return sum(max(0, min(end_ms, within[1]) - max(start_ms, within[0])) for start_ms, end_ms in intervals)
