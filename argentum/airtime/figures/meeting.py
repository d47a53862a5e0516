"""The figures of one meeting: how long, how much silence and overlap, and what each person did with the floor.

Talk, silence and overlap are of the speech as attributed, to the millisecond and without a bridge: silence and speech
add up to the span without its breaks, each person's talk is the union of their segments. Turns, interruptions and
backchannels need the bridge and come from `turn_taking_events`. No length has a break in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argentum.airtime.figures.events import TurnTakingEvents, turn_taking_events
from argentum.airtime.figures.floor_sweep import FloorStates, sweep_floor
from argentum.airtime.figures.intended import IntendedFigures, intended_figures
from argentum.airtime.figures.ipu import BRIDGE_MS, inter_pausal_units
from argentum.airtime.running_time import without_breaks
from argentum.airtime.timeline import Timeline, total_ms
from argentum.evenness import gini, jain


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantFigures:
    """One person in one meeting."""

    participant_id: str
    name: str
    in_pool: bool
    """Whether this person shares the time; else their talk stands apart and counts in no share and no evenness."""
    talk_ms: int
    confirmed_ms: int
    share: float | None
    """Of the talk time of all who share the time; `None` outside the pool and when nobody spoke."""
    turns: int
    longest_monologue_ms: int
    """The longest turn, the speaker's own pauses included and breaks left out; 0 without a turn."""
    interruptions_made: int
    interruptions_suffered: int
    overlap_ms: int
    """Time spoken while somebody else spoke, too."""
    overlap_attempts: int
    overlap_attempts_won: int
    backchannels: int
    first_onset_ms: int | None
    allocated_ms: int | None
    """What a rule granted; `None` without one."""
    intended: IntendedFigures | None
    """What the source logged as meant; `None` when it logs no intent."""
    charged_ms: int | None
    """What the rule of the meeting charged; `None` when only the talk is known."""

    @property
    def used_ms(self) -> int | None:
        """What of the allocation was used: as charged, else the talk; `None` without an allocation."""
        if self.allocated_ms is None:
            return None
        return self.talk_ms if self.charged_ms is None else self.charged_ms

    @property
    def used_share(self) -> float | None:
        """What was used divided by the allocation; `None` without an allocation or with one of nothing."""
        return self.used_ms / self.allocated_ms if self.allocated_ms and self.used_ms is not None else None

    @property
    def remaining_ms(self) -> int | None:
        """What is left of the allocation; negative when more was used."""
        return None if self.allocated_ms is None or self.used_ms is None else self.allocated_ms - self.used_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFigures:
    """One meeting."""

    timeline: Timeline
    events: TurnTakingEvents
    floor: FloorStates
    """Of the speech without a bridge, in the time that runs."""
    participants: tuple[ParticipantFigures, ...]

    @property
    def duration_ms(self) -> int:
        """From the first onset to the last offset, without the breaks."""
        return self.timeline.duration_ms

    @property
    def silence_ms(self) -> int:
        """Time in which nobody spoke."""
        return total_ms(self.floor.pauses) + total_ms(self.floor.gaps)

    @property
    def speech_ms(self) -> int:
        """Time in which at least one person spoke."""
        return self.duration_ms - self.silence_ms

    @property
    def overlap_ms(self) -> int:
        """Time in which two or more spoke."""
        return total_ms(self.floor.overlaps)

    @property
    def longest_silence_ms(self) -> int:
        """The longest time in which nobody spoke."""
        return max((end_ms - start_ms for start_ms, end_ms in self.floor.silences), default=0)

    @property
    def talk_ms(self) -> int:
        """Everybody's talk time added up; overlap counts for each."""
        return sum(person.talk_ms for person in self.participants)

    @property
    def shared_talk_ms(self) -> int:
        """The talk time of those who share the time: what shares are of."""
        return sum(person.talk_ms for person in self.sharing)

    @property
    def confirmed_ms(self) -> int:
        """The part of `talk_ms` that the source recorded as speech."""
        return sum(person.confirmed_ms for person in self.participants)

    @property
    def gini(self) -> float | None:
        """Inequality of talk time, people who never spoke included; `None` when nobody spoke."""
        return gini([person.talk_ms for person in self.sharing])

    @property
    def jain(self) -> float | None:
        """Fairness of talk time, people who never spoke included; `None` when nobody spoke."""
        return jain([person.talk_ms for person in self.sharing])

    @property
    def never_spoke(self) -> tuple[ParticipantFigures, ...]:
        """The people who shared the time, were there and have no talk time."""
        return tuple(person for person in self.sharing if not person.talk_ms)

    @property
    def sharing(self) -> tuple[ParticipantFigures, ...]:
        """The people who shared the time."""
        return tuple(person for person in self.participants if person.in_pool)


def measure(
    timeline: Timeline, allocated_ms: Mapping[str, int] | None = None, *, bridge_ms: int = BRIDGE_MS
) -> MeetingFigures:
    """Compute everything about one meeting; `allocated_ms` is by participant id and may leave people out."""
    events = turn_taking_events(timeline, bridge_ms=bridge_ms)
    floor = sweep_floor(inter_pausal_units(without_breaks(timeline), bridge_ms=0))
    return MeetingFigures(
        timeline=timeline,
        events=events,
        floor=floor,
        participants=_participants(timeline, events, floor, allocated_ms or {}),
    )


def _participants(
    timeline: Timeline, events: TurnTakingEvents, floor: FloorStates, allocated_ms: Mapping[str, int]
) -> tuple[ParticipantFigures, ...]:
    count = len(timeline.participants)
    turns, longest_ms, made, suffered = [0] * count, [0] * count, [0] * count, [0] * count
    backchannels, attempts, won, solo_ms = [0] * count, [0] * count, [0] * count, [0] * count
    for turn in events.turns:
        turns[turn.speaker] += 1
        longest_ms[turn.speaker] = max(longest_ms[turn.speaker], turn.length_ms)
    for interruption in events.interruptions:
        made[interruption.by] += 1
        suffered[interruption.suffered_by] += 1
    for unit in events.backchannels:
        backchannels[unit.speaker] += 1
    for attempt in events.attempts:
        attempts[attempt.by] += 1
        won[attempt.by] += attempt.yield_ms is not None
    for start_ms, end_ms, unit in floor.solos:
        solo_ms[unit.speaker] += end_ms - start_ms
    talk = [timeline.talk_ms(participant) for participant in timeline.participants]
    intended = intended_figures(timeline) or {}
    together_ms = sum(
        own_ms for own_ms, who in zip(talk, timeline.participants, strict=True) if who not in timeline.outside
    )
    return tuple(
        ParticipantFigures(
            participant_id=participant,
            name=timeline.name_of(participant),
            in_pool=participant not in timeline.outside,
            talk_ms=talk[place],
            confirmed_ms=total_ms(timeline.confirmed[participant]),
            share=talk[place] / together_ms if together_ms and participant not in timeline.outside else None,
            turns=turns[place],
            longest_monologue_ms=longest_ms[place],
            interruptions_made=made[place],
            interruptions_suffered=suffered[place],
            overlap_ms=talk[place] - solo_ms[place],
            overlap_attempts=attempts[place],
            overlap_attempts_won=won[place],
            backchannels=backchannels[place],
            first_onset_ms=timeline.speech[participant][0][0] if talk[place] else None,
            allocated_ms=allocated_ms.get(participant),
            intended=intended.get(participant),
            charged_ms=timeline.charged_ms.get(participant),
        )
        for place, participant in enumerate(timeline.participants)
    )
