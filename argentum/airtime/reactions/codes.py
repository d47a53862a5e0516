"""The twelve reactions: code, label, emoji, category, and in which modes each may be sent."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple

from argentum.errors import PolicyViolationError

Category = Literal["positive", "negative", "neutral"]


class Visibility(StrEnum):
    """Who sees a reaction, and whether they see who sent it.

    `public` and `accredited` are one thing under two names: all see reaction and sender (hole 24). They are kept apart
    because facilitators allow them apart. `secret` says who sees it, not who may send it (hole 25).
    """

    PUBLIC = "public"
    ACCREDITED = "accredited"
    ANONYMOUS = "anonymous"
    """All see the reaction, nobody the sender: no facilitator either."""
    SECRET = "secret"  # noqa: S105 - a mode, not a password
    """Facilitators see it, with its sender; nobody else sees that it was sent."""


_ALL = tuple(Visibility)
UNSIGNED = (Visibility.ANONYMOUS, Visibility.SECRET)
"""Not all see who sent it."""


class ReactionKind(NamedTuple):
    """What is the same for every reaction of a code."""

    code: str
    label: str
    emoji: str
    category: Category
    default: Visibility = Visibility.PUBLIC
    allowed: tuple[Visibility, ...] = _ALL
    most_per_minute: int = 6
    """Of one sender in one room."""


KINDS: dict[str, ReactionKind] = {
    kind.code: kind
    for kind in (
        ReactionKind("like", "Like", "👍", "positive"),
        ReactionKind("love", "Love", "❤️", "positive"),
        ReactionKind("dislike", "Dislike", "👎", "negative"),
        ReactionKind("hate", "Hate", "💔", "negative", Visibility.ANONYMOUS, UNSIGNED, most_per_minute=2),
        ReactionKind("agree", "Agree", "✅", "positive"),
        ReactionKind("disagree", "Disagree", "❌", "negative"),
        ReactionKind("go_on", "Go on", "➡️", "positive"),
        ReactionKind("hurry_up", "Hurry up", "⏩", "neutral"),
        ReactionKind("interesting", "Interesting", "✨", "positive"),
        ReactionKind("boring", "Boring", "🥱", "negative", Visibility.ANONYMOUS),
        ReactionKind("sympathy", "Sympathy", "🤝", "positive"),
        ReactionKind("laugh", "Laugh", "😂", "positive"),
    )
}
"""In the order in which bars show them."""

_SPELLINGS = {"goon": "go_on", "hurryup": "hurry_up"}


def reaction_kind(code: str) -> ReactionKind:
    """Find a reaction by its code, in any case and with or without the underscore (hole 26).

    Raises `PolicyViolationError` for anything else.
    """
    plain = code.strip().lower().replace("-", "_")
    kind = KINDS.get(_SPELLINGS.get(plain, plain))
    if kind is None:
        raise PolicyViolationError(f"{code!r} is no reaction; choose one of {', '.join(KINDS)}")
    return kind
