"""Topics that propose to do something: `should cities ban cars`, `should zoos be closed`, `abolish homework`."""

from __future__ import annotations

from argentum.agents.simulated.english import act_name, base_of_participle, gerund, head_end, lower_first
from argentum.agents.simulated.lexicon import pairs, word_list
from argentum.agents.simulated.named_topics import named_topic
from argentum.agents.simulated.topic import Topic, make_topic

_PERSONS = frozenset(["we", "i", "you", "they", "he", "she", "it", "one", "everyone", "everybody", "nobody", "people"])
_FILLERS = frozenset(["we", "really", "always", "to", "still", "just", "only", "also"])
_PERMISSIONS = frozenset(["allowed", "permitted", "able"])
_OBLIGATIONS = frozenset(["required", "forced", "made", "obliged"])
_OBJECT_PREPOSITIONS = frozenset(["to", "that", "for", "in", "on", "with", "from"])
_UNNAMED = ("the proposal", "this change", "the change")
_SHORT_COURSE_WORDS = 4
_LONGEST_ACTOR_WORDS = 4


def policy_question(text: str, words: list[str]) -> Topic:
    """Take apart what follows `should`: find where the subject ends and the verb begins."""
    lowered = [word.lower().strip(",") for word in words]
    if not words:
        return named_topic(text, text)
    if lowered[:2] == ["there", "be"]:
        return named_topic(text, lower_first(" ".join(words[2:])) or text)
    end = 1 if len(words) > 1 else 0
    if lowered[0] not in _PERSONS:
        verbs = word_list("policy_verbs") | {"be", "not", "never", "always", "only"}
        end = next((position for position in range(1, len(words)) if lowered[position] in verbs), end)
    return policy(text, words[:end], words[end:])


def policy(text: str, actor: list[str], action: list[str]) -> Topic:
    """Take apart an action, with who would do it: the normal case of a debate."""
    while action and action[0].lower() in _FILLERS:
        action = action[1:]
    lowered = [word.lower() for word in action]
    if not action:
        return named_topic(text, " ".join(actor) or text)
    if lowered[0] in {"not", "never"} and len(action) > 1:
        return _forms(text, actor, " ".join(["not", gerund(lowered[1]), *action[2:]]), action, None)
    if lowered[0] == "be":
        return _passive(text, actor, action[1:])
    rest = _without_dangling_owner(action[1:], actor)
    return _forms(text, actor, " ".join([gerund(lowered[0]), *rest]), [lowered[0], *rest], act_name(lowered[0]))


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


def _forms(text: str, actor: list[str], course: str, action: list[str], name: str | None) -> Topic:
    """Give an action its short names and its object."""
    rest = action[1:]
    positive = not course.startswith("not ")
    thing = rest[: head_end(rest)]
    if rest and rest[0].lower() in _OBJECT_PREPOSITIONS:
        thing = rest[1 : 1 + head_end(rest[1:])]
    short = " ".join([course.split(maxsplit=1)[0], *thing])
    brief = positive and thing and rest[: len(thing)] == thing and len(short.split()) <= _SHORT_COURSE_WORDS
    labels = (name, name, name) if name else _UNNAMED
    slots = {
        "course": [course, short if brief else "", *labels, "this step", "the whole plan"],
        "thing": [lower_first(" ".join(thing)) if thing and positive else "the whole matter"],
        "do": [" ".join([action[0].lower(), *rest]) if positive else ""],
        "label": [name or "the proposal", "the plan"],
    }
    if actor and actor[0].lower() not in _PERSONS and len(actor) <= _LONGEST_ACTOR_WORDS:
        slots["actor"] = [lower_first(" ".join(actor))]
    return make_topic(text, "policy", slots, singular=("course", "label", "do"))


def _passive(text: str, subject: list[str], rest: list[str]) -> Topic:
    """`should X be abolished`, `should X be compulsory`, `should X be allowed to …`."""
    thing = lower_first(" ".join(subject))
    if not rest or not subject:
        return named_topic(text, thing or " ".join(rest) or text)
    lowered = [word.lower() for word in rest]
    if lowered[0] in _PERMISSIONS | _OBLIGATIONS and "to" in lowered:
        verb = "let" if lowered[0] in _PERMISSIONS else "make"
        return _made(text, verb, thing, " ".join(rest[lowered.index("to") + 1 :]))
    base = base_of_participle(lowered[0])
    if base is None:
        return _made(text, "make", thing, " ".join(rest))
    course = " ".join([gerund(base), thing, *rest[1:]])
    return _forms(text, [], course, [base, *thing.split(), *rest[1:]], act_name(base))


def _made(text: str, verb: str, thing: str, what: str) -> Topic:
    return make_topic(
        text,
        "policy",
        {
            "course": [f"{gerund(verb)} {thing} {what}", *_UNNAMED, "the new rule", "the whole plan"],
            "thing": [thing],
            "do": [f"{verb} {thing} {what}"],
            "label": ["the rule", "the plan"],
        },
        singular=("course", "label", "do"),
    )
