"""Keys of a facilitator in a physical room, as events: who speaks, who speaks as well, pause, end."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.airtime.events import (
    AnyEvent,
    MeetingClosed,
    MeetingPaused,
    MeetingResumed,
    SpeechEnded,
    SpeechStarted,
)

MOST_PEOPLE = 9
FACILITATOR = "facilitator"
"""Who holds the keys; not one of those who share the time."""


class KeyDesk:
    """Turns keys into events.

    `1` to `9`: this person takes the floor; again: stops. `+` before a number: speaks as well, nobody stops. Space:
    nobody speaks. `p`: pause, and go on. `q`: the end. Other keys do nothing.
    """

    __slots__ = ("_adding", "_number", "_people", "_prefix", "closed", "paused", "speaking")

    def __init__(self, people: Sequence[str], *, prefix: str, paused: bool = False) -> None:
        """Give the people their numbers; `prefix` makes the ids of this sitting different from those of others."""
        self._people = tuple(people[:MOST_PEOPLE])
        self._prefix = prefix
        self._number = 0
        self._adding = False
        self.speaking: list[str] = []
        self.paused = paused
        self.closed = False

    def press(self, key: str, at_ms: int) -> list[AnyEvent]:
        """Give what a key means."""
        adding, self._adding = self._adding, key == "+"
        if key == " ":
            return self._stop(self.speaking, at_ms)
        if key == "p":
            self.paused = not self.paused
            kind = MeetingPaused if self.paused else MeetingResumed
            return [kind(id=self._next_id(), at_ms=at_ms, seq=self._number, by=FACILITATOR)]
        if key == "q":
            self.closed = True
            ends = self._stop(self.speaking, at_ms)
            return [*ends, MeetingClosed(id=self._next_id(), at_ms=at_ms, seq=self._number)]
        if len(key) == 1 and key in "123456789" and int(key) <= len(self._people):
            return self._number_pressed(self._people[int(key) - 1], at_ms, adding=adding)
        return []

    def _number_pressed(self, who: str, at_ms: int, *, adding: bool) -> list[AnyEvent]:
        if who in self.speaking:
            return self._stop([who], at_ms)
        events = [] if adding else self._stop(self.speaking, at_ms)
        self.speaking.append(who)
        return [*events, SpeechStarted(id=self._next_id(), at_ms=at_ms, seq=self._number, participant=who)]

    def _stop(self, people: Sequence[str], at_ms: int) -> list[AnyEvent]:
        events: list[AnyEvent] = [
            SpeechEnded(id=self._next_id(), at_ms=at_ms, seq=self._number, participant=who) for who in people
        ]
        self.speaking = [who for who in self.speaking if who not in people]
        return events

    def _next_id(self) -> str:
        self._number += 1
        return f"{self._prefix}-{self._number}"
