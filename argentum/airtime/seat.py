"""One person's place in a meeting: presence, hourglass, speech so far, and what enforcement has done."""

from __future__ import annotations

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.enforcement import Rung
from argentum.airtime.speaking import SpeakingSession


class Seat:
    """The state of one participant; the same id is the same person however often they leave and come back.

    `talk_ms` is all speech that was observed: the sum of what the hourglass was charged (`charged_ms`), what a mute
    blocked (`blocked_ms`) and what was not counted (`uncounted_ms`: by people outside the pool).
    """

    __slots__ = (
        "allocated_ms",
        "available_before_ms",
        "blocked_attempts",
        "blocked_ms",
        "borrowed_ms",
        "bypassed",
        "charged_before_ms",
        "granted_ms",
        "in_pool",
        "left_with_ms",
        "lent_ms",
        "longest_ms",
        "microphone_muted",
        "mute_asked_ms",
        "muted",
        "mutes",
        "mutes_in_flow",
        "name",
        "nudged_ms",
        "participant_id",
        "permitted",
        "present",
        "reached",
        "rungs",
        "said_before_ms",
        "session",
        "spoke_ms",
        "talk_ms",
        "turns",
        "uncounted_ms",
        "unmatched_end_ms",
        "used_ms",
        "warnings",
    )

    def __init__(self, participant_id: str, *, name: str, in_pool: bool) -> None:
        """Begin with nothing said and no hourglass."""
        self.participant_id = participant_id
        self.name = name or participant_id
        self.in_pool = in_pool
        self.present = True
        self.allocated_ms: int | None = None
        """`None` while nothing limits this person."""
        self.used_ms = 0
        self.charged_before_ms = 0
        """Charged in earlier slots of a round robin."""
        self.available_before_ms = 0
        """What earlier slots of a round robin held."""
        self.borrowed_ms = 0
        self.lent_ms = 0
        self.granted_ms = 0
        self.left_with_ms: int | None = None
        """Remaining time when the person last left."""
        self.talk_ms = 0
        self.blocked_ms = 0
        self.uncounted_ms = 0
        self.longest_ms = 0
        self.turns = 0
        self.session: SpeakingSession | None = None
        self.said_before_ms = 0
        """What was said of the open session's turn before a pause."""
        self.spoke_ms: int | None = None
        """When the last session ended."""
        self.unmatched_end_ms: int | None = None
        self.bypassed = False
        self.permitted = False
        """A facilitator let this person speak on until the end of the session."""
        self.muted = False
        """By a command of the rule that still stands."""
        self.mute_asked_ms: int | None = None
        """When a command was given whose echo has not come."""
        self.microphone_muted = False
        self.rungs: tuple[Rung, ...] = ()
        self.reached = 0
        self.nudged_ms: int | None = None
        self.warnings = 0
        self.mutes = 0
        self.mutes_in_flow = 0
        self.blocked_attempts = 0

    @property
    def charged_ms(self) -> int:
        """Give all time that the hourglass was charged in this meeting."""
        return self.charged_before_ms + self.used_ms

    @property
    def available_ms(self) -> int:
        """Give what the hourglass could hold in this meeting, loans and grants included, all slots together."""
        return self.available_before_ms + self.remaining_ms + self.used_ms

    @property
    def remaining_ms(self) -> int:
        """Give what is left; 0 of an allocation that is not there."""
        return (self.allocated_ms or 0) + self.granted_ms + self.borrowed_ms - self.lent_ms - self.used_ms

    def allocation(self) -> TimeAllocation:
        """Give the hourglass as a value."""
        return TimeAllocation(
            participant_id=self.participant_id,
            allocated_ms=self.allocated_ms or 0,
            used_ms=self.used_ms,
            borrowed_ms=self.borrowed_ms,
            lent_ms=self.lent_ms,
            granted_ms=self.granted_ms,
        )

    def begin_slot(self, allocated_ms: int) -> None:
        """Turn a fresh hourglass; loans and grants of the slot before end with it."""
        self.available_before_ms = self.available_ms
        self.charged_before_ms += self.used_ms
        self.used_ms = self.borrowed_ms = self.lent_ms = self.granted_ms = 0
        self.allocated_ms = allocated_ms

    def end_slots(self) -> None:
        """Count the time of all slots in one hourglass again."""
        self.used_ms += self.charged_before_ms
        self.charged_before_ms = self.available_before_ms = 0
