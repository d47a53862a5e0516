"""Real recordings, each held to what must be true of every meeting, and the figures over all of a folder.

    ARGENTUM_TIMELINES=folder python scripts/soak_recordings.py

The folder holds recordings (.rttm, .vtt, .jsonl, .TextGrid) at any depth; the figures are pooled for each folder that
holds some. Talk time and overlap are computed a second time by pyannote.core.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pyannote.core import Annotation, Segment

from argentum.airtime.figures.meeting import MeetingFigures, measure
from argentum.airtime.figures.turn_taking import turn_taking
from argentum.airtime.formats.recordings import READERS, read_recording
from argentum.reports.airtime.figure_texts import figure_rows

NEARLY = 1e-9


def faults_of(meeting: MeetingFigures) -> list[str]:
    """List what is not true of a meeting and should be."""
    timeline = meeting.timeline
    found: list[str] = []
    annotation = Annotation()
    for participant in timeline.participants:
        for start_ms, end_ms in timeline.speech[participant]:
            annotation[Segment(start_ms, end_ms), participant] = participant
    found += [
        f"{person.participant_id}: talk time is not the union of the segments"
        for person in meeting.participants
        if person.talk_ms != round(annotation.label_duration(person.participant_id))
    ]
    if meeting.talk_ms and abs(sum(person.share or 0.0 for person in meeting.participants) - 1) > NEARLY:
        found.append("shares do not sum to 1")
    if meeting.speech_ms + meeting.silence_ms + timeline.break_ms != timeline.span[1] - timeline.span[0]:
        found.append("speech and silence are not the span")
    if meeting.speech_ms != round(annotation.get_timeline().support().duration()):
        found.append("speech is not the union of everybody's segments")
    if meeting.overlap_ms != round(annotation.get_overlap().duration()):
        found.append("overlap is not what pyannote.core finds")
    return found


def soak_folder(folder: Path, files: Sequence[Path]) -> bool:
    """Read, measure and check the recordings of one folder, and print their figures; True when nothing was found."""
    started_s = time.perf_counter()
    meetings = [measure(timeline) for path in files for timeline in read_recording(path.read_bytes(), str(path))]
    figures = turn_taking([meeting.events for meeting in meetings])
    took_s = time.perf_counter() - started_s
    hours = sum(meeting.duration_ms for meeting in meetings) / 3_600_000
    print(f"\n{folder}: {len(meetings)} meetings, {hours:.1f} h, read and measured in {took_s:.2f} s")
    for row in figure_rows(figures):
        print(f"  {row.label:<22}{'; '.join(row.values)}")
    found = [(meeting.timeline.meeting_id, fault) for meeting in meetings for fault in faults_of(meeting)]
    for meeting_id, fault in found:
        print(f"  {meeting_id}: {fault}")
    return not found


def main() -> None:
    """Soak every folder below ARGENTUM_TIMELINES; ends with 1 when something was found."""
    given = os.environ.get("ARGENTUM_TIMELINES")
    if not given:
        print("ARGENTUM_TIMELINES names no folder of recordings: none were read.")
        return
    by_folder: dict[Path, list[Path]] = {}
    for path in sorted(Path(given).rglob("*")):
        if path.suffix.lower() in READERS:
            by_folder.setdefault(path.parent, []).append(path)
    if not by_folder:
        sys.exit(f"{given}: no recordings in it")
    sound = [soak_folder(folder, files) for folder, files in by_folder.items()]
    sys.exit(0 if all(sound) else 1)


if __name__ == "__main__":
    main()
