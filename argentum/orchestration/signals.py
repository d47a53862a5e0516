"""What happened: facts, in the past tense, that a driver feeds into the session.

`RANK` orders signals of the same instant. Replies come before playback, playback before timers: a draft that arrives
at its deadline counts, and a clip that ends when its successor is due has ended. Within a rank the order is the order
in which the driver came to know them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.coordination.situation import ReportedBid
from argentum.transcript.utterance import Draft

Failure = Literal["timed_out", "rate_limited", "malformed", "gone"]


class SessionStarted(Struct, frozen=True, gc=False, tag_field="kind", tag="session_started"):
    """The driver is ready; always the first signal."""


class DraftArrived(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="draft_arrived"):
    """An agent answered a request for text."""

    request_id: str
    draft: Draft
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0


class BidArrived(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="bid_arrived"):
    """An agent stated its bid."""

    request_id: str
    bid: ReportedBid
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0


class RequestFailed(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="request_failed"):
    """A request will not be answered any more."""

    request_id: str
    failure: Failure
    retry_after_ms: int = 0
    """Rate limits: what the provider asked for."""


class ClipPrepared(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="clip_prepared"):
    """A clip can begin at once."""

    clip_id: str
    duration_ms: int
    word_ends_ms: tuple[int, ...]
    """End of each word from the start of the clip, ascending."""
    first_audio_ms: int
    """How long the voice took."""


class ClipFailed(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="clip_failed"):
    """A clip could not be made."""

    clip_id: str
    failure: Failure


class BeatReached(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="beat_reached"):
    """Playback reported a beat; the time of the signal is the measured time."""

    clip_id: str
    beat: int


class ClipEnded(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="clip_ended"):
    """A clip was played to its end."""

    clip_id: str


class TimerFired(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="timer_fired"):
    """A timer that the session had set is due."""

    timer: str


class AudienceReacted(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="audience_reacted"):
    """Somebody outside clapped or tipped."""

    agent_id: str
    reaction: Literal["clap", "tip"]
    amount: int = 1


class StopRequested(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag="stop_requested"):
    """The session is to end politely: what is being said is said, nothing new begins."""

    reason: Literal["interrupted", "budget"]


Signal = (
    SessionStarted
    | DraftArrived
    | BidArrived
    | RequestFailed
    | ClipPrepared
    | ClipFailed
    | BeatReached
    | ClipEnded
    | TimerFired
    | AudienceReacted
    | StopRequested
)

RANK: dict[type[Signal], int] = {
    SessionStarted: 0,
    StopRequested: 0,
    AudienceReacted: 1,
    DraftArrived: 2,
    BidArrived: 2,
    RequestFailed: 2,
    ClipPrepared: 3,
    ClipFailed: 3,
    BeatReached: 4,
    ClipEnded: 5,
    TimerFired: 6,
}
