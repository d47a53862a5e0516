"""Topics that are the name of something, or of two things, or of a problem, or a claim about the world."""

from __future__ import annotations

from argentum.agents.simulated.english import head_end, is_plural
from argentum.agents.simulated.lexicon import word_list
from argentum.agents.simulated.topic import Topic, make_topic

LONGEST_NAME_WORDS = 11
_SHORT_NAME_WORDS = 4
_OWNED = frozenset(["a", "an", "the", "our", "your", "this", "that"])
_EMBEDDED = frozenset(["why", "what", "who", "how", "when", "where", "which", "whose"])
_INVERTED = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "can",
        "could",
        "should",
        "would",
        "will",
        "must",
        "am",
        "have",
        "has",
        "many",
        "much",
        "does",
        "did",
        "do",
    ]
)


def named_topic(text: str, name: str) -> Topic:
    """Take a bare name of a matter; longer ones are called `the whole thing` now and then."""
    words = name.strip(" ?!.,").split()
    if len(words) > 1 and words[-1].lower() in word_list("needs_article") and words[0].lower() not in _OWNED:
        words = ["an" if words[0][0].lower() in "aeio" else "a", " ".join(words)]
        words = " ".join(words).split()
    thing = " ".join(words[:LONGEST_NAME_WORDS]) or "this question"
    forms = [thing, "the whole thing"] if len(words) > _SHORT_NAME_WORDS and not is_plural(words) else [thing]
    return make_topic(text, "practice", {"course": forms, "thing": [thing]}, singular=())


def comparison(text: str, sides: list[str]) -> Topic:
    """Take two things that are set against each other; one alone is a name.

    What is proposed is to choose the first, and what that would cost is the second.
    """
    one, other = ([side.strip(" ,:") for side in sides] + ["", ""])[:2]
    if not one or not other:
        return named_topic(text, one or other) if one or other else open_question(text)
    slots = {
        "course": [f"choosing {one} over {other}", f"choosing {one}", "this choice", "the choice"],
        "side": [one],
        "thing": [one, other],
        "rival": [other],
        "ill": [other],
        "loss": [other],
    }
    return make_topic(text, "comparison", slots)


def problem(text: str, name: str) -> Topic:
    """Take something that is to be dealt with."""
    words = name.split()
    short = " ".join(words[: head_end(words)])
    slots = {
        "course": [f"acting on {name}", "stepping in", f"action on {short}", "stepping in early", "a firm response"],
        "thing": [short, name],
        "ill": [short, name],
    }
    return make_topic(text, "problem", slots)


def against(text: str, thing: str) -> Topic:
    """Take `is X bad`: the side in favour wants less of it."""
    words = thing.split()
    countless = len(words) <= _SHORT_NAME_WORDS and words[0].lower() not in _OWNED | {"the"}
    brief = [f"fewer {thing}" if is_plural(words) else f"less {thing}"] if countless else []
    slots = {
        "course": [f"moving away from {thing}", "this change", "the change", *brief, "a change of habits"],
        "thing": [thing],
        "ill": [thing],
        "loss": [thing],
    }
    return make_topic(text, "policy", slots)


def claim(text: str, clause: str) -> Topic:
    """Take a claim about the world: `the idea that God exists`."""
    full = f"the idea that {clause.strip()}"
    slots = {"idea": [full, "this idea", "that claim", "the idea"], "claim": [full, "this claim", "that claim"]}
    return make_topic(text, "idea", slots, singular=("idea", "claim"))


def open_question(text: str, words: list[str] | None = None) -> Topic:
    """Take a question that is no proposal, `the question why people lie`, or that is not understood at all."""
    kept = list(words or [])
    if kept[1:2] and kept[1].lower() == "do" and "not" not in kept:
        kept = [kept[0], *kept[2:]]
    whole = kept and len(kept) <= LONGEST_NAME_WORDS and kept[0].lower() in _EMBEDDED and _in_order(kept)
    full = [f"the question {' '.join(kept)}"] if whole else []
    slots = {"idea": [*full, "this question", "the question"]}
    return make_topic(text, "idea", slots, singular=("idea",), understood=bool(full))


def _in_order(words: list[str]) -> bool:
    """Tell whether a question can stand inside a sentence as it is: `why people lie`, but not `why is it so`."""
    second = words[1].lower() if len(words) > 1 else ""
    return second not in _INVERTED or words[0].lower() in {"who", "what"}
