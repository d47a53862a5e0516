"""Which visibility modes a meeting allows for which reaction: the facilitator's matrix."""

from __future__ import annotations

from collections.abc import Mapping

from argentum.airtime.reactions.codes import KINDS, ReactionKind, Visibility
from argentum.errors import PolicyViolationError


class ModeMatrix:
    """Allowed modes by reaction; at first each reaction's own, so that hate can never be signed (hole 24)."""

    __slots__ = ("_allowed",)

    def __init__(self) -> None:
        """Allow what the reactions themselves allow."""
        self._allowed: dict[str, tuple[Visibility, ...]] = {code: kind.allowed for code, kind in KINDS.items()}

    def choose(self, kind: ReactionKind, modes: tuple[Visibility, ...]) -> None:
        """Allow exactly these modes; none at all switches the reaction off in this meeting.

        Raises `PolicyViolationError` for a mode that the reaction itself never has.
        """
        for mode in modes:
            if mode not in kind.allowed:
                possible = ", ".join(kind.allowed)
                raise PolicyViolationError(f"{kind.code} cannot be {mode}; possible are {possible}")
        self._allowed[kind.code] = tuple(mode for mode in Visibility if mode in modes)

    def settled(self, kind: ReactionKind, wished: Visibility | None) -> Visibility:
        """Give the mode of a reaction: the one wished for, else its default, else the first one allowed.

        Raises `PolicyViolationError` when the wish, or the reaction as a whole, is not allowed in this meeting.
        """
        allowed = self._allowed[kind.code]
        if not allowed:
            raise PolicyViolationError(f"{kind.code} is switched off in this meeting")
        if wished is None:
            return kind.default if kind.default in allowed else allowed[0]
        if wished not in allowed:
            raise PolicyViolationError(f"{kind.code} may not be {wished} here; possible are {', '.join(allowed)}")
        return wished

    def to_dict(self) -> Mapping[str, tuple[str, ...]]:
        """Give the matrix, a row a reaction."""
        return {code: tuple(mode.value for mode in modes) for code, modes in self._allowed.items()}
