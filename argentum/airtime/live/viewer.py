"""Who looks at a live room, and as what."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Role = Literal["facilitator", "participant", "observer", "bridge"]


class Viewer(Struct, frozen=True):
    """The holder of a key: a role, and the person whose key it is."""

    role: Role
    participant: str | None = None
    """Absent for observers and the bridge, which are nobody in the meeting."""

    @property
    def author(self) -> str:
        """Give the name under which this viewer's events are kept apart from those of others."""
        return self.participant or self.role


BRIDGE = Viewer("bridge")
OBSERVER = Viewer("observer")
RESERVED_NAMES = ("bridge", "observer", "operator", "server")
"""No person may be called so: these stand where otherwise a person's id stands."""
