"""A live room without a server: events go in as if they had been written down."""

from __future__ import annotations

from typing import Any

from argentum.airtime.events import AnyEvent, MeetingOpened
from argentum.airtime.live.guest_list import MOST_PEOPLE
from argentum.airtime.live.incoming import read_event
from argentum.airtime.live.live_room import LiveRoom
from argentum.airtime.live.messages import Update
from argentum.airtime.live.reported import read_report
from argentum.airtime.live.viewer import BRIDGE, Viewer
from argentum.airtime.ruleset import RulesetConfig

FACILITATOR = Viewer("facilitator", "fac")


class LiveStage:
    """A room with `fac`, `p1`, `p2`, …, all invited and, unless told otherwise, present."""

    def __init__(
        self,
        people: int = 3,
        *,
        planned_ms: int | None = 3_600_000,
        ruleset: RulesetConfig | None = None,
        present: bool = True,
        most_people: int = MOST_PEOPLE,
    ) -> None:
        names = {"fac": "Fay", **{f"p{number}": f"Person {number}" for number in range(1, people + 1)}}
        self.room = LiveRoom(
            room="council",
            opened_at="2027-01-15T08:00:00.000+00:00",
            names=names,
            facilitators=["fac"],
            most_people=most_people,
        )
        self.now_ms = 0
        self._sent = 0
        opened = MeetingOpened(
            id="server:opened",
            at_ms=0,
            room="council",
            planned_ms=planned_ms,
            facilitators=("fac",),
            ruleset=ruleset or RulesetConfig(),
        )
        self.room.take(opened)
        if present:
            for who in names:
                self.room.take(self.room.arrival(who, 0))

    def read(self, viewer: Viewer, kind: str, **fields: object) -> AnyEvent | None:
        """Read what a client sends, without taking it; raises `PolicyViolationError`."""
        self._sent += 1
        given: dict[str, Any] = {"kind": kind, "id": f"e{self._sent}", **fields}
        if viewer == BRIDGE:
            given.setdefault("sent_ms", self.now_ms)
            return read_report(given, self.room, now_ms=self.now_ms, offset_ms=0)
        return read_event(given, viewer, at_ms=self.now_ms, seq=self.room.next_seq(), people=self.room.names)

    def send(self, viewer: Viewer, kind: str, **fields: object) -> Update:
        """Send something and have it counted."""
        event = self.read(viewer, kind, **fields)
        assert event is not None
        return self.room.take(event)

    def wait(self, by_ms: int) -> Update:
        """Let time pass."""
        self.now_ms += by_ms
        return self.room.advance(self.now_ms)
