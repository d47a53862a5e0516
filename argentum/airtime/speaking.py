"""Speaking sessions: who spoke from when to when, what it was charged to, and how well it is known."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import Struct

Closing = Literal[
    "observed", "muted", "left", "paused", "next_speaker", "silence_bound", "record_broken", "meeting_closed"
]
"""What ended a session. `observed`, `muted` and `left` are reports about this person, `paused` about all; the others
are inferred."""

_CONFIRMED: frozenset[Closing] = frozenset({"observed", "muted", "left", "paused"})


class SpeakingSession(Struct, frozen=True, kw_only=True):
    """One person's speech without a break."""

    participant_id: str
    started_ms: int
    ended_ms: int | None = None
    closing: Closing | None = None
    dominant: bool = False
    """Begun by a dominant-speaker event, which tells who is loudest and not when a word begins or ends."""

    @property
    def duration_ms(self) -> int:
        """Give the length; 0 while it goes on."""
        return 0 if self.ended_ms is None else self.ended_ms - self.started_ms

    @property
    def is_confirmed(self) -> bool:
        """Whether both ends were observed; else the time is attributed by inference."""
        return not self.dominant and self.closing in _CONFIRMED

    def ended(self, at_ms: int, closing: Closing) -> SpeakingSession:
        """Give the session with its end; never shorter than nothing."""
        return msgspec.structs.replace(self, ended_ms=max(at_ms, self.started_ms), closing=closing)

    def to_dict(self) -> dict[str, Any]:
        """Give the fields by name."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        return fields
