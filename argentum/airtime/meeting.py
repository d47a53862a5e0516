"""A meeting as a fold: events in, decisions out.

`apply` takes events in the order of `order_of`; `MeetingTracker` brings them into it. The fold never raises for what
an event says: what cannot take effect is refused, as a decision with its reason, and changes nothing.
"""

from __future__ import annotations

from msgspec.structs import replace

from argentum.airtime.allotting import admit, choose_ruleset, release_leaver, transfer
from argentum.airtime.controls import carry_out
from argentum.airtime.decisions import AnyDecision, Refused
from argentum.airtime.events import (
    LONGEST_MS,
    AnyEvent,
    HandLowered,
    HandRaised,
    KeyRenewed,
    MeetingClosed,
    MeetingOpened,
    MicrophoneChanged,
    ParticipantJoined,
    ParticipantLeft,
    ReactionSent,
    SpeakerChanged,
    SpeechEnded,
    SpeechStarted,
    Tick,
    TimeLent,
    Wish,
)
from argentum.airtime.meeting_context import MeetingContext
from argentum.airtime.meeting_state import TICK_MS, MeetingState, MuteEffect
from argentum.airtime.pausing import resume
from argentum.airtime.reacting import react
from argentum.airtime.reactions.desk import COALESCE_MS
from argentum.airtime.seat import Seat
from argentum.airtime.talking import begin_speech, end_speech, run_to, tell_queue
from argentum.airtime.watching import FIRST_NUDGE_MS, check, look, next_due_ms, turn_slot
from argentum.errors import PolicyViolationError


