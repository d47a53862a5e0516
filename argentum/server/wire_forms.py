"""The bodies of the REST interface, as /openapi.json describes them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from argentum.airtime.events import LONGEST_MS
from argentum.airtime.live.incoming import LONGEST_NAME, LONGEST_WHY

MOST_EVENTS = 40
"""Of one request: as many as the bucket of a person's key holds, or it could never be taken."""
_SAFE = r"^[a-z0-9][a-z0-9._-]{0,63}$"
SafeName = Annotated[str, Field(pattern=_SAFE, description="1 to 64 lower-case letters, digits, '.', '_' or '-'")]
_Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


class _Form(BaseModel):
    # As described, and nothing that could be taken for it: 0 is no `false`.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Person(_Form):
    """Somebody in a room."""

    id: SafeName
    name: _Name


class NewRoom(_Form):
    """A room to be opened."""

    room: SafeName
    planned_ms: Annotated[int, Field(ge=1, le=LONGEST_MS)] | None = Field(
        default=None, description="Length without pauses; absent: ad hoc, nothing can be divided."
    )
    people: list[Person] = Field(default=[], max_length=200)
    facilitators: list[Person] = Field(min_length=1, max_length=50)
    facilitator_in_pool: bool = False
    waits: bool = Field(
        default=True, description="The clocks stand until a facilitator begins the meeting or the first word is heard."
    )
    ruleset: dict[str, Any] = Field(default={}, description="As in docs/airtime-events.md.")


class Renewal(_Form):
    """Why somebody gets a new key; goes into the record, and is told to the person."""

    why: Annotated[str, Field(max_length=LONGEST_WHY)] = ""


class GivenKey(_Form):
    """A key, told once."""

    key: str
    page: str = Field(description="The page to open with it; the key stands behind the #, where no log sees it.")


class PersonKey(GivenKey):
    """A person's key."""

    id: str
    name: str
    role: str


class OpenedRoom(_Form):
    """A new room and all its keys."""

    room: str
    opened_at: str
    people: list[PersonKey]
    observer: GivenKey
    bridge: GivenKey


class ListedRoom(_Form):
    """A room as the operator sees it."""

    room: str
    opened_at: str
    people: int


class Events(_Form):
    """Events of one author; each has a `kind` and an `id` of the client's own."""

    events: list[dict[str, Any]] = Field(max_length=MOST_EVENTS)


class EventAnswer(_Form):
    """What became of one event."""

    id: str | None
    accepted: bool
    at_ms: int | None = None
    reason: str | None = None
    retry: bool = False
    """Whether the same may be accepted later."""


class EventAnswers(_Form):
    """What became of each, in the order in which they were sent."""

    events: list[EventAnswer]
