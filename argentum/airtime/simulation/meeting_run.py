"""One simulated meeting, turn by turn.

People take the floor by desire, or in the order of the queue when the rule keeps one; some start while others speak.
They hear what the rule tells them: a mute ends their speech, a warning or prompt sometimes does. Who knows that the
time is over, or was told about talking much, holds back as far as they heed anything; the quiet take an invitation.
Figures of overlap follow recorded meetings: an interruption wins in two cases of three, and the one who gives way does
so within a second.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from argentum.airtime.decisions import AnyDecision, MuteCommand, Nudge, Prompt, TimeWarning
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import (
    AnyEvent,
    HandRaised,
    MeetingClosed,
    MeetingOpened,
    ParticipantJoined,
    ParticipantLeft,
    ReactionSent,
    SpeechEnded,
    SpeechStarted,
    TimeLent,
)
from argentum.airtime.meeting import Meeting
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.simulation.behaviours import Behaviour
from argentum.airtime.simulation.person import Person
from argentum.rng import Streams

INTERRUPTION_WINS = 0.66
YIELD_MS = 900
_QUEUE_IS_HEEDED = 0.8
_REACTION_MS = 1_500
_GAP_MS = 250
_NOBODY_SPEAKS_MS = 5_000
_LOW_PERCENT = 10


class MeetingRun:
    """Lets a meeting happen; `log` has the events, `meeting` what the rule made of them."""

    def __init__(self, cast: Sequence[Behaviour], ruleset: RulesetConfig, *, planned_ms: int, seed: int) -> None:
        """Prepare a meeting of `p1`, `p2`, … with these behaviours."""
        streams = Streams(seed)
        self.planned_ms = planned_ms
        self.ruleset = ruleset
        self.meeting = Meeting(mute_effect="assumed")
        self.log: list[AnyEvent] = []
        self._room = f"simulated-{seed}"
        self._floor = streams.named("floor")
        self._people = {
            f"p{number}": Person(f"p{number}", behaviour, streams.named(f"p{number}"))
            for number, behaviour in enumerate(cast, 1)
        }
        allies = [person for person in self._people.values() if person.behaviour.habit == "ally"]
        for one, other in zip(allies[::2], allies[1::2], strict=False):
            one.ally, other.ally = other, one
        self._at_ms = 0
        self._last: Person | None = None

    def run(self) -> Meeting:
        """Let the meeting happen from its opening to its planned end."""
        self._take(
            MeetingOpened(id="opened", at_ms=0, room=self._room, planned_ms=self.planned_ms, ruleset=self.ruleset)
        )
        late_ms = self.planned_ms // 4
        for person in self._people.values():
            if person.behaviour.habit != "latecomer":
                self._join(person)
        while self._at_ms < self.planned_ms:
            if self._at_ms >= late_ms:
                for person in self._people.values():
                    if person.name not in self.meeting.state.seats:
                        self._join(person)
            speaker = self._next_speaker()
            if speaker is None:
                self._wait(_NOBODY_SPEAKS_MS)
            else:
                self._turn(speaker)
                self._between_turns(speaker)
        self._at_ms = self.planned_ms
        self._take(MeetingClosed(id="closed", at_ms=self.planned_ms))
        return self.meeting

    def _take(self, event: AnyEvent) -> None:
        event = replace(event, seq=len(self.log))
        self.log.append(event)
        self._hear(self.meeting.apply(event))

    def _next_id(self) -> str:
        return f"s{len(self.log)}"

    def _join(self, person: Person) -> None:
        self._take(ParticipantJoined(id=self._next_id(), at_ms=self._at_ms, participant=person.name))

    def _wait(self, length_ms: int) -> None:
        self._at_ms = min(self.planned_ms, self._at_ms + length_ms)
        self._hear(self.meeting.advance(self._at_ms))

    def _hear(self, decisions: Sequence[AnyDecision]) -> None:
        """Let people know what the rule has told them."""
        for decision in decisions:
            if isinstance(decision, MuteCommand):
                self._people[decision.participant_id].silenced = decision.should_mute
            elif isinstance(decision, Nudge):
                self._people[decision.participant_id].nudged = decision.about

    def _next_speaker(self) -> Person | None:
        """Choose who takes the floor: the first of the queue, mostly, else anybody by desire."""
        able = [person for person in self._people.values() if self._is_able(person)]
        if not able:
            return None
        rotation = self.meeting.state.rotation
        if rotation is not None and rotation.owner is not None and self._floor.random() < _QUEUE_IS_HEEDED:
            owner = self._people[rotation.owner]
            return owner if owner in able and owner.happens(min(1.0, owner.behaviour.desire)) else None
        weights = [self._desire(person) for person in able]
        wishing = self._floor.choices(able, weights, k=2)
        if self.ruleset.rule == "progressive-stack":
            for person in wishing:
                reply = person.behaviour.habit == "gamer"
                self._take(HandRaised(id=self._next_id(), at_ms=self._at_ms, participant=person.name, reply=reply))
            if self._floor.random() < _QUEUE_IS_HEEDED:
                for name in self.meeting.state.queue_order:
                    if self._people[name] in able:
                        return self._people[name]
        return wishing[0]

    def _is_able(self, person: Person) -> bool:
        seat = self.meeting.state.seats.get(person.name)
        return seat is not None and seat.present and not person.silenced

    def _desire(self, person: Person) -> float:
        """Weigh a wish: nobody likes to speak twice in a row, and allies like to speak after one another."""
        desire = person.behaviour.desire
        if person is self._last:
            desire /= 8
        elif person.ally is not None and person.ally is self._last:
            desire *= 3
        if person.nudged == "quiet":
            desire *= 2
        elif person.nudged == "talkative" or self._knows_time_is_over(person):
            desire *= 1 - person.behaviour.heeds
        return max(desire, 0.01)

    def _knows_time_is_over(self, person: Person) -> bool:
        seat, level = self.meeting.state.seats[person.name], self.meeting.state.level
        return level is not EnforcementLevel.ADVISORY and seat.allocated_ms is not None and seat.remaining_ms <= 0

    def _turn(self, speaker: Person) -> None:
        """Let one person speak until they are done, heed the rule, are muted or give way."""
        end_ms = min(self.planned_ms, self._at_ms + speaker.turn_length_ms())
        self._speech(speaker, begins=True)
        intruder = self._intruder(speaker)
        if intruder is not None and end_ms - self._at_ms > 2 * YIELD_MS:
            start_ms = self._at_ms + round((end_ms - self._at_ms - YIELD_MS) * self._floor.random())
            if self._speak_until(speaker, start_ms) and self._is_able(intruder):
                self._speech(intruder, begins=True)
                wins = intruder.happens(INTERRUPTION_WINS)
                over_ms = min(self.planned_ms, self._at_ms + YIELD_MS)
                loser = speaker if wins else intruder
                self._speak_until(loser, over_ms)
                self._speech(loser, begins=False)
                if wins:
                    self._last = speaker
                    speaker = intruder
                    end_ms = min(self.planned_ms, self._at_ms + speaker.turn_length_ms())
        self._speak_until(speaker, end_ms)
        self._speech(speaker, begins=False)
        self._last = speaker

    def _speech(self, person: Person, *, begins: bool) -> None:
        kind = SpeechStarted if begins else SpeechEnded
        self._take(kind(id=self._next_id(), at_ms=self._at_ms, participant=person.name))

    def _intruder(self, speaker: Person) -> Person | None:
        for person in self._people.values():
            if person is not speaker and self._is_able(person) and person.happens(person.behaviour.interrupts):
                return person
        return None

    def _speak_until(self, speaker: Person, end_ms: int) -> bool:
        """Let time pass while somebody speaks; false when the rule, or respect for it, ended the speech before."""
        while self._at_ms < end_ms and not speaker.silenced:
            due_ms = self.meeting.next_due_ms()
            self._at_ms = end_ms if due_ms is None else min(end_ms, max(due_ms, self._at_ms))
            decisions = self.meeting.advance(self._at_ms)
            self._hear(decisions)
            if self._heeds(speaker, decisions):
                end_ms = min(end_ms, self._at_ms + _REACTION_MS)
                self._at_ms = end_ms
                self._hear(self.meeting.advance(end_ms))
                return False
        return not speaker.silenced

    def _heeds(self, speaker: Person, decisions: Sequence[AnyDecision]) -> bool:
        return any(
            (isinstance(decision, Prompt) or (isinstance(decision, TimeWarning) and decision.warning_level == "red"))
            and decision.participant_id == speaker.name
            and speaker.happens(speaker.behaviour.heeds)
            for decision in decisions
        )

    def _between_turns(self, speaker: Person) -> None:
        """React to what was said, help an ally, try one's luck with the rule; then a short silence."""
        for person in self._people.values():
            if person is speaker or person.name not in self.meeting.state.seats:
                continue
            if person.ally is speaker:
                self._react(person, "love", speaker)
                self._lend(person, speaker)
            elif person.happens(person.behaviour.reacts):
                self._react(person, "like" if person.happens(0.7) else "dislike", speaker)
        if speaker.behaviour.habit == "gamer":
            self._game(speaker)
        self._wait(round(self._floor.expovariate(1 / _GAP_MS)))

    def _react(self, sender: Person, code: str, target: Person) -> None:
        self._take(
            ReactionSent(id=self._next_id(), at_ms=self._at_ms, participant=sender.name, code=code, target=target.name)
        )

    def _lend(self, lender: Person, borrower: Person) -> None:
        """Give an ally everything that may be given when their time runs out."""
        seats = self.meeting.state.seats
        seat = seats[borrower.name]
        lendable_ms = (
            seats[lender.name].allocation().lendable_ms(cap_percent=self.meeting.state.policy.lending_cap_percent)
        )
        if seat.allocated_ms and 100 * seat.remaining_ms <= _LOW_PERCENT * seat.allocated_ms and lendable_ms > 0:
            self._take(
                TimeLent(
                    id=self._next_id(),
                    at_ms=self._at_ms,
                    participant=lender.name,
                    borrower=borrower.name,
                    lent_ms=lendable_ms,
                )
            )

    def _game(self, person: Person) -> None:
        """Leave and come back when time runs short, three times at most: nobody believes it a fourth time."""
        seat = self.meeting.state.seats[person.name]
        if seat.allocated_ms is None or seat.remaining_ms > 0 or person.rejoins >= 3:  # noqa: PLR2004 - said above
            return
        person.rejoins += 1
        self._take(ParticipantLeft(id=self._next_id(), at_ms=self._at_ms, participant=person.name))
        self._join(person)
