"""The frames of the WebSocket: what clients send, and what the server sends beside changes (docs/server.md)."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from argentum.airtime.live.bridge_commands import Outcome
from argentum.airtime.live.messages import RoomView
from argentum.airtime.live.viewer import Role

LARGEST_FRAME = 16_384
"""Bytes."""
_Ref = Annotated[str, Meta(max_length=80)] | Annotated[int, Meta(ge=0, le=2**53)]
_Milliseconds = Annotated[int, Meta(ge=0, le=2**53)] | Annotated[float, Meta(ge=0, le=2**53)]
"""Browsers give fractions."""
_Text = Annotated[str, Meta(max_length=500)]
_Plain = bool | Annotated[int, Meta(ge=-(2**53), le=2**53)] | float | str | None
Finding = _Plain | list[_Plain] | dict[str, _Plain]
"""No deeper: what could be taken in might be too deep to be told."""


class _Incoming(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class Hello(_Incoming, frozen=True, kw_only=True, tag="hello"):
    """The first frame: who I am, and what my clock says."""

    key: Annotated[str, Meta(max_length=200)]
    clock_ms: _Milliseconds


class EventFrame(_Incoming, frozen=True, kw_only=True, tag="event"):
    """Something happened, or somebody wishes something."""

    ref: _Ref
    event: dict[str, Any]


class EffectFrame(_Incoming, frozen=True, kw_only=True, tag="effect"):
    """The bridge tells what became of a command."""

    command_id: Annotated[str, Meta(max_length=200)]
    outcome: Outcome
    detail: _Text = ""


class ProbeFrame(_Incoming, frozen=True, kw_only=True, tag="probe"):
    """The bridge tells what the meeting program can do."""

    findings: dict[str, Finding]


class RosterFrame(_Incoming, frozen=True, kw_only=True, tag="roster"):
    """The bridge tells who is there: everybody else has left."""

    endpoints: list[Annotated[str, Meta(max_length=80)]]


class Ping(_Incoming, frozen=True, kw_only=True, tag="ping"):
    """Am I heard, and what does your clock say?"""

    clock_ms: _Milliseconds


Incoming = Hello | EventFrame | EffectFrame | ProbeFrame | RosterFrame | Ping
decoder: msgspec.json.Decoder[Incoming] = msgspec.json.Decoder(Incoming)


class _Outgoing(Struct, frozen=True, kw_only=True, tag_field="type"):
    pass


class Welcome(_Outgoing, frozen=True, kw_only=True, tag="welcome"):
    """The answer to a hello."""

    role: Role
    participant: str | None
    room: str
    opened_at: str
    now_ms: int
    clock_offset_ms: int
    """Add it to your clock to get the room's."""
    state: RoomView
    meeting_hosts: tuple[str, ...] | UnsetType = UNSET
    """For the bridge."""


class StateFrame(_Outgoing, frozen=True, kw_only=True, tag="state"):
    """Everything anew."""

    now_ms: int
    state: RoomView


class Ack(_Outgoing, frozen=True, kw_only=True, tag="ack"):
    """The event is durable and counts."""

    ref: str | int
    id: str
    at_ms: int


class RefusedFrame(_Outgoing, frozen=True, kw_only=True, tag="refused"):
    """The frame, or the event in it, has no effect."""

    reason: str
    ref: str | int | UnsetType = UNSET
    id: str | UnsetType = UNSET
    retry: bool | UnsetType = UNSET
    """Whether the same may be sent again later; else it will never be taken."""


class Pong(_Outgoing, frozen=True, kw_only=True, tag="pong"):
    """The answer to a ping."""

    clock_ms: int | float
    now_ms: int


class Bye(_Outgoing, frozen=True, kw_only=True, tag="bye"):
    """The server ends the connection."""

    reason: str


_encoder = msgspec.json.Encoder()


def encoded(message: Struct) -> str:
    """Give a message as the text of a frame."""
    return _encoder.encode(message).decode()
