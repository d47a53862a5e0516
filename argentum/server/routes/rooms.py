"""Opening and listing rooms, their state, people and keys."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Request
from fastapi.params import Path
from fastapi.responses import Response

from argentum.airtime.controls import OPERATOR
from argentum.airtime.live.viewer import RESERVED_NAMES, Viewer
from argentum.airtime.ruleset import RulesetConfig
from argentum.server.answers import AnswerError, refusals
from argentum.server.frames import StateFrame, encoded
from argentum.server.rooms import Invitation, Rooms, opened_at
from argentum.server.routes.access import BEARER, asking, require_operator
from argentum.server.wire_forms import (
    GivenKey,
    ListedRoom,
    NewRoom,
    OpenedRoom,
    Person,
    PersonKey,
    Renewal,
)

RoomName = Annotated[str, Path(max_length=64)]


def page_of(room: str, viewer: Viewer, key: str) -> str:
    """Give the address of a viewer's page, from the root of the server."""
    return f"/rooms/{room}/{viewer.role}#key={key}"


def rooms_router(rooms: Rooms) -> APIRouter:
    """Give the routes of rooms."""
    router = APIRouter(prefix="/api/rooms", dependencies=[BEARER], tags=["rooms"], responses=refusals(403, 404, 409))

    @router.post("", status_code=201)
    async def open_room(request: Request, wanted: NewRoom) -> OpenedRoom:
        """Open a room; with the operator's key. The keys are told here and never again."""
        require_operator(rooms, request, "opening")
        invitation = _invitation(wanted)
        given = await rooms.open(invitation)
        return _opened(rooms, invitation, given)

    @router.get("")
    async def list_rooms(request: Request) -> list[ListedRoom]:
        """List all rooms; with the operator's key."""
        require_operator(rooms, request, "reading")
        return [
            ListedRoom(room=each.name, opened_at=opened_at(each), people=len(rooms.people(each.name)))
            for each in rooms.stored.values()
        ]

    @router.get(
        "/{room}",
        response_class=Response,
        responses={200: {"description": "As the frame `state`.", "content": {"application/json": {}}}},
    )
    async def state_of_room(request: Request, room: RoomName) -> Response:
        """Give the state as this key may see it; the operator sees what facilitators see."""
        who = await asking(rooms, request, room, "reading")
        who.host.bring_up_to_date()
        viewer = who.viewer or Viewer("facilitator")
        frame = StateFrame(now_ms=who.host.room.now_ms, state=who.host.room.view(viewer))
        return Response(encoded(frame), media_type="application/json")

    @router.delete("/{room}", status_code=204)
    async def remove_room(request: Request, room: RoomName, *, force: bool = False) -> None:
        """Forget a room and everything of it; with the operator's key. A meeting that goes on only with `force`."""
        require_operator(rooms, request, "changing", room)
        await rooms.remove(room, force=force)

    @router.post("/{room}/people", status_code=201)
    async def invite(request: Request, room: RoomName, person: Person) -> PersonKey:
        """Invite one more person; facilitators and the operator."""
        (await asking(rooms, request, room, "changing")).require("facilitator", operator=True)
        _check_people([person])
        key = await rooms.invite(room, person.id, person.name)
        page = page_of(room, Viewer("participant", person.id), key)
        return PersonKey(id=person.id, name=person.name, role="participant", key=key, page=page)

    @router.post("/{room}/keys/{participant}/renew")
    async def renew(request: Request, room: RoomName, participant: str, renewal: Renewal | None = None) -> GivenKey:
        """Give a new key to a person, `observer` or `bridge`; the old one is dead. Facilitators and the operator.

        It is a control on record, which the person is told, too.
        """
        who = await asking(rooms, request, room, "changing")
        who.require("facilitator", operator=True)
        viewer = _viewer_named(rooms, room, participant)
        why = "" if renewal is None else renewal.why
        if not why.isprintable():
            raise AnswerError(422, "text that cannot be shown", where="why", expected="printable characters")
        key = await rooms.renew(room, viewer, by=OPERATOR if who.viewer is None else who.viewer.author, why=why)
        return GivenKey(key=key, page=page_of(room, viewer, key))

    return router


def _viewer_named(rooms: Rooms, room: str, participant: str) -> Viewer:
    if participant == "observer":
        return Viewer("observer")
    if participant == "bridge":
        return Viewer("bridge")
    for person in rooms.people(room):
        if person.id == participant:
            return Viewer("facilitator" if person.facilitator else "participant", person.id)
    raise AnswerError(404, "nobody of this id was invited", where="participant", expected="an invited person's id")


def _invitation(wanted: NewRoom) -> Invitation:
    everybody = [*wanted.facilitators, *wanted.people]
    _check_people(everybody)
    try:
        ruleset = msgspec.convert(wanted.ruleset, RulesetConfig)
    except msgspec.ValidationError as error:
        raise AnswerError(422, str(error), where="ruleset", expected="a ruleset as in docs/airtime-events.md") from None
    ids = {person.id for person in everybody}
    for key, named in (("custom_ms", ruleset.custom_ms), ("custom_tokens", ruleset.custom_tokens)):
        for who in named:
            if who not in ids:
                raise AnswerError(422, f"{who[:80]!r} is not invited", where=f"ruleset.{key}", expected="ids of people")
    return Invitation(
        room=wanted.room,
        planned_ms=wanted.planned_ms,
        people=[(person.id, person.name) for person in wanted.people],
        facilitators=[(person.id, person.name) for person in wanted.facilitators],
        facilitator_in_pool=wanted.facilitator_in_pool,
        waits=wanted.waits,
        ruleset=ruleset,
    )


def _check_people(people: list[Person]) -> None:
    seen: list[str] = []
    for person in people:
        if person.id in RESERVED_NAMES or ".." in person.id:
            raise AnswerError(422, f"nobody can be called {person.id!r}", where="people.id", expected="another id")
        if person.id in seen:
            raise AnswerError(422, f"{person.id!r} comes twice", where="people.id", expected="each person once")
        if not person.name.isprintable() or not person.name.strip():
            raise AnswerError(
                422,
                f"{person.id}: a name that cannot be shown: {person.name!a}",
                where="people.name",
                expected="printable characters",
            )
        seen.append(person.id)


def _opened(rooms: Rooms, invitation: Invitation, given: dict[Viewer, str]) -> OpenedRoom:
    names = dict([*invitation.facilitators, *invitation.people])
    observer, bridge = Viewer("observer"), Viewer("bridge")
    return OpenedRoom(
        room=invitation.room,
        opened_at=opened_at(rooms.stored[invitation.room]),
        people=[
            PersonKey(
                id=viewer.participant,
                name=names[viewer.participant],
                role=viewer.role,
                key=key,
                page=page_of(invitation.room, viewer, key),
            )
            for viewer, key in given.items()
            if viewer.participant is not None
        ],
        observer=GivenKey(key=given[observer], page=page_of(invitation.room, observer, given[observer])),
        bridge=GivenKey(key=given[bridge], page=page_of(invitation.room, bridge, given[bridge])),
    )
