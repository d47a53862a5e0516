"""What a rule would have done in a recorded meeting.

The people on the recording know nothing of the rule, so none of their behaviour is invented: whoever is muted and
speaks on is shown as blocked, and what the others might have said instead is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace as with_fields

from argentum.airtime.events import (
    AnyEvent,
    MeetingClosed,
    MeetingOpened,
    MeetingPaused,
    MeetingResumed,
    ParticipantJoined,
    SpeechEnded,
    SpeechStarted,
    order_of,
)
from argentum.airtime.meeting import Meeting
from argentum.airtime.ruleset import ADVISORY_ONLY, RulesetConfig
from argentum.airtime.timeline import Timeline


def events_of(timeline: Timeline, ruleset: RulesetConfig, *, planned_ms: int | None = None) -> list[AnyEvent]:
    """Turn a timeline into the log of a meeting from its first word to its last.

    Everybody is there from the beginning, in the order of the timeline. The planned length is the recorded one, without
    breaks, unless another is given.
    """
    first_ms, last_ms = timeline.span
    opened = MeetingOpened(
        id="opened",
        at_ms=0,
        room=timeline.meeting_id,
        planned_ms=timeline.duration_ms if planned_ms is None else planned_ms,
        facilitators=(_nobody_of(timeline),) if timeline.breaks else (),
        ruleset=ruleset,
    )
    events: list[AnyEvent] = [opened]
    for number, participant in enumerate(timeline.participants):
        joined = ParticipantJoined(
            id=f"joined-{number}",
            at_ms=0,
            seq=number,
            participant=participant,
            name=timeline.names.get(participant, ""),
            role="observer" if participant in timeline.outside else "participant",
        )
        events.append(joined)
    events.extend(sorted((*_speech(timeline, first_ms), *_breaks(timeline, first_ms)), key=order_of))
    # The sequence of the speech, else the close would come before a last word that ends with it.
    events.append(MeetingClosed(id="closed", at_ms=last_ms - first_ms, seq=len(timeline.participants)))
    return events


def log_of(timeline: Timeline) -> list[AnyEvent]:
    """Turn a timeline into the log of an ad-hoc meeting that had no rule, for whatever reads logs."""
    opened, *events = events_of(timeline, ADVISORY_ONLY)
    return [with_fields(opened, planned_ms=None) if isinstance(opened, MeetingOpened) else opened, *events]


def _speech(timeline: Timeline, first_ms: int) -> Iterator[AnyEvent]:
    # After the joins of the same instant.
    seq = len(timeline.participants)
    for number, participant in enumerate(timeline.participants):
        for place, (start_ms, end_ms) in enumerate(timeline.speech[participant]):
            yield SpeechStarted(
                id=f"from-{number}-{place}", at_ms=start_ms - first_ms, seq=seq, participant=participant
            )
            yield SpeechEnded(id=f"to-{number}-{place}", at_ms=end_ms - first_ms, seq=seq, participant=participant)


def _breaks(timeline: Timeline, first_ms: int) -> Iterator[AnyEvent]:
    seq, facilitator = len(timeline.participants), _nobody_of(timeline)
    for place, (start_ms, end_ms) in enumerate(timeline.breaks):
        yield MeetingPaused(id=f"paused-{place}", at_ms=start_ms - first_ms, seq=seq, by=facilitator)
        yield MeetingResumed(id=f"resumed-{place}", at_ms=end_ms - first_ms, seq=seq, by=facilitator)


def _nobody_of(timeline: Timeline) -> str:
    """Name a facilitator who is none of the people: a log says who paused, a timeline does not."""
    name = "facilitator"
    while name in timeline.speech:
        name += "-"
    return name


def replay(timeline: Timeline, ruleset: RulesetConfig, *, planned_ms: int | None = None) -> Meeting:
    """Hold a rule against a recorded meeting; mutes take effect, and speech after them is blocked."""
    meeting = Meeting(mute_effect="assumed")
    for event in events_of(timeline, ruleset, planned_ms=planned_ms):
        meeting.apply(event)
    return meeting
