"""The clocks of a meeting stand still: in a pause, and before a meeting that waits has begun.

Speech that is open when a pause begins ends there and goes on with the meeting: a meeting program does not say again
who was speaking, and nobody who spoke last before a coffee break has talked through it (hole 20).
"""

from __future__ import annotations

from msgspec.structs import replace

from argentum.airtime.meeting_state import HeldSpeech, MeetingState
from argentum.airtime.talking import end_speech, open_session
from argentum.airtime.watching import turn_slot
from argentum.errors import PolicyViolationError


def pause(state: MeetingState) -> None:
    """Stop all clocks. Raises `PolicyViolationError` when they stand already."""
    if not state.context.begun:
        raise PolicyViolationError("the meeting has not begun")
    if state.paused:
        raise PolicyViolationError("the meeting is paused already")
    for seat in list(state.speaking):
        permitted, dominant, said_ms = seat.permitted, state.dominant is seat, seat.said_before_ms
        end_speech(state, seat, "paused")
        seat.permitted = permitted
        said_ms += state.sessions[-1].duration_ms
        state.held[seat.participant_id] = HeldSpeech(dominant=dominant, cut=True, said_ms=said_ms)
    state.context = replace(state.context, paused_since_ms=state.now_ms)


def resume(state: MeetingState) -> None:
    """Let the clocks run, again or for the first time; what was due comes later by the length of the pause.

    Raises `PolicyViolationError` when they run.
    """
    since_ms, waited_ms = state.context.paused_since_ms, state.context.waited_ms
    if since_ms is None:
        raise PolicyViolationError("the meeting is not paused")
    paused_ms = state.now_ms - since_ms
    state.breaks.append((since_ms, state.now_ms))
    state.context = replace(
        state.context,
        paused_since_ms=None,
        paused_ms=state.context.paused_ms + paused_ms,
        waited_ms=paused_ms if waited_ms is None else waited_ms,
    )
    state.next_nudge_ms += paused_ms
    if state.next_adjustment_ms is not None:
        state.next_adjustment_ms += paused_ms
    if state.next_settlement_ms is not None:
        state.next_settlement_ms += paused_ms
    if state.rotation is not None:
        state.rotation.shift(paused_ms)
    for participant_id, speech in state.held.items():
        seat = state.seats[participant_id]
        seat.turns -= speech.cut  # It was counted at the cut, and is one turn with what follows.
        open_session(state, seat, dominant=speech.dominant)
        seat.said_before_ms = speech.said_ms
    state.held.clear()
    turn_slot(state)
