"""Script, run, compare the whole log: a world in which a test decides how long things take and what goes wrong.

`World` runs a session on virtual time. Each answer comes from a function that the test gives; what it does not give has
a plain default. Everything that happened is kept with its time, as values in `events` and as lines in `log`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TypeVar, assert_never

from argentum.orchestration.auction_chat import AuctionChat
from argentum.orchestration.commands import (
    CancelRequest,
    Command,
    CompleteMicroTurn,
    CutClip,
    DiscardClip,
    DuckClip,
    EndSession,
    PlayClip,
    PrepareClip,
    RequestBid,
    RequestDraft,
    SetTimer,
    TellAll,
    WriteDown,
)
from argentum.orchestration.requests import BidRequest, WritingRequest
from argentum.orchestration.signals import (
    RANK,
    BeatReached,
    ClipEnded,
    ClipFailed,
    ClipPrepared,
    DraftArrived,
    Failure,
    RequestFailed,
    SessionStarted,
    Signal,
    TimerFired,
)
from argentum.speech.sentences import word_count
from argentum.transcript.message import Message
from argentum.transcript.utterance import Draft
from tests.builders import WORD_MS, a_draft

Kind = TypeVar("Kind")

LATENCY_MS = 800
FIRST_AUDIO_MS = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of a request: a draft, or a failure, after some time."""

    after_ms: int = LATENCY_MS
    draft: Draft | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Voiced:
    """What becomes of a clip."""

    after_ms: int = FIRST_AUDIO_MS
    word_ms: int = WORD_MS
    failure: Failure | None = None


def answer_all(request: WritingRequest) -> Answer:
    """Write 20 words for a segment, 8 for a kicker with 14 to follow, 3 for an interjection."""
    if request.purpose == "kicker":
        return Answer(draft=a_draft(8, follow_on=a_draft(14).text))
    if request.purpose == "interjection":
        return Answer(draft=a_draft(3))
    return Answer(draft=a_draft(20, reserve="And one more thing."))


def in_order(signals: list[Signal]) -> list[Signal]:
    """Leave signals of one instant as they are: by rank, then as they became known."""
    return signals


