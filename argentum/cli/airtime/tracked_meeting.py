"""The log of a meeting that is followed with keys: one terminal writes it, each key durable before it counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.events import AnyEvent
    from argentum.airtime.meeting import Meeting
    from argentum.airtime.ruleset import RulesetConfig
    from argentum.workspace.journal_file import JournalFile

_TOLD_FROM_MS = 1_000
"""Clocks that are set by the network jump back by less."""


class TrackedMeeting:
    """The meeting as it stands, and its log."""

    def __init__(self, path: Path) -> None:
        from argentum.airtime.meeting import Meeting
        from argentum.workspace.steady_clock import SteadyClock

        self.path = path
        self.meeting: Meeting = Meeting(mute_effect="echoed")
        self.last_ms = 0
        self.is_new = True
        self._clock = SteadyClock()
        self._file: JournalFile | None = None

    def _lock(self, *, resumed: bool) -> JournalFile:
        from argentum.workspace.journal_file import JournalFile

        busy = f"{self.path}: another terminal is following this meeting; end it there, or name another --room"
        self._file = JournalFile(self.path, resumed=resumed, busy=busy)
        return self._file

    def resume(self) -> None:
        """Go on with a log that is there; speech that was open when it broke off ends with its last line.

        Raises `UsageError` for a meeting that cannot go on, and while another terminal follows it.
        """
        from argentum.airtime.events import LONGEST_MS, SpeechEnded, order_of
        from argentum.airtime.recorded_log import read_events
        from argentum.workspace.steady_clock import SteadyClock

        file = self._lock(resumed=True)
        data = file.content()
        # A line that a crash left without its end is cut off, so that the next one stands on its own.
        whole = data[: data.rfind(b"\n") + 1]
        file.go_on_after(len(whole))
        if not whole.strip():
            return
        try:
            text = whole.decode()
        except UnicodeDecodeError as error:
            raise UsageError(f"{self.path}: found a byte that is no UTF-8, allowed: a log of track") from error
        self.is_new = False
        events = sorted(read_events(text, str(self.path)), key=order_of)
        for event in events:
            self._apply(event)
        if not self.meeting.is_open:
            raise UsageError(f"{self.path}: this meeting is over; see it with: argentum airtime report {self.path}")
        self._clock = SteadyClock(not_before_ms=self.last_ms)
        if self._clock() - events[0].at_ms > LONGEST_MS:
            raise UsageError(
                f"{self.path}: this meeting began more than a week ago and cannot go on; name another --room, "
                f"or see it with: argentum airtime report {self.path}"
            )
        if self._clock.behind_ms > _TOLD_FROM_MS:
            behind_s = self._clock.behind_ms // 1000
            typer.echo(
                f"This machine's clock is {behind_s} s behind the log; the meeting goes on where the log ends.",
                err=True,
            )
        for seat in self.meeting.state.talking():
            who = seat.participant_id
            self.take(SpeechEnded(id=f"broken-{self.last_ms}-{who}", at_ms=self.last_ms, seq=1, participant=who))

    def open(self, room: str, names: list[str], ruleset: RulesetConfig, planned_ms: int | None) -> None:
        """Begin a new log."""
        from argentum.airtime.events import MeetingOpened, ParticipantJoined
        from argentum.airtime.key_desk import FACILITATOR

        if self._file is None:
            self._lock(resumed=False)
        at_ms = self._clock()
        opened = MeetingOpened(
            id="opened", at_ms=at_ms, room=room, planned_ms=planned_ms, facilitators=(FACILITATOR,), ruleset=ruleset
        )
        self.take(opened)
        for number, name in enumerate(names, 1):
            self.take(ParticipantJoined(id=f"joined-{number}", at_ms=at_ms, seq=number, participant=name))

    def now_ms(self) -> int:
        """Give the time, never before the last event."""
        return max(self.last_ms, self._clock())

    def take(self, event: AnyEvent) -> None:
        """Write an event down, durably, and let it count."""
        from argentum.airtime.event_log import encode_event

        file = self._file or self._lock(resumed=True)
        file.append(encode_event(event).encode())
        file.sync()
        self._apply(event)

    def _apply(self, event: AnyEvent) -> None:
        self.meeting.apply(event)
        self.last_ms = max(self.last_ms, event.at_ms)
