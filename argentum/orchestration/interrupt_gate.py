"""The gate of hard interrupts: armed only while a kicker is ready in time (plan sections 6.2 and 12).

One boolean decides: `armed` falls to false at the cut minus the guard when the kicker's audio is not ready then, and a
cut happens only through an armed gate. So a clip is never half cut because its interrupter was late.
"""

from __future__ import annotations

from argentum.orchestration.piece import READY, Piece


class InterruptGate:
    """The candidates of one segment, best first, and the cut that is scheduled."""

    __slots__ = ("armed", "candidates", "cut_ms", "scheduled")

    def __init__(self) -> None:
        """Begin disarmed and empty."""
        self.candidates: list[Piece] = []
        self.scheduled: Piece | None = None
        self.cut_ms = -1
        self.armed = False

    def open_for(self, kickers: list[Piece]) -> None:
        """Take the kickers that are being prepared, the best offer first."""
        self.candidates = kickers
        self.scheduled = None
        self.cut_ms = -1
        self.armed = False

    def best_ready(self, *, by_ms: int) -> Piece | None:
        """Give the best candidate whose audio is ready at `by_ms`."""
        for piece in self.candidates:
            if piece.state is READY and piece.ready_ms <= by_ms:
                return piece
        return None

    def schedule(self, piece: Piece, cut_ms: int) -> None:
        """Fix the instant of the cut."""
        self.scheduled = piece
        self.cut_ms = cut_ms

    def arm(self, *, now_ms: int) -> bool:
        """Decide at cut − guard: armed when the scheduled kicker is ready by now."""
        piece = self.scheduled
        self.armed = piece is not None and piece.state is READY and piece.ready_ms <= now_ms
        return self.armed

    def disarm(self) -> None:
        """Forget the scheduled cut; candidates stay for a later beat."""
        self.scheduled = None
        self.cut_ms = -1
        self.armed = False

    def close(self, *, keep: Piece | None = None) -> list[Piece]:
        """Empty the gate and give the candidates that were not used."""
        unused = [piece for piece in self.candidates if piece is not keep]
        self.open_for([])
        return unused
