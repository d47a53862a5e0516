"""Where reactions come in: checked, limited in rate, joined to bursts, redacted and counted."""

from __future__ import annotations

from typing import NamedTuple

from argentum.airtime.decisions import ReactionShown
from argentum.airtime.reactions.codes import UNSIGNED, ReactionKind, Visibility, reaction_kind
from argentum.airtime.reactions.modes import ModeMatrix
from argentum.errors import PolicyViolationError

COALESCE_MS = 2_000
"""Clicks of one sender on the same reaction to the same person within this time are one reaction with a count."""
RATE_WINDOW_MS = 60_000


class Accepted(NamedTuple):
    """A click that was taken; `opens_burst` is false when it only raised a count."""

    kind: ReactionKind
    visibility: Visibility
    target_id: str
    opens_burst: bool


class Received(NamedTuple):
    """A reaction as it is counted; the sender is kept nowhere that leaves the desk."""

    at_ms: int
    code: str
    target_id: str
    clicks: int


class _BurstKey(NamedTuple):
    sender_id: str
    code: str
    target_id: str
    visibility: Visibility


class ReactionDesk:
    """The reactions of one meeting."""

    __slots__ = ("_bursts", "_clicks", "matrix", "received")

    def __init__(self) -> None:
        """Begin with nothing received."""
        self.matrix = ModeMatrix()
        self.received: list[Received] = []
        """All bursts that were shown, in order; secret ones, too: for facilitators."""
        self._clicks: dict[tuple[str, str, bool], list[int]] = {}
        self._bursts: dict[_BurstKey, tuple[int, int]] = {}

    def accept(
        self, sender_id: str, code: str, visibility: Visibility | None, target_id: str | None, at_ms: int
    ) -> Accepted:
        """Take a click. Raises `PolicyViolationError` when it is not allowed; nothing has changed then."""
        kind = reaction_kind(code)
        mode = self.matrix.settled(kind, visibility)
        if target_id is None:
            raise PolicyViolationError(f"{kind.code}: nobody is speaking; name whom it is for")
        if target_id == sender_id:
            raise PolicyViolationError(f"{kind.code}: a reaction to oneself does not count")
        # Counted apart: else whom all have seen send as many as one may could not have sent the unsigned one.
        counted = (sender_id, kind.code, mode in UNSIGNED)
        clicks = [each for each in self._clicks.get(counted, []) if each > at_ms - RATE_WINDOW_MS]
        if len(clicks) >= kind.most_per_minute:
            raise PolicyViolationError(f"{kind.code}: at most {kind.most_per_minute} a minute from one person")
        self._clicks[counted] = [*clicks, at_ms]
        key = _BurstKey(sender_id, kind.code, target_id, mode)
        first_ms, count = self._bursts.get(key, (at_ms, 0))
        self._bursts[key] = (first_ms, count + 1)
        return Accepted(kind, mode, target_id, opens_burst=count == 0)

    def due_ms(self) -> int | None:
        """Give when the oldest burst is to be shown."""
        # Bursts are kept in the order in which they began.
        return next(iter(self._bursts.values()))[0] + COALESCE_MS if self._bursts else None

    def shown(self, at_ms: int) -> list[ReactionShown]:
        """Show the bursts whose time has come, as their audience may see them."""
        ready = [(key, burst) for key, burst in self._bursts.items() if burst[0] + COALESCE_MS <= at_ms]
        shown = []
        for key, (first_ms, count) in ready:
            del self._bursts[key]
            self.received.append(Received(first_ms, key.code, key.target_id, count))
            shown.append(_redacted(key, count, at_ms))
        return shown

    def counts(self, *, since_ms: int = 0) -> dict[str, int]:
        """Count by code, from an instant on."""
        counts: dict[str, int] = {}
        for each in self.received:
            if each.at_ms >= since_ms:
                counts[each.code] = counts.get(each.code, 0) + each.clicks
        return counts

    def top_segments(self, *, window_ms: int = 30_000, most: int = 3) -> list[tuple[int, int]]:
        """Give the windows of the meeting with most reactions, as start and count, the strongest first."""
        by_window: dict[int, int] = {}
        for each in self.received:
            start_ms = each.at_ms // window_ms * window_ms
            by_window[start_ms] = by_window.get(start_ms, 0) + each.clicks
        return sorted(by_window.items(), key=lambda item: (-item[1], item[0]))[:most]


def _redacted(key: _BurstKey, count: int, at_ms: int) -> ReactionShown:
    """Leave the sender out of anonymous reactions, and everybody but facilitators out of secret ones."""
    kind = reaction_kind(key.code)
    return ReactionShown(
        at_ms=at_ms,
        code=kind.code,
        emoji=kind.emoji,
        target_id=key.target_id,
        audience="facilitators" if key.visibility is Visibility.SECRET else "all",
        sender_id=None if key.visibility is Visibility.ANONYMOUS else key.sender_id,
        count=count,
    )
