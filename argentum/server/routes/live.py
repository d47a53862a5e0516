"""The WebSocket of a live room: hello first, then events in and changes out."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import msgspec
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from argentum.airtime.live.bridge_commands import BridgeOutcome
from argentum.airtime.live.viewer import Viewer
from argentum.errors import StorageError
from argentum.ids import is_safe_name
from argentum.server.connection import POLICY, TRY_LATER, Connection
from argentum.server.event_answer import Answer
from argentum.server.frames import (
    Ack,
    EffectFrame,
    EventFrame,
    Hello,
    Incoming,
    Ping,
    Pong,
    ProbeFrame,
    RefusedFrame,
    RosterFrame,
    Welcome,
    decoder,
    encoded,
)
from argentum.server.room_host import RoomHost
from argentum.server.rooms import Rooms

log = logging.getLogger("argentum.server")
HELLO_S = 5.0
_MOST_REFUSED = 100
"""Frames in a row beyond the rate, after which it is no mistake."""


def live_router(rooms: Rooms) -> APIRouter:
    """Give the WebSocket's route."""
    router = APIRouter()

    @router.websocket("/api/rooms/{room}/live")
    async def live(websocket: WebSocket, room: str) -> None:
        await websocket.accept()
        greeted = await _greeted(rooms, room, websocket)
        if greeted is None:
            return
        host, connection = greeted
        sending = asyncio.create_task(connection.send_all())
        session = _Session(rooms, host, connection)
        try:
            with host.guarded():
                session.welcome(rooms)
            await session.listen()
        finally:
            session.host.went(connection)
            if connection.is_closing:
                with suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(sending, HELLO_S)
            sending.cancel()

    return router


async def _greeted(rooms: Rooms, room: str, websocket: WebSocket) -> tuple[RoomHost, Connection] | None:
    """Read the hello; whoever says none, or has no key, is refused."""
    try:
        frame = decoder.decode(await asyncio.wait_for(_text(websocket), HELLO_S))
    except TimeoutError:
        await _turn_away(websocket, room, "no hello came in time")
        return None
    except WebSocketDisconnect:
        return None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        await _turn_away(websocket, room, "the first frame is no hello")
        return None
    if not isinstance(frame, Hello):
        await _turn_away(websocket, room, "the first frame is no hello")
        return None
    if not is_safe_name(room) or rooms.keys.find(frame.key, room) is None:
        await _turn_away(websocket, room, "no key for this room")
        return None
    heard_ms = rooms.clock_ms()
    try:
        host = await rooms.host(room)
    except StorageError:
        await _turn_away(websocket, room, "this room cannot be served at the moment", TRY_LATER, retry=True)
        return None
    # While its log was read, the key may have been renewed, or the room removed.
    found = rooms.keys.find(frame.key, room)
    if found is None:
        await _turn_away(websocket, room, "no key for this room")
        return None
    viewer, digest = found
    most = rooms.settings.most_shared_connections if viewer.participant is None else rooms.settings.most_connections
    if sum(each.digest == digest for each in host.connections) >= most:
        await _turn_away(websocket, room, "this key has too many connections already", retry=True)
        return None
    offset_ms = host.now_ms() - (rooms.clock_ms() - heard_ms) - round(frame.clock_ms)
    connection = Connection(websocket, viewer, digest=digest, offset_ms=offset_ms, clock=rooms.clock_ms)
    return host, connection


async def _text(websocket: WebSocket) -> str:
    message = await websocket.receive()
    if message["type"] != "websocket.receive":
        raise WebSocketDisconnect(message.get("code", 1005))
    text = message.get("text")
    if not isinstance(text, str):
        raise msgspec.DecodeError("a binary frame")
    return text


async def _turn_away(websocket: WebSocket, room: str, reason: str, code: int = POLICY, *, retry: bool = False) -> None:
    # The room as it was asked for may be anything; a key never is in it.
    log.warning("%s: refused: %s", room if is_safe_name(room) else "(no room)", reason)
    with suppress(WebSocketDisconnect, RuntimeError):
        await websocket.send_text(encoded(RefusedFrame(reason=reason, retry=retry or msgspec.UNSET)))
        await websocket.close(code, reason)


