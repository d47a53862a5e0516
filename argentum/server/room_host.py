"""A live room with its clock, its store and its sockets.

What comes in is stamped, written, and only then counted, acknowledged and shown. The room's clock never overtakes what
waits to be written, so that an event is not late merely because the disk was slow.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import PurePath
from typing import Any

from argentum.airtime.events import AnyEvent, MeetingClosed
from argentum.airtime.live.bridge_commands import BridgeOutcome
from argentum.airtime.live.incoming import event_id, own_id, read_event
from argentum.airtime.live.live_room import LiveRoom
from argentum.airtime.live.messages import Update
from argentum.airtime.live.reported import read_report
from argentum.airtime.live.viewer import Viewer
from argentum.errors import ArgentumError, PolicyViolationError, StorageError
from argentum.ports.room_store import Record, StoredEvent
from argentum.server.arrivals import Arrivals
from argentum.server.connection import POLICY, TRY_LATER, Connection
from argentum.server.event_answer import CLOSED, READ_AGAIN, Answer, Answering
from argentum.server.frames import Bye, encoded
from argentum.server.group_commit import GroupCommit
from argentum.server.kept_notes import KeptNotes
from argentum.server.telling import tell_all

log = logging.getLogger("argentum.server")
SETTLE_MS = 300
"""With a bridge the room's clock stays so far behind: what it sends is that old when it arrives."""


_REMOVED = "this room was removed"
_TOLD_FROM_MS = 1_000
"""Clocks that are set by the network jump back by less."""


