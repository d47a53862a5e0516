"""What is known of a meeting as a whole: its room, its kind and its clock."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct


class MeetingType(StrEnum):
    """Whether the length was set beforehand."""

    SCHEDULED = "scheduled"
    ADHOC = "adhoc"
    """The length is known only afterwards; until then nothing can be divided, and equal share is an expectation."""


class MeetingContext(Struct, frozen=True, kw_only=True):
    """One meeting in one room.

    Instants are milliseconds on the meeting's own axis. The clock of the meeting stands still while it is paused: a
    pause takes time from nobody and moves the planned end (hole 20).
    """

    room_id: str
    start_ms: int
    planned_ms: int | None = None
    """Length without pauses; `None` for an ad-hoc meeting."""
    closed_ms: int | None = None
    paused_ms: int = 0
    """Length of all finished pauses, of the wait before the beginning, too."""
    paused_since_ms: int | None = None
    waited_ms: int | None = 0
    """How long the meeting waited, open, until it began; `None` while it waits."""
    facilitator_ids: tuple[str, ...] = ()
    facilitator_in_pool: bool = False
    """Whether facilitators share the time; by default they stand outside (hole 17)."""
    participant_ids: tuple[str, ...] = ()

    @property
    def meeting_type(self) -> MeetingType:
        """Tell whether the length was set beforehand."""
        return MeetingType.ADHOC if self.planned_ms is None else MeetingType.SCHEDULED

    @property
    def begun(self) -> bool:
        """Whether the clocks have ever run."""
        return self.waited_ms is not None

    @property
    def duration_ms(self) -> int | None:
        """Give the planned length; of an ad-hoc meeting the measured one, `None` while it goes on."""
        if self.planned_ms is not None:
            return self.planned_ms
        return None if self.closed_ms is None else self.elapsed_ms(self.closed_ms)

    def elapsed_ms(self, now_ms: int) -> int:
        """Give the time that has passed without pauses, up to the end of the meeting."""
        until_ms = now_ms if self.closed_ms is None else min(now_ms, self.closed_ms)
        if self.paused_since_ms is not None:
            until_ms = min(until_ms, self.paused_since_ms)
        return max(0, until_ms - self.start_ms - self.paused_ms)

    def left_ms(self, now_ms: int) -> int | None:
        """Give what is left of the planned length, at least 0; `None` for an ad-hoc meeting."""
        return None if self.planned_ms is None else max(0, self.planned_ms - self.elapsed_ms(now_ms))

    def is_ongoing(self, now_ms: int) -> bool:
        """Whether the meeting still goes on: it was not closed, and its planned time is not over."""
        return self.closed_ms is None and self.left_ms(now_ms) != 0

    def to_dict(self) -> dict[str, Any]:
        """Give the fields by name, and the meeting type."""
        return {**msgspec.to_builtins(self), "meeting_type": self.meeting_type.value}
