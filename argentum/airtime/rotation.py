"""Whose slot it is in a round robin, and when it passes on (hole 22).

A slot ends when its owner has used it up, when its length has passed in any case, when the owner has said nothing for a
while, when the owner leaves, or when a facilitator goes on. The next one present gets it; newcomers come at the end.
"""

from __future__ import annotations

from collections.abc import Sequence


class Rotation:
    """The slots of one meeting."""

    __slots__ = ("order", "owner", "quiet_since_ms", "silence_ms", "slot_ms", "started_ms")

    def __init__(self, *, slot_ms: int, silence_ms: int) -> None:
        """Begin before the first slot."""
        self.slot_ms = slot_ms
        self.silence_ms = silence_ms
        self.order: list[str] = []
        self.owner: str | None = None
        self.started_ms = 0
        self.quiet_since_ms: int | None = None
        """Since when the owner has said nothing; `None` while the owner speaks."""

    def take_place(self, participant_id: str) -> None:
        """Add somebody at the end of the round; whoever has a place goes to the end when coming back."""
        if participant_id in self.order:
            self.order.remove(participant_id)
        self.order.append(participant_id)

    def next_owner(self, present: Sequence[str]) -> str | None:
        """Give the next one present after the owner, perhaps the owner again; `None` when nobody is there."""
        start = self.order.index(self.owner) + 1 if self.owner in self.order else 0
        for participant in (*self.order[start:], *self.order[:start]):
            if participant in present:
                return participant
        return None

    def open_slot(self, owner: str | None, at_ms: int, *, speaking: bool) -> None:
        """Begin the slot of this owner; it waits when there is none."""
        self.owner = owner
        self.started_ms = at_ms
        self.quiet_since_ms = None if speaking else at_ms

    def due_ms(self) -> int | None:
        """Give when the slot passes on if nothing else happens."""
        if self.owner is None:
            return None
        end_ms = self.started_ms + self.slot_ms
        return end_ms if self.quiet_since_ms is None else min(end_ms, self.quiet_since_ms + self.silence_ms)

    def shift(self, by_ms: int) -> None:
        """Move the slot by a pause."""
        self.started_ms += by_ms
        if self.quiet_since_ms is not None:
            self.quiet_since_ms += by_ms
