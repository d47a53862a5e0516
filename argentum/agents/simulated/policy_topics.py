"""Topics that propose to do something: `should cities ban cars`, `should zoos be closed`, `abolish homework`."""

from __future__ import annotations

from dataclasses import replace

from argentum.agents.simulated.english import act_name, base_of_gerund, base_of_participle, gerund, head_end
from argentum.agents.simulated.lexicon import pairs, word_list
from argentum.agents.simulated.named_topics import named_topic, open_question, problem
from argentum.agents.simulated.topic import Topic, make_topic

_PERSONS = frozenset(["we", "i", "you", "they", "he", "she", "it", "one", "everyone", "everybody", "nobody", "people"])
_SPEAKERS = frozenset(["we", "i", "you", "one", "everyone", "people"])
_FILLERS = frozenset(["we", "really", "always", "to", "still", "just", "only", "also"])
_PERMISSIONS = frozenset(["allowed", "permitted", "able"])
_OBLIGATIONS = frozenset(["required", "forced", "made", "obliged"])
_OBJECT_PREPOSITIONS = frozenset(["to", "that", "for", "in", "on", "with", "from"])
_PARTICLES = frozenset(["down", "back", "up", "out", "off", "away", "over"])
_OBJECTS = {"we": "us", "i": "you", "they": "them", "he": "him", "she": "her"}
_UNNAMED = ("the proposal", "this change", "the change")
_SHORT_COURSE_WORDS = 4
_DETERMINERS = frozenset(["the", "a", "an", "our", "your", "my", "their", "all", "every", "this"])
_LONGEST_ACTOR_WORDS = 5


def policy_question(text: str, words: list[str]) -> Topic:
    """Take apart what follows `should`: find where the subject ends and the verb begins."""
    lowered = [word.lower().strip(",") for word in words]
    if not words:
        return open_question(text)
    if lowered[:2] == ["there", "be"]:
        return named_topic(text, " ".join(words[2:]) or text)
    end = 1 if len(words) > 1 else 0
    if lowered[0] not in _PERSONS:
        verbs = word_list("policy_verbs") | {"be", "not", "never", "always", "only"}
        end = next((position for position in range(1, len(words)) if lowered[position] in verbs), end)
    if lowered[end] == "do" and lowered[end + 2 : end + 3] in (["about"], ["against"]) and words[end + 3 :]:
        return problem(text, " ".join(words[end + 3 :]))
    return policy(text, words[:end], words[end:])


def policy(text: str, actor: list[str], action: list[str]) -> Topic:
    """Take apart an action, with who would do it: the normal case of a debate."""
    while action and action[0].lower() in _FILLERS:
        action = action[1:]
    lowered = [word.lower() for word in action]
    if not action or "or" in lowered:
        return open_question(text)
    if lowered[0] == "make" and action[2:] and lowered[-1] in word_list("free_adjectives"):
        return _made(text, "make", " ".join(action[1:-1]), action[-1])
    if lowered[0] in {"not", "never"} and len(action) > 1:
        refused = policy(text, actor, action[1:])
        return replace(refused, inverted=not refused.inverted) if "course" in refused.slots else refused
    if lowered[0] == "be":
        return _passive(text, actor, action[1:])
    if lowered[0] not in word_list("policy_verbs"):
        if not actor or " ".join(actor).lower() in _SPEAKERS:
            thing = action[1 : 1 + head_end(action[1:])]
            if len(thing) > 1 and not _OBJECT_PREPOSITIONS.union(word_list("prepositions")).intersection(lowered[1:2]):
                rest = _without_dangling_owner(action[1:], [])
                return _forms(text, " ".join([gerund(lowered[0]), *rest]), [lowered[0], *rest], None)
        return _acting(text, actor, action) if _is_plain(actor) and len(action) > 1 else open_question(text)
    if len(action) == 1 or lowered[1] in word_list("adverbs") or lowered[1].endswith("ly"):
        return _acting(text, actor, action)
    if lowered[0] in {"stop", "quit"} and lowered[1].endswith("ing"):
        return _forms(text, " ".join(["giving up", *action[1:]]), ["stop", *action[1:]], None)
    if lowered[0] in {"start", "begin"} and lowered[1].endswith("ing") and base_of_gerund(lowered[1]) is not None:
        action = [base_of_gerund(lowered[1]) or "", *action[2:]]
        lowered = [word.lower() for word in action]
    rest = _without_dangling_owner(action[1:], actor)
    return _forms(text, " ".join([gerund(lowered[0]), *rest]), [lowered[0], *rest], act_name(lowered[0]))


