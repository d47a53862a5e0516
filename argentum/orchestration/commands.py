"""What is to be done: wishes, in the imperative, that a driver carries out.

A driver carries commands out in the order in which they were given, at the time of the signal that they answer.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.orchestration.requests import BidRequest, WritingRequest
from argentum.transcript.message import Message
from argentum.transcript.utterance import Utterance

EndReason = Literal["completed", "interrupted", "budget", "provider_gone", "nobody_left"]


class RequestDraft(Struct, frozen=True, gc=False, kw_only=True):
    """Ask an agent to write; answer with `DraftArrived` or, at the latest at `deadline_ms`, `RequestFailed`."""

    request: WritingRequest
    deadline_ms: int


class RequestBid(Struct, frozen=True, gc=False, kw_only=True):
    """Ask an agent for its bid; answer with `BidArrived` or, at the latest at `deadline_ms`, `RequestFailed`."""

    request: BidRequest
    deadline_ms: int


class CancelRequest(Struct, frozen=True, gc=False, kw_only=True):
    """Nobody waits for this answer any more; no signal is to follow."""

    request_id: str


class PrepareClip(Struct, frozen=True, gc=False, kw_only=True):
    """Have a text spoken into a clip; answer with `ClipPrepared` or `ClipFailed`."""

    clip_id: str
    agent_id: str
    text: str
    words: int
    rate: float = 1.0
    """Speaking rate against the voice's own; mood moves it by at most 5 % (plan section 8, tone mapping)."""


class DiscardClip(Struct, frozen=True, gc=False, kw_only=True):
    """The clip will not be played; no signal is to follow."""

    clip_id: str


class PlayClip(Struct, frozen=True, gc=False, kw_only=True):
    """Begin a prepared clip now; report its beats and its end."""

    clip_id: str
    duration_ms: int
    beats_ms: tuple[int, ...]
    """From the start of the clip; empty for interjections and kickers."""
    first_beat: int = 1
    """Number of the first of them: 2 in the second half of a dual-path segment."""


class CutClip(Struct, frozen=True, gc=False, kw_only=True):
    """Stop a sounding clip now with a fade; no further signal of it is to follow."""

    clip_id: str
    fade_ms: int


class DuckClip(Struct, frozen=True, gc=False, kw_only=True):
    """Lower a sounding clip to `gain_db` (0 restores it)."""

    clip_id: str
    gain_db: float


class SetTimer(Struct, frozen=True, gc=False, kw_only=True):
    """Fire `timer` at `at_ms`; a timer of the same name that is still set is replaced."""

    timer: str
    at_ms: int


class TellAll(Struct, frozen=True, gc=False, kw_only=True):
    """Let every agent hear this utterance."""

    utterance: Utterance


class WriteDown(Struct, frozen=True, gc=False, kw_only=True):
    """Append a message to the journal."""

    message: Message


class CompleteMicroTurn(Struct, frozen=True, gc=False, kw_only=True):
    """A micro-turn is over: everything up to here is safe to resume from."""

    micro_turn: int


class EndSession(Struct, frozen=True, gc=False, kw_only=True):
    """Nothing more will be asked or played."""

    reason: EndReason


Command = (
    RequestDraft
    | RequestBid
    | CancelRequest
    | PrepareClip
    | DiscardClip
    | PlayClip
    | CutClip
    | DuckClip
    | SetTimer
    | TellAll
    | WriteDown
    | CompleteMicroTurn
    | EndSession
)