class Meeting:
    """One meeting in one room, from its opening to its close."""

    __slots__ = ("_due_ms", "_due_stands", "_looked_ms", "state")

    def __init__(self, *, mute_effect: MuteEffect = "assumed", silence_bound_ms: int | None = None) -> None:
        """Wait for the opening. `silence_bound_ms` limits how long a dominant speaker counts without further word."""
        self.state = MeetingState(
            context=MeetingContext(room_id="", start_ms=0, closed_ms=0),
            mute_effect=mute_effect,
            silence_bound_ms=silence_bound_ms,
        )
        self._due_ms: int | None = None
        self._due_stands = False
        self._looked_ms: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether events other than an opening can take effect."""
        return self.state.context.closed_ms is None

    def apply(self, event: AnyEvent) -> list[AnyDecision]:
        """Take one event, not earlier than the one before, and give what was decided up to and by it."""
        told = len(self.state.decisions)
        if isinstance(event, MeetingOpened):
            if self.state.context.room_id:
                self._refuse(event, "the meeting was opened already")
            else:
                self._open(event)
        elif isinstance(event, KeyRenewed):
            self._record_renewal(event)
        elif not self.is_open:
            self._refuse(event, "the meeting is not open")
        elif self._is_mistaken(event):
            self._refuse(event, "it claims to come more than a week after the beginning")
        else:
            self.advance(event.at_ms)
            self._due_stands = False
            try:
                self._take(event)
            except PolicyViolationError as error:
                self._refuse(event, str(error))
        return self.state.decisions[told:]

    def advance(self, to_ms: int) -> list[AnyDecision]:
        """Let time pass, tick by tick as far as something is due, and give what was decided."""
        state = self.state
        told = len(state.decisions)
        if to_ms > state.now_ms and self.is_open:
            due_ms = self.next_due_ms()
            while due_ms is not None and due_ms <= to_ms:
                run_to(state, due_ms)
                look(state)
                self._looked_ms = due_ms
                self._due_stands = False
                due_ms = self.next_due_ms()
            run_to(state, to_ms)
        return state.decisions[told:]

    def next_due_ms(self) -> int | None:
        """Give the next tick at which something is decided if nothing else happens before.

        Each tick is looked at once: what a look leaves due waits for the next one, so that time always moves on.
        """
        if not self._due_stands:
            due_ms = next_due_ms(self.state)
            if due_ms is not None and self._looked_ms is not None:
                due_ms = max(due_ms, self._looked_ms + TICK_MS)
            self._due_ms = due_ms
            self._due_stands = True
        return self._due_ms

    def _record_renewal(self, event: KeyRenewed) -> None:
        """Record a new key also after the end: what a person was told stays to be read."""
        if not self._is_mistaken(event):
            self.advance(event.at_ms)
        try:
            carry_out(self.state, event)
        except PolicyViolationError as error:
            self._refuse(event, str(error))

    def _is_mistaken(self, event: AnyEvent) -> bool:
        context = self.state.context
        return context.waited_ms is not None and event.at_ms - context.start_ms - context.waited_ms > LONGEST_MS

    def _open(self, event: MeetingOpened) -> None:
        state = self.state
        state.context = MeetingContext(
            room_id=event.room,
            start_ms=event.at_ms,
            planned_ms=event.planned_ms,
            facilitator_ids=event.facilitators,
            facilitator_in_pool=event.facilitator_in_pool,
            paused_since_ms=event.at_ms if event.waits else None,
            waited_ms=None if event.waits else 0,
        )
        state.now_ms = event.at_ms
        state.next_nudge_ms = event.at_ms + FIRST_NUDGE_MS
        choose_ruleset(state, event.ruleset, "opened")

    def _take(self, event: AnyEvent) -> None:
        match event:
            case ParticipantJoined():
                self._join(event.participant, name=event.name, shares=event.role == "participant")
            case ParticipantLeft():
                self._leave(self._present(event.participant))
            case SpeechStarted():
                self._start(self._speaking(event.participant), dominant=False)
            case SpeechEnded():
                end_speech(
                    self.state, self._present(event.participant), "record_broken" if event.inferred else "observed"
                )
            case SpeakerChanged():
                self._change_speaker(event)
            case MicrophoneChanged():
                self._microphone(self._present(event.participant), muted=event.muted)
            case MeetingClosed():
                self._close()
            case MeetingOpened() | Tick():
                pass  # An opening was taken or refused before; a tick has done its work by its instant.
            case _:
                self._take_wish(event)

    def _take_wish(self, event: Wish) -> None:
        """Take what people want of the meeting, as against what they do in it."""
        state = self.state
        match event:
            case HandRaised():
                seat = self._present(event.participant)
                who, talk_ms = seat.participant_id, seat.talk_ms
                if state.queue.raise_hand(who, at_ms=state.now_ms, reply=event.reply, talk_ms=talk_ms):
                    tell_queue(state)
            case HandLowered():
                if state.queue.lower_hand(event.participant):
                    tell_queue(state)
            case ReactionSent():
                target = None if event.target is None else self._present(event.target)
                react(state, self._present(event.participant), event, target)
            case TimeLent():
                transfer(state, self._present(event.participant), self._present(event.borrower), event.lent_ms)
            case _:
                carry_out(state, event)

    def _present(self, participant_id: str) -> Seat:
        seat = self.state.seats.get(participant_id)
        if seat is None or not seat.present:
            raise PolicyViolationError(f"{participant_id} is not in the meeting")
        return seat

    def _speaking(self, participant_id: str) -> Seat:
        """Find the seat of somebody who speaks: who is heard is there, even if word of their coming was lost."""
        seat = self.state.seats.get(participant_id)
        if seat is None or not seat.present:
            self._join(participant_id)
        return self.state.seats[participant_id]

    def _join(self, participant_id: str, *, name: str = "", shares: bool = True) -> None:
        state = self.state
        seat = state.seats.get(participant_id)
        if seat is not None and seat.present:
            seat.name = name or seat.name
            return
        if seat is None:
            if state.is_facilitator(participant_id):
                shares = shares and state.context.facilitator_in_pool
            seat = Seat(participant_id, name=name, in_pool=shares)
            state.seats[participant_id] = seat
        seat.present = True
        state.context = replace(
            state.context, participant_ids=tuple(each.participant_id for each in state.seats.values() if each.present)
        )
        if seat.in_pool:
            admit(state, seat)
            turn_slot(state)

    def _leave(self, seat: Seat) -> None:
        state = self.state
        if seat in state.talking():
            end_speech(state, seat, "left")
        seat.present = False
        state.context = replace(
            state.context, participant_ids=tuple(each.participant_id for each in state.seats.values() if each.present)
        )
        if state.queue.lower_hand(seat.participant_id):
            tell_queue(state)
        if seat.in_pool:
            release_leaver(state, seat)
            turn_slot(state)

    def _start(self, seat: Seat, *, dominant: bool) -> None:
        state = self.state
        if not state.context.begun:
            resume(state)
        if seat.unmatched_end_ms == state.now_ms and seat.session is None and not dominant:
            # Beginning and end at one instant, the end sorted first: a session of no length, not one without an end.
            begin_speech(state, seat, dominant=False)
            end_speech(state, seat, "observed")
            return
        begin_speech(state, seat, dominant=dominant)
        if state.mute_effect == "echoed" and seat.muted:
            # Somebody opened their microphone again: the rungs they stand on count once more.
            seat.muted = False
            seat.reached = 0
        if not state.paused:
            check(state, seat)

    def _change_speaker(self, event: SpeakerChanged) -> None:
        state = self.state
        following = None if event.participant is None else self._speaking(event.participant)
        before = state.leading()
        if before is not None and before is not following:
            end_speech(state, before, "next_speaker")
        if following is not None:
            self._start(following, dominant=True)

    def _microphone(self, seat: Seat, *, muted: bool) -> None:
        state = self.state
        seat.microphone_muted = muted
        if muted:
            seat.mute_asked_ms = None
            if seat in state.talking():
                end_speech(state, seat, "muted")

    def _close(self) -> None:
        state = self.state
        for seat in state.talking():
            end_speech(state, seat, "meeting_closed")
        for reaction in state.desk.shown(state.now_ms + COALESCE_MS):
            state.decisions.append(reaction)
        state.context = replace(state.context, closed_ms=state.now_ms)

    def _refuse(self, event: AnyEvent, reason: str) -> None:
        self.state.decisions.append(Refused(at_ms=event.at_ms, event_id=event.id, reason=reason))