class RoomHost:
    """One room on this server."""

    def __init__(self, room: LiveRoom, *, opened_at_ms: int, clock: Callable[[], int], commits: GroupCommit) -> None:
        """Take a room whose log has been read."""
        self.room = room
        self.connections: list[Connection] = []
        self.opened_at_ms = opened_at_ms
        self._clock = clock
        self._commits = commits
        self._stamped_ms = room.now_ms
        self._pending: dict[str, AnyEvent] = {}
        self._answering: dict[str, list[Answering]] = {}
        self._arrived: list[AnyEvent] = []
        self._cannot_store = False
        self.has_failed = False
        """Whether a fault of ours has closed the room; it is served again from its log."""
        self.is_closed = False
        """Whether the operator is removing the room: nothing more is taken."""
        self._arrivals = Arrivals(room, self._pending, now_ms=self.now_ms, write=self.write)
        self._notes = KeptNotes(room.name, room.bridge, commits, self._tell_notes)

    # ---------------------------------------------------------------- faults

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Keep a fault of ours within this room: it is closed, and all others go on."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is: the other rooms of this server are not to blame
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if self.has_failed:
            return
        self.has_failed = True
        log.error("%s: closed after a fault (%s); it is read again from its log", self.room.name, place_of(error))
        for full_id in [full_id for full_id in self._answering if full_id not in self._pending]:
            self._answer_all(full_id, READ_AGAIN)
        for connection in self.connections:
            connection.close(
                TRY_LATER, "a fault of the server", last=encoded(Bye(reason="a fault of the server itself"))
            )

    @property
    def is_writing(self) -> bool:
        """Whether something of this room is on its way to the disk."""
        return bool(self._pending)

    def _answer_all(self, full_id: str, result: Answer) -> None:
        for answer in self._answering.pop(full_id, ()):
            answer(result)

    def now_ms(self) -> int:
        """Give the time on the room's axis; it never runs backwards."""
        self._stamped_ms = max(self._stamped_ms, self._clock() - self.opened_at_ms, self.room.now_ms)
        return self._stamped_ms

    def go_on_from_log(self) -> None:
        """Begin where the log ends if this machine's clock was set back meanwhile, as without a battery at a start.

        The room would stand still, and lose what is said, until the clock had caught up.
        """
        behind_ms = self.room.now_ms - (self._clock() - self.opened_at_ms)
        if behind_ms <= 0:
            return
        if behind_ms >= _TOLD_FROM_MS:
            log.warning(
                "%s: this machine's clock is %d s behind the room's log; its meeting goes on where the log ends",
                self.room.name,
                behind_ms // 1000,
            )
        self.opened_at_ms -= behind_ms

    # ---------------------------------------------------------------- events

    def submit(
        self, viewer: Viewer, fields: dict[str, Any], answer: Answering, *, offset_ms: int | None = None
    ) -> None:
        """Take an event from somebody; the answer comes when it is durable, or at once if it is refused.

        `offset_ms` brings the bridge's own clock onto the room's axis.
        """
        if self.has_failed or self.is_closed:
            answer(CLOSED if self.is_closed else READ_AGAIN)
            return
        try:
            full_id = event_id(viewer.author, own_id(fields), self.room.renewals(viewer))
            counted_ms = self.room.fold.ids.get(full_id)
            if counted_ms is not None:
                answer(self._answer_for(full_id, counted_ms))
                return
            if full_id in self._answering:
                self._answering[full_id].append(answer)
                return
            event = self._read(viewer, fields, offset_ms)
        except PolicyViolationError as error:
            answer(Answer(None, str(error)))
            self._notes.keep_warnings()
            return
        if event is None:
            answer(Answer(self.now_ms()))
            return
        self._answering[full_id] = [answer]
        self.write(self._arrivals.before(event) if viewer.role == "facilitator" else event)

    def _read(self, viewer: Viewer, fields: dict[str, Any], offset_ms: int | None) -> AnyEvent | None:
        if not self.room.is_open:
            raise PolicyViolationError("the meeting is over")
        now_ms = self.now_ms()
        if viewer.role != "bridge":
            return read_event(
                fields,
                viewer,
                at_ms=now_ms,
                seq=self.room.next_seq(),
                people=self.room.names,
                renewals=self.room.renewals(viewer),
            )
        report = read_report(fields, self.room, now_ms=now_ms, offset_ms=offset_ms)
        if self.room.bridge.reported():
            self.tell_of_bridge()
        self._notes.keep_warnings()
        return report

    def write(self, event: AnyEvent) -> None:
        """Have an event of the server's own, or one that was read, written and then counted."""
        if self.is_closed:
            return
        self._pending[event.id] = event
        self._commits.put((StoredEvent(room=self.room.name, event=event),), partial(self._written, event))

    async def write_with(self, event: AnyEvent, beside: Sequence[Record], *, then: Callable[[], None]) -> None:
        """Have an event and what belongs to it written together; `then` comes once it is durable and told.

        It comes even if nobody waits any more. Raises `StorageError` when nothing was written.
        """
        if self.is_closed:
            raise StorageError(f"{self.room.name}: it is being removed")
        loop = asyncio.get_running_loop()
        ended: asyncio.Future[None] = loop.create_future()

        def follow(error: ArgentumError | None) -> None:
            if error is None:
                then()
            if ended.cancelled():
                return
            if error is None:
                ended.set_result(None)
            else:
                ended.set_exception(error)

        def done(error: ArgentumError | None) -> None:
            self._written(event, error)
            loop.call_soon(follow, error)

        self._pending[event.id] = event
        self._commits.put((StoredEvent(room=self.room.name, event=event), *beside), done)
        await ended

    def dismiss(self, digests: Sequence[bytes], reason: str) -> None:
        """Close the pages of dead keys, after telling them why."""
        for connection in self.connections:
            if connection.digest in digests:
                connection.close(POLICY, "key renewed", last=encoded(Bye(reason=reason)))

    def _written(self, event: AnyEvent, error: ArgentumError | None) -> None:
        if error is not None:
            del self._pending[event.id]
            if self.is_closed:
                self._answer_all(event.id, CLOSED)
                return
            if not self._cannot_store:
                # Once: the next thousand lines would fill the same disk.
                log.error("%s: events cannot be stored: %s", self.room.name, error)
            self._cannot_store = True
            self._answer_all(event.id, Answer(None, "the server could not store it; try again", retry=True))
            return
        if self._cannot_store:
            log.warning("%s: events can be stored again", self.room.name)
            self._cannot_store = False
        if not self._arrived:
            asyncio.get_running_loop().call_soon(self._take_arrived)
        self._arrived.append(event)

    def _take_arrived(self) -> None:
        """Count what one transaction has written, all together."""
        arrived, self._arrived = self._arrived, []
        for event in arrived:
            del self._pending[event.id]
        if not self.has_failed:
            with self.guarded():
                updates = self.room.take_all(arrived)
                for event in arrived:
                    self._answer_all(event.id, self._answer_for(event.id, event.at_ms))
                for update in updates:
                    self.tell(update)
        if self.has_failed:
            for event in arrived:
                self._answer_all(event.id, READ_AGAIN)

    def _answer_for(self, full_id: str, at_ms: int) -> Answer:
        return Answer(at_ms, self.room.fold.refusal(full_id))

    # ---------------------------------------------------------------- time

    def advance(self) -> None:
        """Let the room's clock run to now, as far as nothing waits to be written."""
        until_ms = self._until_ms()
        tick_ms = self.room.tick_due_ms()
        if tick_ms is not None and tick_ms <= until_ms and not self._pending:
            self.write(self.room.tick(until_ms))
        due_ms = self.room.next_due_ms()
        if due_ms is not None and due_ms <= until_ms:
            self._run_to(until_ms)
        if any(connection.behind for connection in self.connections):
            self.tell(Update())

    def _run_to(self, until_ms: int) -> None:
        if until_ms > self.room.now_ms:
            self.tell(self.room.advance(until_ms))

    def close_meeting(self) -> None:
        """End the meeting in the server's name."""
        seq = self.room.next_seq()
        self.write(MeetingClosed(id=event_id("server", f"closed-{seq}"), at_ms=self.now_ms(), seq=seq))

    # ---------------------------------------------------------------- the bridge

    def probed(self, findings: Mapping[str, Any]) -> None:
        """Take what the bridge has found out about the meeting program."""
        bridge = self.room.bridge
        bridge.probe = dict(findings)
        bridge.joined = findings.get("joined") is True
        if bridge.joined and findings.get("stale") is False:
            bridge.stale = False
        self._notes.keep()

    def carried_out(self, outcome: BridgeOutcome) -> None:
        """Take the bridge's word on a command."""
        self.room.bridge.outcomes.append(outcome)
        self._notes.keep()

    def _tell_notes(self) -> None:
        if not self.has_failed and not self.is_closed:
            with self.guarded():
                self.tell_of_bridge()

    def tell_of_bridge(self) -> None:
        """Tell facilitators how it stands with the bridge."""
        self.bring_up_to_date()
        self.tell(self.room.bridge_changed())

    def called_roll(self, endpoints: Sequence[str]) -> None:
        """Let everybody leave whom the bridge knew and no longer sees."""
        for event in self.room.missing(endpoints, self.now_ms()):
            self.write(event)
        if self.room.bridge.reported():
            self.tell_of_bridge()

    # ---------------------------------------------------------------- removal

    def say_removed(self) -> None:
        """Tell everybody that the room is gone, and let go of them; with a code at which pages do not come again."""
        for connection in self.connections:
            connection.close(POLICY, _REMOVED, last=encoded(Bye(reason=_REMOVED)))

    # ---------------------------------------------------------------- sockets

    def bring_up_to_date(self) -> None:
        """Run the room's clock on before anything is told: pages take `now_ms` of a message for the present."""
        self._run_to(self._until_ms())

    def _until_ms(self) -> int:
        """Give how far the room's clock may run: not past what waits to be written."""
        until_ms = self.now_ms() - (SETTLE_MS if self.room.bridge.connected else 0)
        return min([until_ms, *(event.at_ms for event in self._pending.values())])

    def tell(self, update: Update) -> None:
        """Send everybody what is theirs, encoded once for each audience."""
        if update.anew:
            # What this decides shows in the state that everybody gets; commands are for the bridge alone.
            update.commands.extend(self.room.advance(max(self.room.now_ms, self._until_ms())).commands)
        tell_all(self.connections, update, self.room)

    def came(self, connection: Connection) -> None:
        """Take in a page that said hello."""
        self.connections.append(connection)
        if connection.viewer.role == "bridge":
            self.room.bridge.came()
            self.tell_of_bridge()
        elif connection.viewer.participant is not None and not self.room.bridge.connected:
            self._arrivals.seat(connection.viewer.participant)

    def went(self, connection: Connection) -> None:
        """Let go of a page. People stay: a telephone that sleeps is nobody's departure."""
        if connection not in self.connections:
            return
        self.connections.remove(connection)
        if self.has_failed or self.is_closed:
            return
        if connection.viewer.role != "bridge" or any(each.viewer.role == "bridge" for each in self.connections):
            return
        self.room.bridge.went()
        if self.room.is_open:
            for event in self.room.broken_off(self.now_ms()):
                self.write(event)
        self.tell_of_bridge()


def place_of(error: Exception) -> str:
    """Say where a fault is, without what people sent: its kind, and the line of ours that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__} at {PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
