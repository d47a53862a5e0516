"""What facilitators may do to a running meeting; each use is recorded with who, when, what and why."""

from __future__ import annotations

from typing import assert_never

import msgspec
from msgspec.structs import replace

from argentum.airtime.allotting import choose_ruleset, grant, reallocate, rearm, release
from argentum.airtime.decisions import ControlRecorded
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import (
    ControlEvent,
    EnforcementChosen,
    KeyRenewed,
    MeetingPaused,
    MeetingResumed,
    ParticipantBypassed,
    ReactionModesChosen,
    RulesetChosen,
    SlotAdvanced,
    SpeechPermitted,
    TimeGranted,
    TimeReallocated,
)
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.pausing import pause, resume
from argentum.airtime.reactions.codes import reaction_kind
from argentum.airtime.seat import Seat
from argentum.airtime.watching import turn_slot
from argentum.errors import PolicyViolationError

_COMMON = frozenset(("id", "at_ms", "seq", "by", "why", "participant"))
_OVERRIDES = (ParticipantBypassed, TimeReallocated, TimeGranted, SpeechPermitted)
OPERATOR = "operator"
"""Who keeps the server; renews keys, and has no other control of a meeting."""


def carry_out(state: MeetingState, event: ControlEvent) -> None:
    """Do what a facilitator wishes. Raises `PolicyViolationError` when it is not allowed; nothing has changed then."""
    if not state.is_facilitator(event.by) and not (isinstance(event, KeyRenewed) and event.by == OPERATOR):
        raise PolicyViolationError(f"{event.by} is no facilitator of this meeting")
    if isinstance(event, _OVERRIDES) and not state.ruleset.facilitator_override_enabled:
        raise PolicyViolationError("overrides are switched off by the ruleset of this meeting")
    # The record stands before its consequences; a refusal takes it back.
    place = len(state.decisions)
    state.decisions.append(
        ControlRecorded(
            at_ms=event.at_ms,
            by=event.by,
            action=event.__struct_config__.tag if isinstance(event.__struct_config__.tag, str) else "",
            target_id=_target(event),
            why=event.why,
            details={
                name: msgspec.to_builtins(getattr(event, name))
                for name in event.__struct_fields__
                if name not in _COMMON
            },
        )
    )
    try:
        _do(state, event)
    except PolicyViolationError:
        del state.decisions[place:]
        raise


def _target(event: ControlEvent) -> str | None:
    return event.participant if isinstance(event, (*_OVERRIDES, KeyRenewed)) else None


def _do(state: MeetingState, event: ControlEvent) -> None:
    match event:
        case RulesetChosen():
            choose_ruleset(state, event.ruleset, "rule")
            turn_slot(state)
        case EnforcementChosen():
            _choose_level(state, event.enforcement)
        case MeetingPaused():
            pause(state)
        case MeetingResumed():
            resume(state)
        case ParticipantBypassed():
            _bypass(state, _seat(state, event.participant), bypassed=event.bypassed)
        case TimeReallocated():
            reallocate(state, _seat(state, event.participant), event.remaining_ms)
        case TimeGranted():
            grant(state, _seat(state, event.participant), event.granted_ms)
        case SpeechPermitted():
            _permit(state, _seat(state, event.participant))
        case SlotAdvanced():
            _next_slot(state)
        case KeyRenewed():
            pass  # The record is all there is to it: keys are the server's.
        case ReactionModesChosen():
            state.desk.matrix.choose(reaction_kind(event.code), event.modes)
        case _:
            assert_never(event)


def _seat(state: MeetingState, participant_id: str) -> Seat:
    seat = state.seats.get(participant_id)
    if seat is None:
        raise PolicyViolationError(f"{participant_id} is not known in this meeting")
    return seat


def _choose_level(state: MeetingState, level: EnforcementLevel) -> None:
    state.ruleset = replace(state.ruleset, enforcement=level)
    state.level = state.ruleset.effective_enforcement
    may_mute = state.level in {EnforcementLevel.HARD, EnforcementLevel.HYBRID}
    for seat in state.seats.values():
        seat.reached = 0
        if seat.muted and not may_mute:
            release(state, seat, reason="override")
        rearm(state, seat, releasing=True)


def _next_slot(state: MeetingState) -> None:
    if state.rotation is None:
        raise PolicyViolationError("there are slots only under the round-robin rule")
    if state.left_ms == 0:
        raise PolicyViolationError("the planned time is over: there are no more slots")
    turn_slot(state, now=True)


def _bypass(state: MeetingState, seat: Seat, *, bypassed: bool) -> None:
    seat.bypassed = bypassed
    if bypassed and seat.muted:
        release(state, seat, reason="override")


def _permit(state: MeetingState, seat: Seat) -> None:
    """Let a person finish: no rung is announced until this session ends, or the next one if none is open."""
    seat.permitted = True
    if seat.muted:
        release(state, seat, reason="override")
