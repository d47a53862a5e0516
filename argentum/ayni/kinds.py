"""What a participant is, as the group says: a human, an AI, or the ecosystem that both live in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Kind = Literal["human", "ai", "ecosystem"]
"""Ecosystem is what is neither and still gives and takes: a community, a shared service, the land."""
KINDS: tuple[Kind, ...] = get_args(Kind)

ANY_REST = "*"


def kind_of(participant: str, kinds: Mapping[str, Kind]) -> Kind | None:
    """Give the kind of a participant: declared by name, else by the longest beginning that fits; else `None`.

    A beginning ends in `*`, as in `human_*`. Whoever fits nothing is of unknown kind: names are not guessed at.
    """
    declared = kinds.get(participant)
    if declared is not None:
        return declared
    fitting = [key for key in kinds if key.endswith(ANY_REST) and participant.startswith(key.removesuffix(ANY_REST))]
    return kinds[max(fitting, key=len)] if fitting else None
