"""What a live room tells its viewers; the wire form is these fields as JSON (docs/server.md)."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from argentum.airtime.decisions import AnyDecision
from argentum.airtime.events import AnyEvent
from argentum.airtime.live.bridge_commands import BridgeCommand, BridgeOutcome
from argentum.airtime.live.seat_rows import PersonRow
from argentum.airtime.live.viewer import Viewer


class Slot(Struct, frozen=True, kw_only=True):
    """Whose slot of a round robin it is."""

    participant: str
    until_ms: int


class MeetingView(Struct, frozen=True, kw_only=True):
    """The meeting as a whole."""

    planned_ms: int | None
    elapsed_ms: int
    left_ms: int | None
    paused: bool
    begun: bool
    """Whether the clocks have ever run; a meeting that waits is paused, too."""
    open: bool
    rule: str
    enforcement: str
    policy: str
    ruleset: dict[str, Any]
    slot: Slot | UnsetType = UNSET


class ReactionsView(Struct, frozen=True, kw_only=True):
    """Reactions so far, and the modes in which each may be sent."""

    counts: dict[str, int]
    modes: dict[str, tuple[str, ...]]


class BridgeView(Struct, frozen=True, kw_only=True):
    """How it stands with the bridge; for facilitators."""

    connected: bool
    joined: bool
    stale: bool
    """The roster may be out of date until the bridge has reported again."""
    last_outcomes: tuple[BridgeOutcome, ...]
    warnings: dict[str, str]
    """People who were recognised by their display name alone."""
    probe: dict[str, Any] | UnsetType = UNSET


class Renewal(Struct, frozen=True, kw_only=True):
    """That somebody's key was renewed; what was unsigned before is not shown with the new one."""

    at_ms: int
    """The last time."""
    by: str
    why: str
    times: int


class RoomView(Struct, frozen=True, kw_only=True):
    """Everything that one viewer may see, as of `now_ms` of the message."""

    room: str
    opened_at: str
    meeting: MeetingView
    people: list[PersonRow]
    queue: tuple[str, ...]
    speaking: list[str]
    reactions: ReactionsView
    recent: list[AnyDecision]
    bridge: BridgeView | UnsetType = UNSET
    renewed: Renewal | UnsetType = UNSET
    """For a person whose key was renewed."""


class Change(Struct, frozen=True, kw_only=True, tag_field="type", tag="change"):
    """What has changed, as one audience may see it."""

    now_ms: int
    event: AnyEvent | UnsetType = UNSET
    decisions: list[AnyDecision] = []
    people: list[PersonRow] = []
    queue: tuple[str, ...] | UnsetType = UNSET
    meeting: MeetingView | UnsetType = UNSET
    bridge: BridgeView | UnsetType = UNSET

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing."""
        return (
            not self.decisions
            and not self.people
            and self.event is UNSET
            and self.queue is UNSET
            and self.meeting is UNSET
            and self.bridge is UNSET
        )


class Update(Struct, kw_only=True):
    """What is to be told after something has happened."""

    public: Change | None = None
    """For all without a change of their own; `None`: nothing."""
    facilitators: Change | None = None
    own: dict[Viewer, Change] = {}
    commands: list[BridgeCommand] = []
    """For the bridge."""
    anew: bool = False
    """Everybody is to get the whole state instead of a change."""

    def change_for(self, viewer: Viewer) -> Change | None:
        """Give what one viewer is told; the same object for a whole audience, so that it is encoded once."""
        own = self.own.get(viewer)
        if own is not None:
            return own
        return self.facilitators if viewer.role == "facilitator" else self.public