class _Session:
    """One connection from its welcome on."""

    def __init__(self, rooms: Rooms, host: RoomHost, connection: Connection) -> None:
        self.host = host
        self._connection = connection
        self._clock = rooms.clock_ms
        self._limits = rooms.limits
        self._refused_in_a_row = 0

    @property
    def _viewer(self) -> Viewer:
        return self._connection.viewer

    def welcome(self, rooms: Rooms) -> None:
        host, connection = self.host, self._connection
        host.bring_up_to_date()
        room = host.room
        connection.put(
            encoded(
                Welcome(
                    role=self._viewer.role,
                    participant=self._viewer.participant,
                    room=room.name,
                    opened_at=room.display.opened_at,
                    now_ms=room.now_ms,
                    clock_offset_ms=connection.clock_offset_ms,
                    state=room.view(self._viewer),
                    meeting_hosts=rooms.settings.meeting_hosts if self._viewer.role == "bridge" else msgspec.UNSET,
                )
            )
        )
        host.came(connection)

    async def listen(self) -> None:
        """Take frames until the socket closes, on either side."""
        connection = self._connection
        while not connection.is_closing:
            try:
                frame = decoder.decode(await _text(connection.websocket))
            except WebSocketDisconnect as gone:
                if gone.code not in {1000, 1001, 1005, 1006, 1012}:
                    self._log(f"closed with {gone.code}")
                return
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                self._end("malformed frame")
                return
            if not self._limits.allows(connection.digest, self._viewer.role, self._clock()):
                self._too_many(frame)
                continue
            self._refused_in_a_row = 0
            with self.host.guarded():
                self._take(frame)
            if self.host.has_failed:
                connection.close(TRY_LATER, "a fault of the server")

    def _take(self, frame: Incoming) -> None:
        match frame:
            case EventFrame(ref=ref, event=event):
                self._submit(ref, event)
            case Ping(clock_ms=clock_ms):
                now_ms = self.host.now_ms()
                # The answer that travelled least tells the clocks' difference best.
                self._connection.clock_offset_ms = min(self._connection.clock_offset_ms, now_ms - round(clock_ms))
                self._connection.put(encoded(Pong(clock_ms=clock_ms, now_ms=now_ms)))
            case Hello():
                self._end("a second hello")
            case EffectFrame() | ProbeFrame() | RosterFrame() if self._viewer.role != "bridge":
                self._end("a frame that only a bridge sends")
            case EffectFrame():
                outcome = BridgeOutcome(
                    command_id=frame.command_id,
                    outcome=frame.outcome,
                    detail=frame.detail,
                    at_ms=self.host.now_ms(),
                )
                self.host.carried_out(outcome)
            case ProbeFrame(findings=findings):
                self.host.probed(findings)
            case RosterFrame(endpoints=endpoints):
                self.host.called_roll(endpoints)

    def _submit(self, ref: str | int, event: dict[str, object]) -> None:
        connection = self._connection
        own_id = event.get("id")
        event_id = own_id if isinstance(own_id, str) else ""

        def answer(result: Answer) -> None:
            if result.reason is not None or result.at_ms is None:
                connection.put(
                    encoded(
                        RefusedFrame(
                            ref=ref,
                            id=event_id,
                            reason=result.reason or "not taken",
                            retry=result.retry or msgspec.UNSET,
                        )
                    )
                )
            else:
                connection.put(encoded(Ack(ref=ref, id=event_id, at_ms=result.at_ms)))

        offset_ms = connection.clock_offset_ms if self._viewer.role == "bridge" else None
        self.host.submit(self._viewer, event, answer, offset_ms=offset_ms)

    def _too_many(self, frame: Incoming) -> None:
        self._refused_in_a_row += 1
        if self._refused_in_a_row == 1:
            self._log("more frames than its key may send")
        if self._refused_in_a_row > _MOST_REFUSED:
            self._end("more frames than a key may send")
            return
        ref = frame.ref if isinstance(frame, EventFrame) else msgspec.UNSET
        self._connection.put(
            encoded(RefusedFrame(ref=ref, reason="too many at once; send it again in a while", retry=True))
        )

    def _end(self, reason: str) -> None:
        self._log(reason)
        self._connection.close(POLICY, reason, last=encoded(RefusedFrame(reason=reason)))

    def _log(self, what: str) -> None:
        """Tell the operator, without content and keys."""
        log.warning("%s: %s %s: %s", self.host.room.name, self._viewer.role, self._viewer.participant or "", what)
