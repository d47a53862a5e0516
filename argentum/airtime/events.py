"""What happened in a meeting: the events of its log, which are the only input of everything that airtime computes.

Every event has an id and an instant; `docs/airtime-events.md` describes the log for those who write one. An id names
one fact: a second event with the same id is a repetition and changes nothing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.reactions.codes import Visibility
from argentum.airtime.ruleset import RulesetConfig

FORMAT_VERSION = 1
LONGEST_MS = 604_800_000
"""A week; what claims to come later after the beginning is a mistaken clock, not a meeting."""


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every event has."""

    id: str
    at_ms: int
    """On the axis of the meeting, whose zero its writer chooses; the same for the whole log."""
    seq: int = 0
    """Order among events of the same instant, if the writer knows it."""


class MeetingOpened(Event, frozen=True, kw_only=True, tag="meeting_opened"):
    """The meeting begins; the first event of a log."""

    room: str
    version: int = FORMAT_VERSION
    planned_ms: Annotated[int, Meta(ge=0, le=LONGEST_MS)] | None = None
    """Length without pauses; absent in an ad-hoc meeting."""
    facilitators: tuple[str, ...] = ()
    facilitator_in_pool: bool = False
    waits: bool = False
    """The clocks stand until the meeting is begun, by `meeting_resumed` or by the first word."""
    ruleset: RulesetConfig = RulesetConfig()


class MeetingClosed(Event, frozen=True, kw_only=True, tag="meeting_closed"):
    """The meeting is over; what comes later is refused."""


class ParticipantJoined(Event, frozen=True, kw_only=True, tag="participant_joined"):
    """Somebody came, or came back: the same id is the same person."""

    participant: str
    name: str = ""
    role: Literal["participant", "observer", "recorder"] = "participant"
    """Observers and recorders (Jibri, transcribers) never share the time."""
    endpoint: str = ""
    """What the meeting program calls this connection of theirs; another one at every join."""


class ParticipantLeft(Event, frozen=True, kw_only=True, tag="participant_left"):
    """Somebody went; their speech ends here."""

    participant: str


class SpeechStarted(Event, frozen=True, kw_only=True, tag="speech_started"):
    """Somebody began to speak; several may speak at once."""

    participant: str


class SpeechEnded(Event, frozen=True, kw_only=True, tag="speech_ended"):
    """Somebody stopped speaking."""

    participant: str
    inferred: bool = False
    """The end was not observed: the record broke off here."""


class SpeakerChanged(Event, frozen=True, kw_only=True, tag="speaker_changed"):
    """The dominant speaker changed; `None` is silence. Ends the speech of the one before."""

    participant: str | None = None


class MicrophoneChanged(Event, frozen=True, kw_only=True, tag="microphone_changed"):
    """A microphone was muted or opened, whoever did it: the echo of a mute command, too."""

    participant: str
    muted: bool


class HandRaised(Event, frozen=True, kw_only=True, tag="hand_raised"):
    """Somebody asks for the floor."""

    participant: str
    reply: bool = False
    """A direct reply to who is speaking: goes before new points."""


class HandLowered(Event, frozen=True, kw_only=True, tag="hand_lowered"):
    """Somebody no longer asks for the floor."""

    participant: str


class ReactionSent(Event, frozen=True, kw_only=True, tag="reaction_sent"):
    """Somebody reacts to what is said."""

    participant: str
    code: str
    visibility: Visibility | None = None
    target: str | None = None
    """A participant; the current speaker when absent."""


class TimeLent(Event, frozen=True, kw_only=True, tag="time_lent"):
    """Somebody gives speaking time to another."""

    participant: str
    borrower: str
    lent_ms: int


class Control(Event, frozen=True, kw_only=True):
    """A wish of a facilitator: who and why; refused from anybody else (hole 19)."""

    by: str
    why: str = ""


class RulesetChosen(Control, frozen=True, kw_only=True, tag="ruleset_chosen"):
    """Divide the time from here on by this ruleset."""

    ruleset: RulesetConfig


class EnforcementChosen(Control, frozen=True, kw_only=True, tag="enforcement_chosen"):
    """Hold the rule at this level from here on."""

    enforcement: EnforcementLevel


class MeetingPaused(Control, frozen=True, kw_only=True, tag="meeting_paused"):
    """Stop all clocks."""


class MeetingResumed(Control, frozen=True, kw_only=True, tag="meeting_resumed"):
    """Let all clocks run again."""


class ParticipantBypassed(Control, frozen=True, kw_only=True, tag="participant_bypassed"):
    """Hold no rule against this person, or do so again; their time counts either way."""

    participant: str
    bypassed: bool = True


class TimeReallocated(Control, frozen=True, kw_only=True, tag="time_reallocated"):
    """Set what this person has left; the others make room."""

    participant: str
    remaining_ms: int


class TimeGranted(Control, frozen=True, kw_only=True, tag="time_granted"):
    """Give a bonus, or with a negative amount a penalty."""

    participant: str
    granted_ms: int


class SpeechPermitted(Control, frozen=True, kw_only=True, tag="speech_permitted"):
    """Let a muted person speak on, although no time is left."""

    participant: str


class SlotAdvanced(Control, frozen=True, kw_only=True, tag="slot_advanced"):
    """Go on to the next slot of a round robin."""


class ReactionModesChosen(Control, frozen=True, kw_only=True, tag="reaction_modes_chosen"):
    """Allow exactly these modes for a reaction; none switches it off."""

    code: str
    modes: tuple[Visibility, ...] = ()


class KeyRenewed(Control, frozen=True, kw_only=True, tag="key_renewed"):
    """Somebody was given a new key; written by the server, for who gave it sees what the page behind it shows."""

    participant: str
    """A person, `observer` or `bridge`."""


class Tick(Event, frozen=True, kw_only=True, tag="tick"):
    """Nothing happened until here: lets clocks run on in a live meeting."""


ControlEvent = (
    RulesetChosen
    | EnforcementChosen
    | MeetingPaused
    | MeetingResumed
    | ParticipantBypassed
    | TimeReallocated
    | TimeGranted
    | SpeechPermitted
    | SlotAdvanced
    | ReactionModesChosen
    | KeyRenewed
)
Wish = HandRaised | HandLowered | ReactionSent | TimeLent | ControlEvent
"""What people want of a meeting, as against what they do in it."""
AnyEvent = (
    MeetingOpened
    | MeetingClosed
    | ParticipantJoined
    | ParticipantLeft
    | SpeechStarted
    | SpeechEnded
    | SpeakerChanged
    | MicrophoneChanged
    | Tick
    | Wish
)

_RANKS: dict[type[Event], int] = {
    MeetingOpened: 0,
    ParticipantJoined: 1,
    MeetingResumed: 2,
    SpeechEnded: 3,
    MicrophoneChanged: 4,
    SpeakerChanged: 6,
    SpeechStarted: 7,
    MeetingPaused: 8,
    ParticipantLeft: 8,
    MeetingClosed: 9,
}
_OTHERS = 5


def order_of(event: Event) -> tuple[int, int, int, str]:
    """Give the place of an event in its log: instant, the writer's sequence, kind, id; the same whatever came first."""
    return event.at_ms, event.seq, _RANKS.get(type(event), _OTHERS), event.id
