"""Speech as it is observed: sessions begin and end, and the time in between is charged, blocked or left uncounted."""

from __future__ import annotations

from argentum.airtime.decisions import QueueChanged
from argentum.airtime.meeting_state import HeldSpeech, MeetingState
from argentum.airtime.seat import Seat
from argentum.airtime.speaking import Closing, SpeakingSession


def run_to(state: MeetingState, at_ms: int) -> None:
    """Let time pass for everybody who speaks; nobody does while the clocks stand still."""
    span_ms = at_ms - state.now_ms
    if span_ms > 0:
        with_tokens = state.ruleset.rule == "token"
        voiced = False
        for seat in state.speaking:
            seat.talk_ms += span_ms
            if not seat.in_pool:
                seat.uncounted_ms += span_ms
                voiced = True
            elif seat.muted and state.mute_effect == "assumed" and not seat.bypassed:
                seat.blocked_ms += span_ms
            else:
                seat.used_ms += span_ms
                voiced = True
                if with_tokens:
                    state.purses.charge_speech(seat.participant_id, span_ms)
        if voiced:
            state.voiced_ms += span_ms
        state.now_ms = at_ms


def begin_speech(state: MeetingState, seat: Seat, *, dominant: bool) -> None:
    """Open a session, in a pause for when it is over; whoever already speaks goes on in the one that is open."""
    if seat.session is not None:
        return
    if state.paused:
        state.held.setdefault(seat.participant_id, HeldSpeech(dominant=dominant, cut=False))
        return
    if seat.muted and state.mute_effect == "assumed" and not seat.bypassed:
        seat.blocked_attempts += 1
    open_session(state, seat, dominant=dominant)


def open_session(state: MeetingState, seat: Seat, *, dominant: bool) -> None:
    """Let somebody speak from now on."""
    seat.session = SpeakingSession(participant_id=seat.participant_id, started_ms=state.now_ms, dominant=dominant)
    state.speaking.append(seat)
    if dominant:
        state.dominant = seat
    if state.rotation is not None and state.rotation.owner == seat.participant_id:
        state.rotation.quiet_since_ms = None


def end_speech(state: MeetingState, seat: Seat, closing: Closing) -> None:
    """Close the open session, if there is one; an end without a beginning is remembered, in case it came first."""
    if seat.session is None:
        if state.held.pop(seat.participant_id, None) is None:
            seat.unmatched_end_ms = state.now_ms
        else:
            _end_permission(seat)
        return
    session = seat.session.ended(state.now_ms, closing)
    state.sessions.append(session)
    seat.session = None
    _end_permission(seat)
    seat.spoke_ms = state.now_ms
    seat.turns += 1
    seat.longest_ms = max(seat.longest_ms, seat.said_before_ms + session.duration_ms)
    seat.said_before_ms = 0
    state.speaking.remove(seat)
    if state.dominant is seat:
        state.dominant = None
    if state.rotation is not None and state.rotation.owner == seat.participant_id:
        state.rotation.quiet_since_ms = state.now_ms
    state.purses.close_speech(seat.participant_id, state.now_ms)
    if state.queue.has_spoken(seat.participant_id, seat.talk_ms):
        tell_queue(state)


def _end_permission(seat: Seat) -> None:
    if seat.permitted:
        seat.permitted = False
        seat.reached = 0


def silence_due_ms(state: MeetingState) -> int | None:
    """Give when the dominant speaker counts as silent without further word; `None` when nothing bounds it."""
    if state.silence_bound_ms is None or state.dominant is None or state.dominant.session is None:
        return None
    return state.dominant.session.started_ms + state.silence_bound_ms


def tell_queue(state: MeetingState) -> None:
    """Tell the order of the queue if it is another one than before."""
    if state.ruleset.rule == "progressive-stack":
        order = state.queue.least_spoken_first({seat.participant_id: seat.talk_ms for seat in state.sharing()})
    else:
        order = state.queue.first_come()
    if order != state.queue_order:
        state.queue_order = order
        state.decisions.append(QueueChanged(at_ms=state.now_ms, order=order))
