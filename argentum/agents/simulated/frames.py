"""The values that people argue from, what they are called, and the words under which documents speak of them."""

from __future__ import annotations

from argentum.agents.simulated.lexicon import pairs
from argentum.agents.simulated.topic import Topic

_POLICY = (
    *("cost", "freedom", "fairness", "health", "safety", "evidence", "tradition", "innovation"),
    *("practice", "consent", "future", "places", "livelihoods", "trust", "incentives", "everyday"),
)
_LIGHT = ("taste", "tradition", "freedom", "everyday", "definition", "innovation", "trust")
_CLAIM = ("reason", "experience", "definition")
_QUESTION = ("reason", "experience")
_COMPARISON = (
    *("everyday", "practice", "cost", "evidence", "tradition", "innovation", "taste", "freedom", "trust", "definition"),
    "future",
)
_FEWEST = 2


def search_terms(frame: str) -> tuple[str, ...]:
    """Give the words under which documents speak of a value."""
    return tuple(pairs("frame_terms").get(frame, "").split())


def spoken_name(frame: str) -> str | None:
    """Give what a speaker calls the value that somebody argued from: `the money`."""
    return pairs("frame_names").get(frame)


def frames_for(topic: Topic) -> tuple[str, ...]:
    """Give the values that can be argued from: pizza is no matter of budgets, and an idea has no opening hours."""
    if topic.kind == "idea":
        return _CLAIM if "claim" in topic.slots else _QUESTION
    if topic.light:
        return _LIGHT
    return _COMPARISON if topic.kind == "comparison" else _POLICY


def own_frames(wanted: tuple[str, ...], topic: Topic) -> tuple[str, ...]:
    """Give an agent's frames on this topic, its own first."""
    possible = frames_for(topic)
    own = tuple(frame for frame in wanted if frame in possible)
    return own if len(own) >= _FEWEST else (*own, *(frame for frame in possible if frame not in own))
