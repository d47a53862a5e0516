"""Runs a session on virtual time: a heap of `(at_ms, rank, sequence, signal)`, as fast as the machine allows.

Order is in the heap and nowhere else: by time, then by the rank of the signal, then by when the driver came to know
it. What was cancelled, cut or replaced meanwhile stays in the heap and is skipped: taking it out would cost more. For
the same reason what has happened is not forgotten at once, but every some micro-turns.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any, Protocol

from argentum.drivers.journal import Journal
from argentum.errors import ProtocolError
from argentum.orchestration.auction_chat import AuctionChat
from argentum.orchestration.commands import (
    CancelRequest,
    Command,
    CompleteMicroTurn,
    CutClip,
    DiscardClip,
    DuckClip,
    EndReason,
    EndSession,
    PlayClip,
    PrepareClip,
    RequestBid,
    RequestDraft,
    SetTimer,
    TellAll,
    WriteDown,
)
from argentum.orchestration.signals import (
    RANK,
    BeatReached,
    ClipEnded,
    SessionStarted,
    Signal,
    StopRequested,
    TimerFired,
)
from argentum.ports.simulation import Playback, VoiceDesk, WritingDesk
from argentum.smoothing import at_least
from argentum.transcript.message import Message

TIMER_RANK = RANK[TimerFired]
_FORGOTTEN_EVERY = 64
"""Micro-turns."""


class Pace(Protocol):
    """Holds virtual time back to real time."""

    def wait_until(self, at_ms: int) -> None:
        """Return when the virtual instant may happen."""


class SimulatedDriver:
    """Feeds one session until it ends."""

    def __init__(
        self,
        chat: AuctionChat,
        *,
        writing: WritingDesk,
        voice: VoiceDesk,
        playback: Playback,
        journal: Journal | None = None,
        on_message: Callable[[Message], None] | None = None,
        stop: Callable[[], bool] | None = None,
        pace: Pace | None = None,
    ) -> None:
        """Put the world together.

        `on_message` gets each message after it is in the journal; `stop` is asked before each signal and ends the
        session politely when it says so; `pace` makes the run as slow as real time, and lets the journal be synced at
        every micro-turn.
        """
        self._chat = chat
        self._writing = writing
        self._voice = voice
        self._playback = playback
        self._journal = journal
        self._on_message = on_message
        self._stop = stop
        self._pace = pace
        self._heap: list[tuple[int, int, int, Signal]] = []
        self._sequence = 0
        self._void: set[int] = set()
        self._requests: dict[str, int] = {}
        self._preparing: dict[str, int] = {}
        self._playing: dict[str, list[int]] = {}
        self._timers: dict[str, int] = {}
        self._forgotten_turn = 0
        self._ended: EndReason | None = None
        self._obey: dict[type[Command], Callable[[Any], None]] = {
            RequestDraft: self._request_draft,
            RequestBid: self._request_bid,
            CancelRequest: self._cancel_request,
            PrepareClip: self._prepare,
            DiscardClip: self._discard,
            PlayClip: self._play,
            CutClip: self._cut,
            DuckClip: self._duck,
            SetTimer: self._set_timer,
            TellAll: self._tell_all,
            WriteDown: self._write_down,
            CompleteMicroTurn: self._complete,
            EndSession: self._end,
        }
        self.now_ms = 0
        self.micro_turns = 0

    def run(self) -> EndReason:
        """Run to the end and give its reason.

        Raises `ProtocolError` when the session waits for something that will never come: a fault of the session.
        """
        heap, void, stop, pace = self._heap, self._void, self._stop, self._pace
        feed, obey, journal = self._chat.feed, self._obey, self._journal
        self._schedule(0, SessionStarted())
        stopped = False
        while heap and self._ended is None:
            at_ms, rank, sequence, signal = heappop(heap)
            if sequence in void:
                void.discard(sequence)
                continue
            if pace is not None:
                pace.wait_until(at_ms)
            if stop is not None and not stopped and stop():
                # The signal that was due comes next, at the same instant; whatever it was, it did happen.
                stopped = True
                heappush(heap, (at_ms, rank, sequence, signal))
                signal = StopRequested(reason="interrupted")
            self.now_ms = at_ms
            if journal is not None:
                journal.signal(at_ms, signal)
            for command in feed(signal, at_ms):
                obey[type(command)](command)
        if self._ended is None:
            raise ProtocolError(f"the session stalled at {self.now_ms} ms: nothing is under way and it has not ended")
        if journal is not None:
            journal.seal(self._ended)
            journal.sync()
        return self._ended

    def _schedule(self, at_ms: int, signal: Signal) -> int:
        self._sequence = sequence = self._sequence + 1
        heappush(self._heap, (at_ms, RANK[type(signal)], sequence, signal))
        return sequence

    # -- one arm for each command: a table, because a `match` would test one class after the other -------------------

    def _set_timer(self, command: SetTimer) -> None:
        timer = command.timer
        self._cancel(self._timers.get(timer))
        self._sequence = self._timers[timer] = sequence = self._sequence + 1
        heappush(self._heap, (command.at_ms, TIMER_RANK, sequence, TimerFired(timer=timer)))

    def _prepare(self, command: PrepareClip) -> None:
        at_ms, answer = self._voice.prepare(command, self.now_ms)
        self._preparing[command.clip_id] = self._schedule(at_ms, answer)

    def _request_draft(self, command: RequestDraft) -> None:
        at_ms, answer = self._writing.answer(command, self.now_ms)
        self._requests[command.request.request_id] = self._schedule(at_ms, answer)

    def _request_bid(self, command: RequestBid) -> None:
        at_ms, answer = self._writing.answer_bid(command, self.now_ms)
        self._requests[command.request.request_id] = self._schedule(at_ms, answer)

    def _write_down(self, command: WriteDown) -> None:
        if self._journal is not None:
            self._journal.message(command.message)
        if self._on_message is not None:
            self._on_message(command.message)

    def _tell_all(self, command: TellAll) -> None:
        self._writing.hear(command.utterance)

    def _cancel_request(self, command: CancelRequest) -> None:
        self._cancel(self._requests.pop(command.request_id, None))

    def _discard(self, command: DiscardClip) -> None:
        self._cancel(self._preparing.pop(command.clip_id, None))

    def _cut(self, command: CutClip) -> None:
        self._void.update(self._playing.pop(command.clip_id, ()))

    def _duck(self, command: DuckClip) -> None:
        """Ducking changes the sound, not the time."""

    def _complete(self, command: CompleteMicroTurn) -> None:
        self.micro_turns = command.micro_turn
        if command.micro_turn - self._forgotten_turn >= _FORGOTTEN_EVERY:
            self._forgotten_turn = command.micro_turn
            self._forget_the_past()
        if self._pace is not None and self._journal is not None:
            self._journal.sync()

    def _end(self, command: EndSession) -> None:
        self._ended = command.reason

    def _forget_the_past(self) -> None:
        """Let go of what can no longer be cancelled, cut or replaced because it has happened."""
        ahead = {sequence for _, _, sequence, _ in self._heap}
        self._void &= ahead
        for known in (self._requests, self._preparing, self._timers):
            for name in [name for name, sequence in known.items() if sequence not in ahead]:
                del known[name]
        for clip_id in [clip_id for clip_id, events in self._playing.items() if events[-1] not in ahead]:
            del self._playing[clip_id]

    def _cancel(self, sequence: int | None) -> None:
        if sequence is not None:
            self._void.add(sequence)

    def _play(self, command: PlayClip) -> None:
        now_ms, clip_id = self.now_ms, command.clip_id
        end_ms = now_ms + command.duration_ms
        events: list[int] = []
        beat = command.first_beat
        for beat_ms in command.beats_ms:
            at_ms = at_least(now_ms + beat_ms + self._playback.beat_error_ms(), now_ms)
            if at_ms < end_ms:
                events.append(self._schedule(at_ms, BeatReached(clip_id=clip_id, beat=beat)))
            beat += 1
        events.append(self._schedule(end_ms, ClipEnded(clip_id=clip_id)))
        self._playing[clip_id] = events
