"""The airtime report as one JSON document; the keys are an interface and stay."""

from __future__ import annotations

import json
from collections.abc import Sequence

from argentum.airtime.figures.meeting import MeetingFigures, ParticipantFigures
from argentum.airtime.figures.turn_taking import turn_taking
from argentum.airtime.figures.windows import MINUTE_MS, WINDOWS_MIN, talk_over_time
from argentum.airtime.intent import INTENT_KINDS, IntentKind
from argentum.smoothing import quantile


def report_json(meetings: Sequence[MeetingFigures], *, ascii_only: bool = False) -> str:
    """Write one meeting as itself, several as `meetings` and `pooled`; what is undefined is null, never NaN."""
    document = (
        meeting_document(meetings[0])
        if len(meetings) == 1
        else {"meetings": [meeting_document(meeting) for meeting in meetings], "pooled": pooled_document(meetings)}
    )
    return json.dumps(document, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def meeting_document(meeting: MeetingFigures) -> dict[str, object]:
    """Give the figures of one meeting under flat keys, people and windows as lists."""
    start_ms, end_ms = meeting.timeline.span
    return {
        "meeting": meeting.timeline.meeting_id,
        "start_ms": start_ms,
        "end_ms": end_ms,
        "duration_ms": meeting.duration_ms,
        "break_ms": meeting.timeline.break_ms,
        "breaks": [{"start_ms": start_ms, "end_ms": end_ms} for start_ms, end_ms in meeting.timeline.breaks],
        "speech_ms": meeting.speech_ms,
        "silence_ms": meeting.silence_ms,
        "overlap_ms": meeting.overlap_ms,
        "longest_silence_ms": meeting.longest_silence_ms,
        "talk_ms": meeting.talk_ms,
        "confirmed_ms": meeting.confirmed_ms,
        "jain": meeting.jain,
        "gini": meeting.gini,
        "never_spoke": [person.participant_id for person in meeting.never_spoke],
        "invited_not_here": list(meeting.timeline.absent),
        "participants": [_participant(person) for person in meeting.participants],
        **{f"intended_{kind}s": _intended(meeting, kind) for kind in INTENT_KINDS},
        "controls": [control.to_dict() for control in meeting.timeline.controls],
        "over_time": {
            f"{minutes}min": [
                {"start_ms": window.start_ms, "end_ms": window.end_ms, "gini": window.gini, "jain": window.jain}
                for window in talk_over_time(meeting.timeline, window_ms=minutes * MINUTE_MS)
            ]
            for minutes in WINDOWS_MIN
        },
        "turn_taking": turn_taking([meeting.events]),
    }


def _intended(meeting: MeetingFigures, kind: IntentKind) -> int | None:
    intents = meeting.timeline.intents
    return None if intents is None else sum(intent.kind == kind for intent in intents)


def pooled_document(meetings: Sequence[MeetingFigures]) -> dict[str, object]:
    """Give sums over all meetings, percentiles of their evenness, and turn-taking over all events together."""
    return {
        "meetings": len(meetings),
        "duration_ms": sum(meeting.duration_ms for meeting in meetings),
        "break_ms": sum(meeting.timeline.break_ms for meeting in meetings),
        "speech_ms": sum(meeting.speech_ms for meeting in meetings),
        "silence_ms": sum(meeting.silence_ms for meeting in meetings),
        "overlap_ms": sum(meeting.overlap_ms for meeting in meetings),
        "talk_ms": sum(meeting.talk_ms for meeting in meetings),
        "confirmed_ms": sum(meeting.confirmed_ms for meeting in meetings),
        **_over_meetings("jain", [meeting.jain for meeting in meetings]),
        **_over_meetings("gini", [meeting.gini for meeting in meetings]),
        **{f"intended_{kind}s": _over_all([_intended(meeting, kind) for meeting in meetings]) for kind in INTENT_KINDS},
        "turn_taking": turn_taking([meeting.events for meeting in meetings]),
    }


def _over_all(counts: Sequence[int | None]) -> int | None:
    """Add up what all meetings logged; unknown when one of them logs none of it."""
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def _over_meetings(name: str, values: Sequence[float | None]) -> dict[str, float | None]:
    known = sorted(value for value in values if value is not None)
    return {f"{name}_p{percent}": quantile(known, percent / 100) if known else None for percent in (10, 50, 90)}


def _participant(person: ParticipantFigures) -> dict[str, object]:
    intended = person.intended
    return {
        "id": person.participant_id,
        "name": person.name,
        "in_pool": person.in_pool,
        "talk_ms": person.talk_ms,
        "share": person.share,
        "confirmed_ms": person.confirmed_ms,
        "turns": person.turns,
        "longest_monologue_ms": person.longest_monologue_ms,
        "interruptions_made": person.interruptions_made,
        "interruptions_suffered": person.interruptions_suffered,
        "backchannels": person.backchannels,
        "overlap_ms": person.overlap_ms,
        "overlap_attempts": person.overlap_attempts,
        "overlap_attempts_won": person.overlap_attempts_won,
        "first_onset_ms": person.first_onset_ms,
        "allocated_ms": person.allocated_ms,
        "used_ms": person.used_ms,
        "used_share": person.used_share,
        "remaining_ms": person.remaining_ms,
        "intended_interruptions_made": None if intended is None else intended.interruptions_made,
        "intended_interruptions_suffered": None if intended is None else intended.interruptions_suffered,
        "intended_attempts": None if intended is None else intended.attempts,
        "intended_interjections": None if intended is None else intended.interjections,
    }
