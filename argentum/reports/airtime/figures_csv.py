"""The airtime report as CSV: a row per person and meeting."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.airtime.formats.tables import harmless

_COLUMNS = (
    "meeting",
    "participant",
    "name",
    "talk_ms",
    "share",
    "confirmed_ms",
    "turns",
    "longest_monologue_ms",
    "interruptions_made",
    "interruptions_suffered",
    "overlap_ms",
    "backchannels",
    "allocated_ms",
    "remaining_ms",
)


def report_csv(meetings: Sequence[MeetingFigures]) -> str:
    """Write the rows in the order of the meetings and their people; what is undefined is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for meeting in meetings:
        for person in meeting.participants:
            writer.writerow(
                (
                    harmless(meeting.timeline.meeting_id),
                    harmless(person.participant_id),
                    harmless(person.name),
                    person.talk_ms,
                    person.share,
                    person.confirmed_ms,
                    person.turns,
                    person.longest_monologue_ms,
                    person.interruptions_made,
                    person.interruptions_suffered,
                    person.overlap_ms,
                    person.backchannels,
                    person.allocated_ms,
                    person.remaining_ms,
                )
            )
    return out.getvalue()
