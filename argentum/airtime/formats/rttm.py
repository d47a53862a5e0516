"""RTTM, the diarization format of NIST: one segment a line.

`SPEAKER file channel onset_s duration_s <NA> <NA> speaker <NA> <NA>`: ten fields by blanks; some tools leave out the
last one. Lines of other types and lines that begin with `;;` say nothing about who spoke and are passed over. A file
may hold several meetings: each name in the second field is one.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from argentum.airtime.formats.expected import LONGEST_S, wrong_line
from argentum.airtime.timeline import Segment, Timeline, timeline_of

_BLANKS = re.compile(r"[ \t]+")
_SPEAKER_FIELDS = (9, 10)
_OTHER_TYPES = frozenset(
    (
        "A/P",
        "ADDRESSEE",
        "CB",
        "EDIT",
        "FILLER",
        "IP",
        "LEXEME",
        "NON-LEX",
        "NON-SPEECH",
        "NOSCORE",
        "NO_RT_METADATA",
        "SEGMENT",
        "SPKR-INFO",
        "SU",
    )
)


def read_rttm(text: str, source: str) -> list[Timeline]:
    """Read all meetings of a file, by first line; a file without segments is one empty meeting named after it.

    Times are rounded to the millisecond: the onset and the offset, not the duration. Raises `TimelineFormatError`.
    """
    meetings: dict[str, list[Segment]] = {}
    # Not `splitlines` and `split`: a name may hold blanks and line ends that only Unicode knows.
    for number, line in enumerate(text.split("\n"), 1):
        fields = [field for field in _BLANKS.split(line) if field]
        if not fields or fields[0].startswith(";;"):
            continue
        if fields[0] != "SPEAKER":
            if fields[0] in _OTHER_TYPES:
                continue
            raise wrong_line(source, number, line, "a SPEAKER line (SPEAKER file channel onset duration …)")
        if len(fields) not in _SPEAKER_FIELDS:
            raise wrong_line(source, number, line, f"9 or 10 fields by blanks (a name has none), not {len(fields)}")
        try:
            onset_s, duration_s = float(fields[3]), float(fields[4])
        except ValueError:
            raise wrong_line(
                source, number, f"{fields[3]} {fields[4]}", "onset and duration in seconds as fields 4 and 5"
            ) from None
        if not (0 <= onset_s <= LONGEST_S and 0 <= duration_s <= LONGEST_S):
            raise wrong_line(
                source, number, f"{fields[3]} {fields[4]}", f"an onset and a duration of 0 to {LONGEST_S:,} seconds"
            )
        meetings.setdefault(fields[1], []).append(
            Segment(round(onset_s * 1_000), round((onset_s + duration_s) * 1_000), fields[7])
        )
    if not meetings:
        return [timeline_of(PurePath(source).stem, [])]
    return [timeline_of(meeting, segments) for meeting, segments in meetings.items()]


def write_rttm(timeline: Timeline) -> str:
    """Write a timeline with ten fields a line, by onset; people who never spoke cannot be said in RTTM.

    Blanks, which separate fields, become underscores in names.
    """
    rows = sorted(
        (start_ms, end_ms, place)
        for place, participant in enumerate(timeline.participants)
        for start_ms, end_ms in timeline.speech[participant]
    )
    names = [_field(timeline.name_of(participant)) for participant in timeline.participants]
    meeting = _field(timeline.meeting_id)
    return "".join(
        f"SPEAKER {meeting} 1 {_seconds(start_ms)} {_seconds(end_ms - start_ms)} <NA> <NA> {names[place]} <NA> <NA>\n"
        for start_ms, end_ms, place in rows
    )


def _field(name: str) -> str:
    return "_".join(name.split()) or "<NA>"  # No Unicode blanks either, for whoever reads with `split`.


def _seconds(time_ms: int) -> str:
    return f"{time_ms // 1_000}.{time_ms % 1_000:03d}"
