"""Intake of what other programs report about a meeting: Prosody's `event_sync`."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from fastapi import APIRouter, Request

from argentum.airtime.live.prosody import ProsodyEvent, read_prosody, reports_of
from argentum.airtime.live.viewer import BRIDGE
from argentum.errors import PolicyViolationError
from argentum.server.answers import AnswerError, refusals
from argentum.server.rooms import Rooms
from argentum.server.routes.access import BEARER, asking, require_rate
from argentum.server.routes.events import submitted
from argentum.server.wire_forms import EventAnswer, EventAnswers


def _inlined(schema: Any, parts: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Put the parts of a schema where they are referred to: /openapi.json keeps its own list of parts."""
    if isinstance(schema, list):
        return [_inlined(each, parts) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(parts[schema["$ref"].rpartition("/")[2]], parts)
    return {key: _inlined(value, parts) for key, value in schema.items()}


_SCHEMA = msgspec.json.schema(ProsodyEvent)
_BODY = {
    "required": True,
    "content": {"application/json": {"schema": _inlined({"$ref": _SCHEMA["$ref"]}, _SCHEMA["$defs"])}},
}


def intake_router(rooms: Rooms) -> APIRouter:
    """Give the routes of intake."""
    router = APIRouter(prefix="/api/rooms", dependencies=[BEARER], tags=["intake"], responses=refusals(403, 404))

    @router.post("/{room}/intake/prosody", openapi_extra={"requestBody": _BODY})
    async def prosody(request: Request, room: str) -> EventAnswers:
        """Take a post of `event_sync`, with the bridge's key; people are known by the id of their JWT."""
        who = await asking(rooms, request, room, None)
        who.require("bridge")
        require_rate(rooms, who.digest, "bridge")
        try:
            event = read_prosody(await request.body())
        except PolicyViolationError as error:
            raise AnswerError(422, str(error), where="body", expected="a post of event_sync") from None
        host = who.host
        reports = reports_of(
            event, host.room.bridge.identity.endpoints(), opened_at_ms=host.opened_at_ms, now_ms=host.now_ms()
        )
        answers = await asyncio.gather(*(submitted(host, BRIDGE, report) for report in reports))
        return EventAnswers(
            events=[
                EventAnswer(
                    id=str(report["id"]), accepted=answer.reason is None, at_ms=answer.at_ms, reason=answer.reason
                )
                for report, answer in zip(reports, answers, strict=True)
            ]
        )

    return router
