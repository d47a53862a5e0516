"""Events over REST, for programs without a socket."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import Any

from fastapi import APIRouter, Request

from argentum.airtime.live.viewer import Viewer
from argentum.server.answers import AnswerError, not_allowed, refusals
from argentum.server.event_answer import Answer
from argentum.server.room_host import RoomHost
from argentum.server.rooms import Rooms
from argentum.server.routes.access import BEARER, asking, require_rate
from argentum.server.wire_forms import EventAnswer, EventAnswers, Events


def events_router(rooms: Rooms) -> APIRouter:
    """Give the route of events."""
    router = APIRouter(prefix="/api/rooms", dependencies=[BEARER], tags=["events"], responses=refusals(403, 404))

    @router.post("/{room}/events")
    async def send_events(request: Request, room: str, sent: Events) -> EventAnswers:
        """Send events; the same ids again change nothing and get the same answer."""
        who = await asking(rooms, request, room, None)
        if who.viewer is None:
            raise not_allowed("a key of a person or of the bridge")
        _check_writable(sent.events)
        require_rate(rooms, who.digest, who.viewer.role, len(sent.events))
        answers = await asyncio.gather(*(submitted(who.host, who.viewer, fields) for fields in sent.events))
        return EventAnswers(
            events=[
                EventAnswer(
                    id=fields["id"] if isinstance(fields.get("id"), str) else None,
                    accepted=answer.reason is None,
                    at_ms=answer.at_ms if answer.reason is None else None,
                    reason=answer.reason,
                    retry=answer.retry,
                )
                for fields, answer in zip(sent.events, answers, strict=True)
            ]
        )

    return router


def _check_writable(events: list[dict[str, Any]]) -> None:
    """Raise an `AnswerError` for half a character: JSON can spell it, and no answer could name it."""
    try:
        json.dumps(events, ensure_ascii=False).encode()
    except (UnicodeError, RecursionError):
        raise AnswerError(
            422, "text that cannot be written down", where="events", expected="whole characters, not nested deeply"
        ) from None


async def submitted(host: RoomHost, viewer: Viewer, fields: dict[str, Any]) -> Answer:
    """Send an event and wait for what becomes of it."""
    answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    host.submit(viewer, fields, partial(_settle, answered))
    return await answered


def _settle(answered: asyncio.Future[Answer], answer: Answer) -> None:
    if not answered.done():
        answered.set_result(answer)
