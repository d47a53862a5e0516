"""What one person may say, has said, was given and has given away, in whole milliseconds of a meeting."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

LENDING_CAP_PERCENT = 50
"""Most of an allocation that may be given away in a whole meeting, not each time (hole 5)."""


class TimeAllocation(Struct, frozen=True, kw_only=True):
    """The hourglass of one participant.

    Milliseconds, because whole seconds rounded down at every turn lose time systematically (hole 7). The meeting that
    holds the allocation names the room, so the value needs no room of its own (hole 1).
    """

    participant_id: str
    allocated_ms: int
    """What the rule gives; the only part that a rule changes."""
    used_ms: int = 0
    borrowed_ms: int = 0
    lent_ms: int = 0
    granted_ms: int = 0
    """Bonuses less penalties of a facilitator; negative when penalties prevail."""

    @property
    def available_ms(self) -> int:
        """Everything that may be spent in all; warnings are fractions of this, not of `allocated_ms` (hole 6)."""
        return self.allocated_ms + self.granted_ms + self.borrowed_ms - self.lent_ms

    @property
    def remaining_ms(self) -> int:
        """What is left; negative after overtime."""
        return self.available_ms - self.used_ms

    @property
    def is_exhausted(self) -> bool:
        """Whether nothing is left."""
        return self.remaining_ms <= 0

    def lendable_ms(self, *, cap_percent: int = LENDING_CAP_PERCENT) -> int:
        """Give what may still be lent: own time that is left, within the cap over the whole meeting; never negative.

        Borrowed time cannot be lent on. It is used up first, so that a loan does not turn into a lender's own time.
        """
        own_left_ms = self.allocated_ms + self.granted_ms - self.lent_ms - max(0, self.used_ms - self.borrowed_ms)
        cap_left_ms = self.allocated_ms * cap_percent // 100 - self.lent_ms
        return max(0, min(own_left_ms, cap_left_ms))

    def to_dict(self) -> dict[str, Any]:
        """Give the fields by name; `from_dict` reads them back."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        return fields

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> TimeAllocation:
        """Read what `to_dict` gave. Raises `msgspec.ValidationError` for anything else."""
        return msgspec.convert(fields, cls)
