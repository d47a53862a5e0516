"""How it stands with the bridge: connected, in the meeting, up to date, and what became of its commands."""

from __future__ import annotations

from collections import deque
from typing import Any

from msgspec import UNSET, Struct

from argentum.airtime.live.bridge_commands import BridgeOutcome
from argentum.airtime.live.identity import IdentityMap
from argentum.airtime.live.messages import BridgeView

_OUTCOMES = 20


class BridgeNotes(Struct, frozen=True, kw_only=True):
    """What facilitators see of a bridge also when the server has ended meanwhile."""

    outcomes: tuple[BridgeOutcome, ...] = ()
    warnings: dict[str, str] = {}
    probe: dict[str, Any] | None = None


class BridgeDesk:
    """The bridge of one room, whoever holds its key at the moment."""

    __slots__ = ("connected", "identity", "joined", "outcomes", "probe", "stale")

    def __init__(self, names: dict[str, str]) -> None:
        """Begin without a bridge."""
        self.identity = IdentityMap(names)
        self.connected = False
        self.joined = False
        self.stale = False
        self.probe: dict[str, Any] | None = None
        self.outcomes: deque[BridgeOutcome] = deque(maxlen=_OUTCOMES)

    def came(self) -> None:
        """Take note of a bridge that connected."""
        self.connected = True

    def went(self) -> None:
        """Take note that the bridge is gone: what it last said of who is there may no longer hold."""
        self.connected = self.joined = False
        self.stale = bool(self.identity.endpoints())

    def reported(self) -> bool:
        """Take note of a report about people; tells whether that is news."""
        news = self.stale or not self.joined
        self.joined, self.stale = True, False
        return news

    def notes(self) -> BridgeNotes:
        """Give what is to be kept."""
        return BridgeNotes(outcomes=tuple(self.outcomes), warnings=dict(self.identity.warnings), probe=self.probe)

    def remember(self, notes: BridgeNotes) -> None:
        """Take back what was kept."""
        self.outcomes.extend(notes.outcomes)
        self.identity.warnings.update(notes.warnings)
        self.probe = notes.probe

    def view(self) -> BridgeView:
        """Give what facilitators see."""
        return BridgeView(
            connected=self.connected,
            joined=self.joined,
            stale=self.stale,
            last_outcomes=tuple(self.outcomes),
            warnings=dict(self.identity.warnings),
            probe=UNSET if self.probe is None else self.probe,
        )
