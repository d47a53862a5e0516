"""Which role may report or wish what.

The fold refuses what the meeting does not allow (a control of somebody who is no facilitator); here stands what a key
may say at all, so that a participant's key can neither speak for others nor observe.
"""

from __future__ import annotations

from argentum.airtime.events import (
    AnyEvent,
    EnforcementChosen,
    Event,
    HandLowered,
    HandRaised,
    MeetingClosed,
    MeetingPaused,
    MeetingResumed,
    MicrophoneChanged,
    ParticipantBypassed,
    ParticipantJoined,
    ParticipantLeft,
    ReactionModesChosen,
    ReactionSent,
    RulesetChosen,
    SlotAdvanced,
    SpeakerChanged,
    SpeechEnded,
    SpeechPermitted,
    SpeechStarted,
    TimeGranted,
    TimeLent,
    TimeReallocated,
)
from argentum.airtime.live.viewer import Role
from argentum.errors import PolicyViolationError

OWN_ACTS: tuple[type[Event], ...] = (ReactionSent, TimeLent)
"""What nobody can do for another, not even a facilitator."""
_WISHES: tuple[type[Event], ...] = (HandRaised, HandLowered, *OWN_ACTS)
_COMING_AND_GOING: tuple[type[Event], ...] = (ParticipantJoined, ParticipantLeft)
_OBSERVATIONS: tuple[type[Event], ...] = (SpeechStarted, SpeechEnded, SpeakerChanged, MicrophoneChanged)
CONTROLS: tuple[type[Event], ...] = (
    RulesetChosen,
    EnforcementChosen,
    MeetingPaused,
    MeetingResumed,
    ParticipantBypassed,
    TimeReallocated,
    TimeGranted,
    SpeechPermitted,
    SlotAdvanced,
    ReactionModesChosen,
)
_ALLOWED: dict[Role, tuple[type[Event], ...]] = {
    "facilitator": (*_COMING_AND_GOING, *_OBSERVATIONS, *_WISHES, *CONTROLS, MeetingClosed),
    "participant": (*_COMING_AND_GOING, *_WISHES),
    "observer": (),
    "bridge": (*_COMING_AND_GOING, *_OBSERVATIONS, HandRaised, HandLowered),
}


def kind_of(event: Event) -> str:
    """Give the name of an event's kind as it stands in the log."""
    return str(event.__struct_config__.tag)


def check_role(role: Role, event: AnyEvent) -> None:
    """Raise `PolicyViolationError` when a key of this role cannot send this kind at all."""
    if not isinstance(event, _ALLOWED[role]):
        raise PolicyViolationError(f"a key for {role} cannot send {kind_of(event)}")
