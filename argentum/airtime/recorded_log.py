"""Reading a meeting back from its own event log: as a timeline, or to hold another rule against it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable

from msgspec.structs import replace

from argentum.airtime.decisions import ControlRecorded
from argentum.airtime.event_log import decode_log
from argentum.airtime.events import AnyEvent, EnforcementChosen, MeetingOpened, RulesetChosen, order_of
from argentum.airtime.meeting import Meeting
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.timeline import Timeline
from argentum.airtime.tracker import follow
from argentum.errors import ConfigurationError, TimelineFormatError


def is_event_log(text: str) -> bool:
    """Tell an event log from other JSON lines by its first line: ours have a `kind`, Jitsi's an `event` or `name`."""
    try:
        first = json.loads(text.lstrip().split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "kind" in first and "event" not in first


def read_events(text: str, source: str) -> list[AnyEvent]:
    """Read the events of one meeting. Raises `TimelineFormatError` naming the line."""
    try:
        events = list(decode_log(text, source=source))
    except ConfigurationError as error:
        (fault,) = error.faults
        raise TimelineFormatError(
            f"{fault.source}:{fault.line}: expected {fault.allowed}, found {fault.found}"
        ) from None
    if not any(isinstance(event, MeetingOpened) for event in events):
        raise TimelineFormatError(f"{source}:1: expected a meeting_opened event somewhere, found none")
    return events


def read_event_log(text: str, source: str) -> list[Timeline]:
    """Read one meeting as a timeline with what was granted and what facilitators did.

    Speech without an observed end is not confirmed.
    """
    tracker = follow(read_events(text, source))
    controls = tuple(each for each in tracker.meeting.state.decisions if isinstance(each, ControlRecorded))
    return [dataclasses.replace(tracker.timeline(), controls=controls)]


def replay_log(events: Iterable[AnyEvent], ruleset: RulesetConfig) -> Meeting:
    """Hold another rule against a log: everything happens as recorded, but the choice of rules and levels."""
    meeting = Meeting(mute_effect="assumed")
    seen: set[str] = set()
    for event in sorted(events, key=order_of):
        if event.id in seen or isinstance(event, (RulesetChosen, EnforcementChosen)):
            continue
        seen.add(event.id)
        meeting.apply(replace(event, ruleset=ruleset) if isinstance(event, MeetingOpened) else event)
    return meeting
