"""What is ready to follow: the next segment, and the holder's spare sentence should it be late (plan section 6.5)."""

from __future__ import annotations

from argentum.orchestration.piece import READY, Piece


class ReserveShelf:
    """At most one segment ahead, and at most one spare sentence."""

    __slots__ = ("next", "spare")

    def __init__(self) -> None:
        """Begin empty."""
        self.next: Piece | None = None
        self.spare: Piece | None = None

    @property
    def next_ready(self) -> bool:
        """Whether the next segment could begin at once."""
        return self.next is not None and self.next.state is READY

    def take_next(self) -> Piece:
        """Take the next segment off the shelf; it must be there."""
        piece = self.next
        if piece is None:
            msg = "the shelf is empty"
            raise LookupError(msg)
        self.next = None
        return piece

    def take_spare(self) -> Piece | None:
        """Take the spare sentence if it is ready."""
        spare = self.spare
        if spare is None or spare.state is not READY:
            return None
        self.spare = None
        return spare

    def clear(self) -> list[Piece]:
        """Empty the shelf and give what was on it."""
        pieces = [piece for piece in (self.next, self.spare) if piece is not None]
        self.next = self.spare = None
        return pieces
