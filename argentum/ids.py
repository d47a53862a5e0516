"""Deterministic identifiers, as the plan's section 12 lays them down, and the check of names that become paths."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from argentum.errors import UsageError

_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}\Z")


def session_id(*, topic: str, seed: int, inputs_digest: str) -> str:
    """Name a session by its inputs: a readable slug of the topic and ten hexadecimal digits.

    `inputs_digest` stands for everything else that decides the outcome (policy, agents, documents, limits), so that
    equal inputs meet in one id and different inputs do not.
    """
    digest = hashlib.sha256(f"{topic}\n{seed}\n{inputs_digest}".encode()).hexdigest()[:10]
    return f"{slug(topic, longest=40)}-{digest}"


@lru_cache(maxsize=8)
def session_short(session: str) -> str:
    """Give the part of a session id that goes into the ids of its auctions."""
    return session.rsplit("-", 1)[-1][:6]


def auction_id(session: str, turn: int) -> str:
    """`auction_{sessionShort}_{turn:04d}`."""
    return f"auction_{session_short(session)}_{turn:04d}"


def segment_id(auction: str, agent_index: int, nonce: int) -> str:
    """`seg_{auctionId}_{agentIdx}_{nonce}`."""
    return f"seg_{auction}_{agent_index}_{nonce}"


def clip_id(segment: str) -> str:
    """`clip_{segId}`."""
    return f"clip_{segment}"


def slug(text: str, *, longest: int = 40) -> str:
    """Reduce free text to lower-case ASCII words joined by hyphens; `session` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:longest].strip("-") or "session"


def is_safe_name(name: str) -> bool:
    """Tell whether `checked_name` would take a name."""
    return bool(_SAFE_NAME.match(name)) and ".." not in name


def checked_name(name: str, *, what: str) -> str:
    """Return a name that is safe as a path component and as an id.

    Raises `UsageError` for anything but lower-case letters, digits, `.`, `_` and `-`, beginning with a letter or digit.
    """
    if not is_safe_name(name):
        msg = f"{what}: {name!r} is not a safe name; use 1 to 64 lower-case letters, digits, '.', '_' or '-'"
        raise UsageError(msg)
    return name
