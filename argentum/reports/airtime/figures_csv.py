"""The airtime report as CSV: a row per person and meeting, or per meeting and window."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from argentum.airtime.figures.intended import IntendedFigures
from argentum.airtime.figures.meeting import MeetingFigures
from argentum.airtime.figures.windows import MINUTE_MS, WINDOWS_MIN, talk_over_time
from argentum.spreadsheet import harmless

_COLUMNS = (
    "meeting",
    "participant",
    "name",
    "in_pool",
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
    "used_ms",
    "remaining_ms",
    "intended_interruptions_made",
    "intended_interruptions_suffered",
    "intended_attempts",
    "intended_interjections",
    "meeting_duration_ms",
    "meeting_speech_ms",
    "meeting_silence_ms",
    "meeting_overlap_ms",
    "meeting_jain",
    "meeting_gini",
    "meeting_break_ms",
)
_WINDOW_COLUMNS = ("meeting", "window_min", "start_ms", "end_ms", "gini", "jain")


def report_csv(meetings: Sequence[MeetingFigures]) -> str:
    """Write the rows in the order of the meetings and their people; what is undefined is empty.

    The figures of the meeting stand in each of its rows, so that one table says everything.
    """
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
                    int(person.in_pool),
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
                    person.used_ms,
                    person.remaining_ms,
                    *_intended(person.intended),
                    meeting.duration_ms,
                    meeting.speech_ms,
                    meeting.silence_ms,
                    meeting.overlap_ms,
                    meeting.jain,
                    meeting.gini,
                    meeting.timeline.break_ms,
                )
            )
    return out.getvalue()


def windows_csv(meetings: Sequence[MeetingFigures]) -> str:
    """Write how evenly talk was divided in each whole window of 2, 5 and 10 minutes; empty where nobody spoke."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_WINDOW_COLUMNS)
    for meeting in meetings:
        name = harmless(meeting.timeline.meeting_id)
        for minutes in WINDOWS_MIN:
            for window in talk_over_time(meeting.timeline, window_ms=minutes * MINUTE_MS):
                writer.writerow((name, minutes, window.start_ms, window.end_ms, window.gini, window.jain))
    return out.getvalue()


def _intended(intended: IntendedFigures | None) -> tuple[int | None, ...]:
    if intended is None:
        return (None,) * 4
    return (
        intended.interruptions_made,
        intended.interruptions_suffered,
        intended.attempts,
        intended.interjections,
    )
