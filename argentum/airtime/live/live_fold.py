"""The log of a meeting that goes on, and what follows from it at every moment.

A live room decides at once: the server is the one who orders events, so there is no window to wait for. What still
comes late, because the bridge was cut off for a while, is put where it belongs and everything is folded anew.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from typing import NamedTuple

from argentum.airtime.decisions import AnyDecision, Refused
from argentum.airtime.events import AnyEvent, order_of
from argentum.airtime.meeting import Meeting

LATE_BOUND_MS = 60_000
"""What comes later than this is refused: people have acted on what they were shown."""


class Folded(NamedTuple):
    """What one event brought about."""

    decisions: tuple[AnyDecision, ...]
    """What had not been told before."""
    anew: tuple[AnyDecision, ...] | None = None
    """All decisions of the meeting, when the event was late and the whole log was folded anew."""


class LiveFold:
    """A meeting and its log, in the order of `order_of` whatever the order of arrival."""

    __slots__ = ("_last", "_refusals", "_told", "ids", "log", "meeting", "rules")

    def __init__(self) -> None:
        """Begin before the opening."""
        self.meeting = Meeting(mute_effect="echoed")
        self.log: list[AnyEvent] = []
        self.ids: dict[str, int] = {}
        """Instants of all events by id; an id that stands here has been counted."""
        self.rules: list[tuple[int, str]] = []
        """Every rule that was in force, with the instant from which on."""
        self._last: tuple[int, int, int, str] = (-1, 0, 0, "")
        self._told: list[AnyDecision] = []
        self._refusals: dict[str, str] = {}

    @property
    def now_ms(self) -> int:
        """Give the instant up to which everything has been decided."""
        return self.meeting.state.now_ms

    def take(self, event: AnyEvent) -> Folded:
        """Take an event of the log; a repetition changes nothing."""
        if event.id in self.ids:
            return Folded(())
        if self.is_late(event):
            return self.take_late([event])
        self.ids[event.id] = event.at_ms
        self.log.append(event)
        self._last = order_of(event)
        decided = self._drained(self.meeting.apply(event))
        self._note_rule()
        return Folded(self._note(decided))

    def is_late(self, event: AnyEvent) -> bool:
        """Tell whether an event lies before what has been decided already."""
        return order_of(event) < self._last or event.at_ms < self.now_ms

    def take_late(self, events: Sequence[AnyEvent]) -> Folded:
        """Put late events where they belong and fold anew, once for all of them: a gap ends with many at a time."""
        fresh = list({event.id: event for event in events if event.id not in self.ids}.values())
        if not fresh:
            return Folded(())
        for event in fresh:
            self.ids[event.id] = event.at_ms
            insort(self.log, event, key=order_of)
        return self._fold_anew(min(event.at_ms for event in fresh))

    def advance(self, to_ms: int) -> tuple[AnyDecision, ...]:
        """Let time pass without an event."""
        return self._note(self._drained(self.meeting.advance(to_ms)))

    def refusal(self, event_id: str) -> str | None:
        """Give why an event of the log had no effect; `None` when it had one."""
        return self._refusals.get(event_id)

    def rules_at(self, at_ms: int) -> list[str]:
        """Give the rules that were in force at an instant: more than one where it was changed then."""
        before = [rule for since_ms, rule in self.rules if since_ms < at_ms]
        return [*before[-1:], *(rule for since_ms, rule in self.rules if since_ms == at_ms)]

    def _note_rule(self) -> None:
        rule = self.meeting.state.ruleset.rule
        if not self.rules or self.rules[-1][1] != rule:
            self.rules.append((self.now_ms, rule))

    def _drained(self, decided: list[AnyDecision]) -> tuple[AnyDecision, ...]:
        """Take the decisions out of the meeting: a long one would keep hundreds of thousands of them."""
        self.meeting.state.decisions.clear()
        return tuple(decided)

    def _note(self, decided: tuple[AnyDecision, ...]) -> tuple[AnyDecision, ...]:
        """Remember what is told, for as long as a late event could have it decided again."""
        if decided:
            forgotten_ms = self.now_ms - LATE_BOUND_MS
            self._told = [each for each in self._told if each.at_ms >= forgotten_ms]
            self._told.extend(decided)
            for each in decided:
                if isinstance(each, Refused):
                    self._refusals[each.event_id] = each.reason
        return decided

    def _fold_anew(self, from_ms: int) -> Folded:
        """Fold the whole log; what was told already is not told again, what was told wrongly cannot be taken back."""
        until_ms = self.now_ms
        self.meeting = Meeting(mute_effect="echoed")
        self._refusals.clear()
        self.rules.clear()
        everything: list[AnyDecision] = []
        for event in self.log:
            everything.extend(self._drained(self.meeting.apply(event)))
            self._note_rule()
        everything.extend(self._drained(self.meeting.advance(until_ms)))
        self._last = order_of(self.log[-1])
        told, fresh = list(self._told), []
        for decision in everything:
            if isinstance(decision, Refused):
                self._refusals[decision.event_id] = decision.reason
            if decision.at_ms < from_ms:
                continue
            if decision in told:
                told.remove(decision)
            else:
                fresh.append(decision)
        self._told = [each for each in everything if each.at_ms >= until_ms - LATE_BOUND_MS]
        return Folded(tuple(fresh), tuple(everything))
