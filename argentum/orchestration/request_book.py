"""Requests that are queued or under way: priorities, limits, cancellation (plan section 9.1)."""

from __future__ import annotations

from heapq import heappop, heappush

from argentum.orchestration.piece import Piece

NEEDED, LIVELY, SPECULATIVE = 0, 1, 2
"""Priorities: a segment that must be there, an interjection or kicker, and what may never be used."""


class RequestBook:
    """Who is being asked for what.

    At most `global_limit` requests are under way, at most `per_agent_limit` of one agent; the rest waits, the needed
    before the lively before the speculative, and within a priority in the order of asking.
    """

    __slots__ = ("_busy", "_in_flight", "_sequence", "global_limit", "per_agent_limit", "waiting")

    def __init__(self, *, global_limit: int, per_agent_limit: int) -> None:
        """Begin empty."""
        self.global_limit = global_limit
        self.per_agent_limit = per_agent_limit
        self.waiting: list[tuple[int, int, Piece]] = []
        """A heap of `(priority, sequence, piece)`; to be read, not changed."""
        self._in_flight: dict[str, Piece] = {}
        self._busy: dict[str, int] = {}
        self._sequence = 0

    @property
    def in_flight(self) -> int:
        """Number of requests under way."""
        return len(self._in_flight)

    @property
    def queued(self) -> int:
        """Number of requests that wait for a place."""
        return len(self.waiting)

    def submit(self, piece: Piece, priority: int) -> None:
        """Let a piece wait for its turn."""
        self._sequence += 1
        heappush(self.waiting, (priority, self._sequence, piece))

    def next_to_issue(self) -> tuple[int, Piece] | None:
        """Take the most urgent piece whose agent and whose place are free; None when all must wait."""
        if not self.waiting or len(self._in_flight) >= self.global_limit:
            return None
        first = self.waiting[0]
        if self._busy.get(first[2].agent_id, 0) < self.per_agent_limit:
            heappop(self.waiting)
            return first[0], first[2]
        held_back: list[tuple[int, int, Piece]] = []
        found: tuple[int, Piece] | None = None
        while self.waiting:
            entry = heappop(self.waiting)
            if self._busy.get(entry[2].agent_id, 0) < self.per_agent_limit:
                found = (entry[0], entry[2])
                break
            held_back.append(entry)
        for entry in held_back:
            heappush(self.waiting, entry)
        return found

    def put_back(self, piece: Piece, priority: int) -> None:
        """Return a piece that may not be asked for yet, behind the others of its priority."""
        self.submit(piece, priority)

    def issued(self, request_id: str, piece: Piece) -> None:
        """Note that a request went out."""
        self._in_flight[request_id] = piece
        self._busy[piece.agent_id] = self._busy.get(piece.agent_id, 0) + 1

    def closed(self, request_id: str) -> Piece | None:
        """Note an answer or a failure; None for a request that is not (or no longer) under way."""
        piece = self._in_flight.pop(request_id, None)
        if piece is not None:
            self._busy[piece.agent_id] -= 1
        return piece

    def withdraw(self, piece: Piece) -> str | None:
        """Take a piece out; give its request id when it was under way and has to be cancelled."""
        if piece.request_id and self._in_flight.get(piece.request_id) is piece:
            self.closed(piece.request_id)
            return piece.request_id
        before = len(self.waiting)
        self.waiting = [entry for entry in self.waiting if entry[2] is not piece]
        if len(self.waiting) != before:
            self.waiting.sort()
        return None
