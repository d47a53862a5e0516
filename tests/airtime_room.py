"""A room in which tests let meetings happen: events by name, numbered by themselves."""

from __future__ import annotations

from typing import TypeVar

from argentum.airtime.decisions import AnyDecision, Decision
from argentum.airtime.events import (
    AnyEvent,
    MeetingClosed,
    MeetingOpened,
    ParticipantJoined,
    ParticipantLeft,
    SpeechEnded,
    SpeechStarted,
    Tick,
)
from argentum.airtime.meeting import Meeting
from argentum.airtime.meeting_state import MuteEffect
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.seat import Seat

FACILITATOR = "fac1"
_D = TypeVar("_D", bound=Decision)


class Room:
    """A meeting with `p1`, `p2`, …; instants are given in seconds."""

    def __init__(
        self,
        people: int = 3,
        *,
        planned_s: int | None = 3600,
        ruleset: RulesetConfig | None = None,
        mute_effect: MuteEffect = "assumed",
        facilitator_in_pool: bool = False,
        silence_bound_ms: int | None = None,
    ) -> None:
        self.meeting = Meeting(mute_effect=mute_effect, silence_bound_ms=silence_bound_ms)
        self.log: list[AnyEvent] = []
        self.take(
            MeetingOpened(
                id="open",
                at_ms=0,
                room="r1",
                planned_ms=None if planned_s is None else planned_s * 1000,
                facilitators=(FACILITATOR,),
                facilitator_in_pool=facilitator_in_pool,
                ruleset=ruleset or RulesetConfig(),
            )
        )
        for number in range(1, people + 1):
            self.join(f"p{number}")

    def take(self, event: AnyEvent) -> list[AnyDecision]:
        self.log.append(event)
        return self.meeting.apply(event)

    def next_id(self) -> str:
        return f"e{len(self.log)}"

    def join(self, who: str, at_s: float = 0) -> list[AnyDecision]:
        return self.take(ParticipantJoined(id=self.next_id(), at_ms=_ms(at_s), participant=who))

    def leave(self, who: str, at_s: float) -> list[AnyDecision]:
        return self.take(ParticipantLeft(id=self.next_id(), at_ms=_ms(at_s), participant=who))

    def start(self, who: str, at_s: float) -> list[AnyDecision]:
        return self.take(SpeechStarted(id=self.next_id(), at_ms=_ms(at_s), participant=who))

    def stop(self, who: str, at_s: float) -> list[AnyDecision]:
        return self.take(SpeechEnded(id=self.next_id(), at_ms=_ms(at_s), participant=who))

    def speak(self, who: str, from_s: float, to_s: float) -> list[AnyDecision]:
        return [*self.start(who, from_s), *self.stop(who, to_s)]

    def wait(self, to_s: float) -> list[AnyDecision]:
        return self.take(Tick(id=self.next_id(), at_ms=_ms(to_s)))

    def close(self, at_s: float) -> list[AnyDecision]:
        return self.take(MeetingClosed(id=self.next_id(), at_ms=_ms(at_s)))

    def seat(self, who: str) -> Seat:
        return self.meeting.state.seats[who]

    def remaining_s(self) -> dict[str, float]:
        return {seat.participant_id: seat.remaining_ms / 1000 for seat in self.meeting.state.sharing()}

    def of(self, kind: type[_D]) -> list[_D]:
        return [decision for decision in self.meeting.state.decisions if isinstance(decision, kind)]


def _ms(at_s: float) -> int:
    return round(at_s * 1000)