def _is_act(words: list[str]) -> bool:
    return bool(words) and (words[0] in word_list("policy_verbs") or base_of_gerund(words[0]) is not None)


def _is_plain(actor: list[str]) -> bool:
    return len(actor) <= _LONGEST_ACTOR_WORDS


def _without_dangling_owner(words: list[str], actor: list[str]) -> list[str]:
    """Say `city centres` for `their centres` once the cities have dropped out of the phrase."""
    swap = {"my": "your", "i": "you", "myself": "yourself", "mine": "yours"}
    if actor:
        swap |= {"their": pairs("institutions").get(actor[-1].lower(), "the"), "its": "the"}
    verbs = word_list("policy_verbs")
    return [
        gerund(word) if position and words[position - 1] == "and" and word in verbs else swap.get(word.lower(), word)
        for position, word in enumerate(words)
    ]


def _forms(text: str, course: str, action: list[str], name: str | None) -> Topic:
    """Give an action its short names and its object."""
    rest = action[1:]
    start = int(bool(rest) and rest[0].lower() in _PARTICLES)
    thing = rest[start : start + head_end(rest[start:])]
    thing = thing[:-1] if thing[1:] and thing[-1].lower() in word_list("adverbs") else thing
    if rest and rest[0].lower() in _OBJECT_PREPOSITIONS:
        thing = rest[1 : 1 + head_end(rest[1:])]
    joint = (place for place, word in enumerate(thing) if place and word == "and" and _is_act(thing[place + 1 :]))
    thing = thing[: next(joint, None)]
    short = " ".join([course.split(maxsplit=1)[0], *thing])
    whole = not course.startswith("giving up ") and rest[: len(thing)] == thing
    brief = whole and thing and len(short.split()) <= _SHORT_COURSE_WORDS
    labels = (name, name, name) if name else _UNNAMED
    slots = {
        "course": [course, short if brief else "", *labels, "this step", "the whole plan"],
        "thing": [" ".join(thing) if thing else "the matter"],
    }
    if thing and action[0].lower() in word_list("taking_away"):
        slots["ill"] = [" ".join(thing)]
        if not word_list("ills").intersection(word.lower() for word in thing):
            slots["loss"] = [" ".join(thing)]
    return make_topic(text, "policy", slots)


def _passive(text: str, subject: list[str], rest: list[str]) -> Topic:
    """`should X be abolished`, `should X be compulsory`, `should X be allowed to …`."""
    thing = " ".join(subject)
    if not rest or not subject:
        return open_question(text)
    thing = _OBJECTS.get(thing.lower(), thing)
    lowered = [word.lower() for word in rest]
    if lowered[0] in _PERMISSIONS | _OBLIGATIONS and "to" in lowered:
        verb = "let" if lowered[0] in _PERMISSIONS else "make"
        return _made(text, verb, thing, " ".join(rest[lowered.index("to") + 1 :]))
    if thing.lower() in _PERSONS | {"us"}:
        return _acting(text, [], ["be", *rest]) if thing.lower() in _SPEAKERS | {"us"} else open_question(text)
    base = base_of_participle(lowered[0])
    if base == "make" and lowered[-1] in word_list("free_adjectives"):
        return _made(text, "make", thing, " ".join(rest[1:]))
    if base is None:
        return _made(text, "make", thing, " ".join(rest))
    course = " ".join([gerund(base), thing, *rest[1:]])
    return _forms(text, course, [base, *thing.split(), *rest[1:]], act_name(base))


def _made(text: str, verb: str, thing: str, what: str) -> Topic:
    full = f"{gerund(verb)} {thing} {what}"
    words = thing.split()
    simple = head_end(words) == len(words) and words[0].lower() not in _DETERMINERS
    if verb == "make" and simple and what.lower() in word_list("free_adjectives"):
        full = f"{what} {thing}"
    return make_topic(text, "policy", {"course": [full, *_UNNAMED, "the new rule", "the whole plan"], "thing": [thing]})


def _acting(text: str, actor: list[str], action: list[str]) -> Topic:
    """Take an act without an object: `should schools start later` becomes `having schools start later`."""
    who = " ".join(actor)
    if not actor or who.lower() in _PERSONS:
        course = " ".join([gerund(action[0].lower()), *action[1:]])
    else:
        course = f"having {who} {' '.join(action)}"
    return make_topic(text, "policy", {"course": [course, *_UNNAMED, "this step"], "thing": ["the matter"]})
