"""Following a meeting from its events, in whatever order and however often they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.decisions import AnyDecision
from argentum.airtime.events import AnyEvent
from argentum.airtime.meeting import Meeting
from argentum.airtime.meeting_state import MuteEffect
from argentum.airtime.reorder_window import WINDOW_MS, ReorderWindow
from argentum.airtime.timeline import Segment, Timeline, timeline_of


class MeetingTracker:
    """A fold over the log of one meeting.

    Idempotent per event id, and indifferent to repetition and order within the window. After a crash, feed the log to a
    new tracker: equal logs give equal states, whatever was lost, repeated or late on the way in.
    """

    __slots__ = ("_meeting", "_window")

    def __init__(
        self,
        *,
        window_ms: int = WINDOW_MS,
        mute_effect: MuteEffect = "echoed",
        silence_bound_ms: int | None = None,
    ) -> None:
        """Wait for the first event."""
        self._meeting = Meeting(mute_effect=mute_effect, silence_bound_ms=silence_bound_ms)
        self._window = ReorderWindow(window_ms)

    @property
    def meeting(self) -> Meeting:
        """Give the meeting as far as its events are settled."""
        return self._meeting

    @property
    def repeated(self) -> int:
        """Give the number of events whose id had come before."""
        return self._window.repeated

    @property
    def too_late(self) -> tuple[str, ...]:
        """Give the ids of events that came after their window and had no effect."""
        return tuple(self._window.too_late)

    def feed(self, event: AnyEvent) -> list[AnyDecision]:
        """Take an event and give what was decided by those that are settled now."""
        return self._settle(self._window.push(event))

    def advance(self, now_ms: int) -> list[AnyDecision]:
        """Let the clock run without an event; what happens is settled up to the window before it."""
        decisions = self._settle(self._window.flush(now_ms))
        return [*decisions, *self._meeting.advance(max(self._meeting.state.now_ms, now_ms - self._window.window_ms))]

    def finish(self) -> list[AnyDecision]:
        """Settle everything: nothing more will come."""
        return self._settle(self._window.flush())

    def allocations(self) -> tuple[TimeAllocation, ...]:
        """Give the hourglasses of all that have one."""
        seats = self._meeting.state.seats.values()
        return tuple(seat.allocation() for seat in seats if seat.allocated_ms is not None)

    def timeline(self) -> Timeline:
        """Give the speech so far, what of it is confirmed, the breaks, and what the rule granted and charged.

        Open sessions count up to now.
        """
        state = self._meeting.state
        sessions = [
            *state.sessions,
            *(
                seat.session.ended(state.now_ms, "meeting_closed")
                for seat in state.speaking
                if seat.session is not None
            ),
        ]
        limited = [seat for seat in state.seats.values() if seat.allocated_ms is not None]
        spoken = timeline_of(
            state.context.room_id,
            [
                Segment(session.started_ms, session.ended_ms, session.participant_id, session.is_confirmed)
                for session in sessions
                if session.ended_ms is not None
            ],
            present=state.seats,
            names={seat.participant_id: seat.name for seat in state.seats.values() if seat.name != seat.participant_id},
            breaks=state.breaks,
        )
        return replace(
            spoken,
            granted_ms={seat.participant_id: seat.available_ms for seat in limited},
            charged_ms={seat.participant_id: seat.charged_ms for seat in limited},
            is_complete=state.context.closed_ms is not None,
            outside=frozenset(seat.participant_id for seat in state.seats.values() if not seat.in_pool),
        )

    def _settle(self, events: Iterable[AnyEvent]) -> list[AnyDecision]:
        return [decision for event in events for decision in self._meeting.apply(event)]


def follow(events: Iterable[AnyEvent], *, mute_effect: MuteEffect = "echoed") -> MeetingTracker:
    """Follow a complete log, whose events may stand in any order."""
    tracker = MeetingTracker(window_ms=1 << 60, mute_effect=mute_effect)
    for event in events:
        tracker.feed(event)
    tracker.finish()
    return tracker
