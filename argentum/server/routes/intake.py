"""Intake of what other programs report about a meeting: Prosody's `event_sync`."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request

from argentum.airtime.live.prosody import read_prosody, reports_of
from argentum.airtime.live.viewer import BRIDGE
from argentum.errors import PolicyViolationError
from argentum.server.answers import AnswerError
from argentum.server.rooms import Rooms
from argentum.server.routes.access import BEARER, asking
from argentum.server.routes.events import submitted
from argentum.server.wire_forms import EventAnswer, EventAnswers


def intake_router(rooms: Rooms) -> APIRouter:
    """Give the routes of intake."""
    router = APIRouter(prefix="/api/rooms", dependencies=[BEARER], tags=["intake"])

    @router.post("/{room}/intake/prosody")
    async def prosody(request: Request, room: str) -> EventAnswers:
        """Take a post of `event_sync`, with the bridge's key; people are known by the id of their JWT."""
        who = asking(rooms, request, room)
        who.require("bridge")
        if not rooms.limit(who.digest, "bridge").allows(rooms.clock_ms()):
            raise AnswerError(429, "too many posts at once", where="body", expected="a moment later")
        try:
            event = read_prosody(await request.body())
        except PolicyViolationError as error:
            raise AnswerError(422, str(error), where="body", expected="a post of event_sync") from None
        reports = reports_of(event, who.host.room.bridge.identity.endpoints())
        answers = await asyncio.gather(*(submitted(who.host, BRIDGE, report) for report in reports))
        return EventAnswers(
            events=[
                EventAnswer(
                    id=str(report["id"]), accepted=answer.reason is None, at_ms=answer.at_ms, reason=answer.reason
                )
                for report, answer in zip(reports, answers, strict=True)
            ]
        )

    return router
