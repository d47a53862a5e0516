"""What a room has on record: its log, its report, the controls that were used, tokens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from argentum.airtime.event_log import encode_log
from argentum.airtime.events import AnyEvent, Tick
from argentum.airtime.live.log_for import for_facilitators
from argentum.airtime.live.purse_views import balances_for, movements_for
from argentum.airtime.live.viewer import Viewer
from argentum.server.answers import refusals
from argentum.server.room_report import ReportForm, RoomReports
from argentum.server.rooms import Rooms
from argentum.server.routes.access import BEARER, asking

_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8"}
_AT_ONCE = 500
"""Events that are written down between two looks at what else waits."""
_PAGE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def records_router(rooms: Rooms) -> APIRouter:
    """Give the routes of records."""
    router = APIRouter(prefix="/api/rooms", dependencies=[BEARER], tags=["records"], responses=refusals(403, 404))
    reports = RoomReports()

    @router.get("/{room}/log", response_class=Response, responses=_answers("application/x-ndjson"))
    async def log(request: Request, room: str) -> Response:
        """Give the log as JSON lines, for `argentum airtime report`; facilitators without unsigned reactions."""
        who = await asking(rooms, request, room, "records")
        who.require("facilitator", operator=True)
        fold = who.host.room.fold
        # As it is now: it grows while it is sent.
        events = list(fold.log) if who.viewer is None else for_facilitators(fold.log, fold.refusal)
        return StreamingResponse(_pieces(iter(events)), media_type="application/x-ndjson")

    @router.get("/{room}/report", response_class=Response, responses=_answers(*_TYPES.values()))
    async def report(request: Request, room: str, format: ReportForm = "json") -> Response:  # noqa: A002 - the name of the query
        """Give the report of the meeting so far."""
        who = await asking(rooms, request, room, "records")
        who.require("facilitator", "observer", operator=True)
        who.host.bring_up_to_date()
        state = who.host.room.state
        # An allocation under the token rule is a balance.
        had_tokens = any(rule == "token" for _, rule in who.host.room.fold.rules)
        with_allocation = who.viewer is None or not had_tokens
        now = Tick(id="server:now", at_ms=state.now_ms, seq=who.host.room.seq)
        events = [*who.host.room.fold.log, *([now] if who.host.room.is_open else [])]
        absent = who.host.room.absent()
        text = await reports.text(events, format, with_allocation=with_allocation, absent=absent)
        answer = Response(text, media_type=_TYPES[format])
        if format == "html":
            answer.headers["Content-Security-Policy"] = _PAGE_POLICY
        return answer

    @router.get("/{room}/controls", response_class=Response, responses=_answers("application/json"))
    async def controls(request: Request, room: str) -> Response:
        """Give every use of a control: who, when, what, why."""
        who = await asking(rooms, request, room, "reading")
        who.require("facilitator", operator=True)
        return _json({"controls": who.host.room.notebook.controls})

    @router.get("/{room}/balances", response_class=Response, responses=_answers("application/json"))
    async def balances(request: Request, room: str) -> Response:
        """Give tokens by person: one's own; for facilitators all, as of the last settlement, without reactions."""
        who = await asking(rooms, request, room, "reading")
        who.require("facilitator", "participant", operator=True)
        found = balances_for(who.viewer or Viewer("facilitator"), who.host.room.state.purses)
        return _json({"balances": found})

    @router.get("/{room}/transactions", response_class=Response, responses=_answers("application/json"))
    async def transactions(request: Request, room: str) -> Response:
        """Give movements of tokens: one's own; for facilitators those that tell nobody's reactions."""
        who = await asking(rooms, request, room, "reading")
        who.require("facilitator", "participant", operator=True)
        viewer = who.viewer or Viewer("facilitator")
        renewed = who.host.room.notebook.renewals.get(viewer.participant or "")
        hidden_until_ms = None if renewed is None else renewed.at_ms
        found = movements_for(viewer, who.host.room.state.purses, hidden_until_ms=hidden_until_ms)
        return _json({"transactions": found})

    return router


def _answers(*types: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {each.partition(";")[0]: {} for each in types}}}


async def _pieces(events: Iterator[AnyEvent]) -> AsyncIterator[str]:
    """Write a log down a little at a time: a long one would keep all rooms waiting."""
    while some := list(islice(events, _AT_ONCE)):
        yield encode_log(some)
        await asyncio.sleep(0)


def _json(found: object) -> Response:
    return Response(msgspec.json.encode(found), media_type="application/json")
