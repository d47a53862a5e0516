"""Everything that is known of a meeting at one instant; changed by `Meeting` and its helpers only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from argentum.airtime.decisions import AnyDecision
from argentum.airtime.enforcement import DEFAULT, AirtimePolicy, EnforcementLevel
from argentum.airtime.meeting_context import MeetingContext
from argentum.airtime.reactions.desk import ReactionDesk
from argentum.airtime.rotation import Rotation
from argentum.airtime.rules.equal_share import EqualShareRule
from argentum.airtime.rules.rule import AllocationRule, Impression, Situation
from argentum.airtime.ruleset import EQUAL_SHARE_SOFT, RulesetConfig
from argentum.airtime.seat import Seat
from argentum.airtime.speaking import SpeakingSession
from argentum.airtime.speaking_queue import SpeakingQueue
from argentum.airtime.timeline import Interval
from argentum.airtime.tokens.purses import Purses

TICK_MS = 1_000
"""Warnings and mutes come on this grid, counted from the opening, so that a monologue is warned while it lasts."""

MuteEffect = Literal["assumed", "echoed"]
"""Whether a mute takes effect by itself (simulation, replay) or only when its echo comes (a live meeting)."""


class HeldSpeech(NamedTuple):
    """Speech that goes on when the clocks run again."""

    dominant: bool
    cut: bool
    """Whether it was open when the pause began; else it began in the pause."""
    said_ms: int = 0
    """How long it was open before the pause."""


@dataclass(slots=True, kw_only=True)
class MeetingState:
    """One meeting: its seats, its rule and its clocks."""

    context: MeetingContext
    ruleset: RulesetConfig = EQUAL_SHARE_SOFT
    rule: AllocationRule = field(default_factory=EqualShareRule)
    policy: AirtimePolicy = DEFAULT
    level: EnforcementLevel = EnforcementLevel.SOFT
    mute_effect: MuteEffect = "assumed"
    silence_bound_ms: int | None = None
    now_ms: int = 0
    seats: dict[str, Seat] = field(default_factory=dict)
    speaking: list[Seat] = field(default_factory=list)
    """Seats with an open session, in the order in which they began."""
    dominant: Seat | None = None
    breaks: list[Interval] = field(default_factory=list)
    """When the clocks stood still, up to the last time that they were let run."""
    held: dict[str, HeldSpeech] = field(default_factory=dict)
    """Empty while the clocks run."""
    voiced_ms: int = 0
    """Time in which somebody was heard, overlaps counted once and pauses not at all."""
    sessions: list[SpeakingSession] = field(default_factory=list)
    queue: SpeakingQueue = field(default_factory=SpeakingQueue)
    queue_order: tuple[str, ...] = ()
    rotation: Rotation | None = None
    desk: ReactionDesk = field(default_factory=ReactionDesk)
    impressions: list[Impression] = field(default_factory=list)
    purses: Purses = field(default_factory=Purses)
    next_adjustment_ms: int | None = None
    next_nudge_ms: int = 0
    next_settlement_ms: int | None = None
    decisions: list[AnyDecision] = field(default_factory=list)
    """All decisions so far, in order."""

    @property
    def paused(self) -> bool:
        """Whether the clocks stand still."""
        return self.context.paused_since_ms is not None

    @property
    def elapsed_ms(self) -> int:
        """Give the meeting's own clock."""
        return self.context.elapsed_ms(self.now_ms)

    @property
    def left_ms(self) -> int | None:
        """Give what is left of the planned length."""
        return self.context.left_ms(self.now_ms)

    def sharing(self) -> Iterator[Seat]:
        """Give the seats that share the time and are present."""
        return (seat for seat in self.seats.values() if seat.in_pool and seat.present)

    def talking(self) -> list[Seat]:
        """Give those who speak, or will when the clocks run again."""
        return [*self.speaking, *(self.seats[participant_id] for participant_id in self.held)]

    def leading(self) -> Seat | None:
        """Give the dominant speaker, in a pause who is to be it afterwards."""
        held = (self.seats[participant_id] for participant_id, speech in self.held.items() if speech.dominant)
        return self.dominant or next(held, None)

    def situation(self) -> Situation:
        """Give what a rule may look at."""
        return Situation(
            now_ms=self.elapsed_ms,
            left_ms=self.left_ms,
            standings=[seat.allocation() for seat in self.sharing()],
            impressions=self.impressions,
            tokens_ms=self.purses.all_held_ms(),
            tokens_issued_ms=self.purses.issued_ms(),
        )

    def is_facilitator(self, participant_id: str) -> bool:
        """Whether this person may use the controls."""
        return participant_id in self.context.facilitator_ids

    def on_grid(self, at_ms: int) -> int:
        """Give the first tick at or after an instant."""
        start_ms = self.context.start_ms
        return start_ms + -(-(at_ms - start_ms) // TICK_MS) * TICK_MS