@dataclass(slots=True, kw_only=True)
class World:
    """Feeds one session; `run` goes on to an instant or to the end."""

    chat: AuctionChat
    write: Callable[[WritingRequest], Answer] = answer_all
    voice: Callable[[PrepareClip], Voiced] = field(default=lambda _command: Voiced())
    bid: Callable[[BidRequest], tuple[int, Signal]] | None = None
    beat_late_ms: Callable[[int], int] = field(default=lambda _beat: 0)
    """How late a beat is reported, by its number."""
    order: Callable[[list[Signal]], list[Signal]] = in_order
    """In which order signals of one instant come."""
    forgetful: bool = False
    """Whether signals of what was cancelled, cut or discarded come all the same, as in a live race."""
    armed: dict[str, bool] = field(default_factory=dict)
    """For each timer that was due: whether the interrupt gate was armed then."""
    now_ms: int = 0
    events: list[tuple[int, Signal | Command]] = field(default_factory=list)
    """Every signal, each followed by the commands that answered it."""
    messages: list[Message] = field(default_factory=list)
    ended: str | None = None
    _heap: list[tuple[int, int, int, Signal]] = field(default_factory=list)
    _sequence: int = 0
    _timers: dict[str, int] = field(default_factory=dict)
    _void: set[str] = field(default_factory=set)

    def start(self) -> World:
        """Begin the session."""
        self.at(0, SessionStarted())
        return self

    def at(self, at_ms: int, signal: Signal) -> None:
        """Let something happen at an instant to come."""
        self._sequence += 1
        heappush(self._heap, (at_ms, RANK[type(signal)], self._sequence, signal))

    def run(self, until_ms: int | None = None) -> World:
        """Go on up to and with an instant, or to the end of the session."""
        while self._heap and not self.is_over():
            at_ms = self._heap[0][0]
            if until_ms is not None and at_ms > until_ms:
                break
            together: list[Signal] = []
            while self._heap and self._heap[0][0] == at_ms:
                _, _, sequence, signal = heappop(self._heap)
                if not (isinstance(signal, TimerFired) and self._timers.get(signal.timer) != sequence):
                    together.append(signal)
            for signal in self.order(together):
                if not self.is_over() and not self._is_void(signal):
                    self.feed(at_ms, signal)
        return self

    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self.ended is not None

    def feed(self, at_ms: int, signal: Signal) -> list[Command]:
        """Feed one signal now and obey."""
        self.now_ms = at_ms
        self.events.append((at_ms, signal))
        commands = list(self.chat.feed(signal, at_ms))
        if isinstance(signal, TimerFired):
            self.armed[signal.timer] = self.chat.interrupt_armed
        for command in commands:
            self.events.append((at_ms, command))
            self._obey(command, at_ms)
        return commands

    def _is_void(self, signal: Signal) -> bool:
        if self.forgetful:
            return False
        name = getattr(signal, "clip_id", None) or getattr(signal, "request_id", None)
        return name is not None and name in self._void

    def _obey(self, command: Command, now_ms: int) -> None:  # noqa: C901 - one arm for each command
        match command:
            case RequestDraft():
                self._answer(command, now_ms)
            case RequestBid():
                if self.bid is not None:
                    after_ms, signal = self.bid(command.request)
                    self.at(now_ms + after_ms, signal)
            case PrepareClip():
                self._voice(command, now_ms)
            case PlayClip():
                for number, beat_ms in enumerate(command.beats_ms):
                    beat = command.first_beat + number
                    late_ms = self.beat_late_ms(beat)
                    self.at(max(now_ms, now_ms + beat_ms + late_ms), BeatReached(clip_id=command.clip_id, beat=beat))
                self.at(now_ms + command.duration_ms, ClipEnded(clip_id=command.clip_id))
            case CancelRequest():
                self._void.add(command.request_id)
            case DiscardClip() | CutClip():
                self._void.add(command.clip_id)
            case SetTimer():
                self.at(command.at_ms, TimerFired(timer=command.timer))
                self._timers[command.timer] = self._sequence
            case WriteDown():
                self.messages.append(command.message)
            case EndSession():
                self.ended = command.reason
            case TellAll() | DuckClip() | CompleteMicroTurn():
                pass
            case _:
                assert_never(command)

    def _answer(self, command: RequestDraft, now_ms: int) -> None:
        answer = self.write(command.request)
        request_id = command.request.request_id
        at_ms = now_ms + answer.after_ms
        if answer.failure is not None:
            self.at(at_ms, RequestFailed(request_id=request_id, failure=answer.failure))
        elif at_ms > command.deadline_ms:
            self.at(command.deadline_ms, RequestFailed(request_id=request_id, failure="timed_out"))
        else:
            self.at(at_ms, DraftArrived(request_id=request_id, draft=answer.draft or a_draft()))

    def _voice(self, command: PrepareClip, now_ms: int) -> None:
        voiced = self.voice(command)
        at_ms = now_ms + voiced.after_ms
        if voiced.failure is not None:
            self.at(at_ms, ClipFailed(clip_id=command.clip_id, failure=voiced.failure))
            return
        words = word_count(command.text) if command.text else command.words
        ends = tuple(voiced.word_ms * (place + 1) for place in range(words))
        self.at(
            at_ms,
            ClipPrepared(
                clip_id=command.clip_id, duration_ms=ends[-1], word_ends_ms=ends, first_audio_ms=voiced.after_ms
            ),
        )

    # -- what was done, in words -------------------------------------------------------------------------------------

    @property
    def log(self) -> list[str]:
        """Everything that can be heard or read, one line each: `4300 cut ann`."""
        voices: dict[str, str] = {}
        lines: list[str] = []
        for at_ms, event in self.events:
            line = _in_words(event, voices)
            if line is not None:
                lines.append(f"{at_ms} {line}")
        return lines

    def of(self, kind: type[Kind]) -> list[tuple[int, Kind]]:
        """Give the signals or commands of one kind with their times."""
        return [(at_ms, event) for at_ms, event in self.events if isinstance(event, kind)]

    def heard(self, *events: str) -> list[Message]:
        """Give the messages of some events; of all that was heard when none is named."""
        wanted = events or ("segment", "interjection", "hard_interrupt")
        return [message for message in self.messages if message.metadata.event in wanted]

    def notices(self) -> list[str]:
        """Give the codes of the reasons of all notices."""
        return [reason.code for message in self.heard("notice") for reason in message.metadata.reasons]


def _in_words(command: Signal | Command, voices: dict[str, str]) -> str | None:
    match command:
        case PrepareClip():
            voices[command.clip_id] = command.agent_id
            return None
        case RequestDraft():
            return f"ask {command.request.agent_id} for a {command.request.purpose} ({command.request.position})"
        case PlayClip():
            return f"play {voices[command.clip_id]}"
        case CutClip():
            return f"cut {voices[command.clip_id]}"
        case DuckClip():
            return f"duck {voices[command.clip_id]} to {command.gain_db:g} dB"
        case WriteDown():
            event, agent = command.message.metadata.event, command.message.metadata.agent_id
            return f"write {event}" + (f" of {agent}" if agent is not None else "")
        case EndSession():
            return f"end: {command.reason}"
        case _:
            return None
