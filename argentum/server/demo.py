"""A meeting of simulated people in a live room, so that the pages can be seen without a meeting.

What they do was simulated beforehand, under the rule that the room has at first. Then it happens in the room as a
bridge would report it: a mute is echoed, whoever is muted says nothing, and while the meeting is paused everybody
waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import AnyEvent, MeetingClosed, MeetingOpened, ParticipantJoined, SpeechStarted, Wish
from argentum.airtime.live.viewer import BRIDGE, Viewer
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.simulation.behaviours import Behaviour, usual_cast
from argentum.airtime.simulation.meeting_run import MeetingRun
from argentum.server.event_answer import Answer
from argentum.server.room_host import RoomHost
from argentum.server.rooms import Invitation, Rooms

ROOM = "demo-simulated-people"
MINUTES = 20
_NAMES = ("Ann", "Ben", "Cid", "Dee", "Eva", "Fay", "Gus", "Hal")
_STEP_MS = 200
_RULESET = RulesetConfig(rule="progressive-stack", enforcement=EnforcementLevel.HYBRID)
"""People raise their hands under this rule, so that there is a queue to be seen."""

Tell = Callable[[dict[Viewer, str], str], None]
"""Called with the keys and the room's name when the room is open."""


class Demo:
    """One simulated meeting that goes on in a room."""

    def __init__(self, *, people: int = 6, pace: float = 1.0, seed: int = 3) -> None:
        """Simulate the meeting; `pace` times as fast as people would be."""
        cast = usual_cast(people)
        planned_ms = MINUTES * 60_000
        run = MeetingRun(cast, _RULESET, planned_ms=planned_ms, seed=seed)
        run.run()
        self.invitation = Invitation(
            room=ROOM,
            planned_ms=round(planned_ms / pace),
            people=[(f"p{number}", _name(number, behaviour)) for number, behaviour in enumerate(cast, 1)],
            facilitators=[("fac", "Facilitator")],
            facilitator_in_pool=False,
            ruleset=_RULESET,
            waits=False,
        )
        self._names = dict(self.invitation.people)
        self._pace = pace
        self._script: Iterator[AnyEvent] = iter(run.log)
        self._next: AnyEvent | None = next(self._script)
        self._at_ms = 0
        self._echoes = 0

    async def run(self, rooms: Rooms, tell: Tell) -> None:
        """Open the room and let the meeting happen."""
        number = 1
        name = ROOM
        while name in rooms.stored:
            number += 1
            name = f"{ROOM}-{number}"
        given = await rooms.open(replace(self.invitation, room=name))
        host = await rooms.host(name)
        tell(given, name)
        while self._next is not None:
            await asyncio.sleep(_STEP_MS / 1000)
            self.step(host, _STEP_MS)

    def step(self, host: RoomHost, passed_ms: int) -> None:
        """Let so much time pass for the people, and do what they do in it."""
        state = host.room.state
        if state.paused:
            return
        self._at_ms += round(passed_ms * self._pace)
        for seat in state.seats.values():
            if seat.muted != seat.microphone_muted:
                self._echoes += 1
                echo = {"kind": "microphone_changed", "id": f"echo-{self._echoes}", "participant": seat.participant_id}
                self._send(host, BRIDGE, {**echo, "muted": seat.muted})
        while self._next is not None and self._next.at_ms <= self._at_ms:
            self._happens(host, self._next)
            self._next = next(self._script, None)

    def _happens(self, host: RoomHost, event: AnyEvent) -> None:
        if isinstance(event, MeetingClosed):
            host.close_meeting()
            return
        if isinstance(event, MeetingOpened) or self._is_silenced(host, event):
            return
        fields = {key: value for key, value in msgspec.to_builtins(event).items() if key not in {"at_ms", "seq"}}
        if isinstance(event, ParticipantJoined):
            fields["name"] = self._names[event.participant]
        wishes = isinstance(event, Wish)
        self._send(host, Viewer("participant", fields["participant"]) if wishes else BRIDGE, fields)

    def _is_silenced(self, host: RoomHost, event: AnyEvent) -> bool:
        """Whether somebody would speak who cannot: the live rule may be another than the simulated one."""
        if not isinstance(event, SpeechStarted):
            return False
        seat = host.room.state.seats.get(event.participant)
        return seat is not None and seat.muted

    def _send(self, host: RoomHost, viewer: Viewer, fields: dict[str, Any]) -> None:
        host.submit(viewer, fields, _let_be, offset_ms=None)


def _name(number: int, behaviour: Behaviour) -> str:
    """Name somebody so that nobody takes them for a person."""
    return f"{_NAMES[(number - 1) % len(_NAMES)]} (simulated {behaviour.name})"


def _let_be(_: Answer) -> None:
    """Let refusals be: people try what the rules do not allow, simulated ones as well."""
