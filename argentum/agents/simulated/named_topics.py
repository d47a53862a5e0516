"""Topics that are the name of something, or of two things, or of a problem, or a claim about the world."""

from __future__ import annotations

import re

from argentum.agents.simulated.english import head_end, is_plural, lower_first
from argentum.agents.simulated.lexicon import word_list
from argentum.agents.simulated.topic import Topic, make_topic

LONGEST_NAME_WORDS = 11
_LONGEST_SUBJECT_WORDS = 5
_SHORT_NAME_WORDS = 2
_OWNED = frozenset(["a", "an", "the", "our", "your", "this", "that"])
_FOREIGN_MODAL = re.compile(
    r"^(?:deber[ií]a(?:mos|n)?|debemos|hay que|faut-il|doit-on|devrait-on|devons-nous|devrions-nous|est-ce que|devemos"
    r"|deveríamos|dovremmo|bisogna|sollten wir|sollen wir|müssen wir|moeten we|ska vi|bör vi)\s+",
    re.IGNORECASE,
)


def named_topic(text: str, name: str) -> Topic:
    """Take a bare name of a matter; longer ones are called `the whole thing` now and then."""
    words = name.strip(" ?!.,").split()
    if len(words) > 1 and words[-1].lower() in word_list("needs_article") and words[0].lower() not in _OWNED:
        words = ["an" if words[0][0].lower() in "aeio" else "a", lower_first(" ".join(words))]
        words = " ".join(words).split()
    thing = lower_first(" ".join(words[:LONGEST_NAME_WORDS])) or "this question"
    forms = [thing, "the whole thing", thing] if len(words) > _SHORT_NAME_WORDS and not is_plural(words) else [thing]
    return make_topic(text, "practice", {"course": forms, "thing": [thing]}, singular=())


def comparison(text: str, sides: list[str]) -> Topic:
    """Take two things that are set against each other; one alone is a name."""
    one, other = ([side.strip(" ,:") for side in sides] + ["", ""])[:2]
    if not one or not other:
        return named_topic(text, one or other)
    slots = {"course": [lower_first(one)], "thing": [lower_first(one)], "rival": [lower_first(other)]}
    return make_topic(text, "comparison", slots, singular=())


def problem(text: str, name: str) -> Topic:
    """Take something that is to be dealt with."""
    words = name.split()
    thing = lower_first(name)
    short = lower_first(" ".join(words[: head_end(words)]))
    slots = {
        "course": [f"acting on {thing}", "stepping in", f"action on {short}", "stepping in early", "a firm response"],
        "thing": [short, thing],
        "do": [f"act on {short}", "step in", "intervene"],
        "problem": [short, "the problem"],
    }
    return make_topic(text, "problem", slots, singular=("course", "do"))


def claim(text: str, clause: str, subject: str) -> Topic:
    """Take a claim about the world: `the idea that God exists`."""
    named = 0 < len(subject.split()) <= _LONGEST_SUBJECT_WORDS and subject.lower() not in {"we", "i", "you", "it"}
    slots = {
        "course": [f"the idea that {lower_first(clause.strip())}", "this idea", "that claim", "the idea"],
        "thing": [lower_first(subject.strip()) if named else "it all"],
    }
    return make_topic(text, "idea", slots, singular=("course",))


def open_question(text: str, words: list[str]) -> Topic:
    """Take a question that is no proposal: `the question why people lie`."""
    kept = words[:LONGEST_NAME_WORDS]
    if kept[1:2] and kept[1].lower() in {"do", "does", "did"}:
        kept = [kept[0], *kept[2:]]
    slots = {
        "course": [f"the question {lower_first(' '.join(kept))}", "this question", "the question"],
        "thing": ["the whole question", "the question"],
    }
    return make_topic(text, "idea", slots, singular=("course", "thing"))


def foreign_topic(text: str, whole: str) -> Topic:
    """Take a topic that is not in English as a name, in quotation marks."""
    words = _FOREIGN_MODAL.sub("", whole.lstrip("¿¡ ")).split()
    name = " ".join(words[:LONGEST_NAME_WORDS]) + (" …" if len(words) > LONGEST_NAME_WORDS else "")
    quoted = f"“{name}”"
    slots = {"course": [quoted, "the proposal", "this change", "the change", quoted], "thing": [quoted]}
    return make_topic(text, "policy", slots, singular=("course", "thing"))
