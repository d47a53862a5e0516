"""Takes a topic apart, however it is worded.

The forms that people type: `Should X do Y?`, `Should X be banned?`, `Is X better than Y?`, `Is X dangerous?`, `X or Y?`, `What should
we do about X?`, `How can we do Y?`, `Why …`, `We should do Y`, `Abolish Y!`, a bare noun phrase, and any of it in a language that
is not English, which is then quoted as a name.
"""

from __future__ import annotations

import re
import unicodedata

from argentum.agents.simulated.english import (
    IMPERATIVES,
    POLICY_VERBS,
    act_name,
    base_of_participle,
    gerund,
    head_end,
    is_plural,
    third_person,
)
from argentum.agents.simulated.topic import Topic, make_topic

_LONGEST_TOPIC_CHARACTERS = 200
_MARKUP = str.maketrans(dict.fromkeys("<>*_#\\`[]{}|~^=\"“”„«»", " ") | {"’": "'", "‘": "'"})
_PREFIX = re.compile(
    r"^(?:(?:this house (?:believes|thinks) (?:that )?)|(?:resolved:? (?:that )?)|(?:motion: )|(?:topic: )|(?:debate: )|(?:whether )|"
    r"(?:i (?:think|believe) (?:that )?)|(?:do you (?:think|believe) (?:that )?)|(?:let's (?:talk about|discuss) )|(?:discuss:? ))+",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_TAIL = re.compile(r"(?:,? (?:and|but) (?:if so|why|how|when|who)\b.*|,? or not|,? yes or no)$", re.IGNORECASE)
_FOREIGN_LEAD = re.compile(
    r"^(?:¿|(?:deber[ií]a(?:mos|n)?|debemos|debe|hay que|soll(?:te|ten|en|t)?|darf|dürfen|muss|müssen|faut-il|doit-on|devrait-on|"
    r"devons-nous|devrions-nous|est-ce que|dev(?:e|emos|eria|eríamos|ono|remmo)|dovremmo|bisogna|moet(?:en)?|ska|bör|pitäisikö|czy|"
    r"é|è|ist|sind|est|es)\b )",
    re.IGNORECASE,
)
_FOREIGN_MODAL = re.compile(
    r"^(?:deber[ií]a(?:mos|n)?|debemos|hay que|faut-il|doit-on|devrait-on|devons-nous|devrions-nous|est-ce que|devemos|deveríamos|"
    r"dovremmo|bisogna|sollten wir|sollen wir|müssen wir|moeten we|ska vi|bör vi)\s+",
    re.IGNORECASE,
)
_COMPARATIVE = re.compile(
    r"\b(better|worse|healthier|safer|cheaper|faster|greener|smarter|more \w+|less \w+|superior|preferable)\b(?: \w+)?? (?:than|to)\b",
    re.IGNORECASE,
)
_PREDICATE_STARTS = frozenset(
    """a an the too still really ever always good bad great right wrong worth overrated underrated dead dangerous ethical unethical moral
    immoral harmful healthy unhealthy fair unfair safe real possible impossible necessary justified broken obsolete inevitable just
    art science evil useful useless sustainable outdated conscious doomed acceptable our your my more less going""".split()
)
_PREDICATE_ENDINGS = ("able", "ible", "ous", "ful", "less", "ical", "ated", "ive")
_PROPER = frozenset(
    """europe africa asia america england scotland wales ireland britain france germany spain italy china india japan russia brazil mexico
    canada australia london paris berlin madrid rome tokyo york brexit christmas easter sunday monday friday saturday god english french
    german spanish chinese european american british esperanto mars netflix google facebook twitter tiktok wikipedia shakespeare olympic
    ramadan nato internet""".split()
) - {"internet"}
_INSTITUTIONS = {
    "cities": "city", "towns": "town", "schools": "school", "companies": "company", "hospitals": "hospital", "museums": "museum",
    "universities": "university", "airports": "airport", "restaurants": "restaurant", "libraries": "library", "banks": "bank",
    "governments": "government", "supermarkets": "supermarket", "shops": "shop",
}  # fmt: skip
_NEEDS_ARTICLE = frozenset("week ban tax wall bridge law bill treaty wage cap quota levy card passport curfew monarchy strike city".split())
_LONGEST_COURSE_WORDS = 11


def analyse(topic: str) -> Topic:
    """Take a topic apart; nothing is refused, and what cannot be understood is treated as the name of a matter."""
    text = clean(topic)
    whole = _TAIL.sub("", _PREFIX.sub("", text).rstrip(" ?!.…")).strip(" ,;:-")
    if not whole:
        return make_topic("this question", "practice", {"course": ["this question"], "thing": ["this question"]})
    if _is_foreign(whole):
        return _foreign(text, whole)
    words = whole.split()
    lowered = [word.lower() for word in words]
    first = lowered[0]
    if " versus " in f" {whole.lower()} " or " vs" in whole.lower():
        return _either(text, re.split(r"\s+(?:versus|vs\.?)\s+", whole, maxsplit=1, flags=re.IGNORECASE))
    if first in {"should", "must", "shall", "ought"}:
        return _policy_question(text, words[1:])
    if first in {"is", "are", "was", "were"}:
        return _is_question(text, words)
    if first in {"can", "could", "will", "would", "may", "might", "do", "does", "did", "has", "have"}:
        return _modal_question(text, words)
    if first in {"what", "how", "why", "who", "which", "when", "where", "whose"}:
        return _open_question(text, words)
    for modal in ("should", "must", "ought"):
        if modal in lowered[1:7]:
            place = lowered.index(modal)
            return _policy(text, words[:place], words[place + 1 :])
    if first in IMPERATIVES and len(words) > 1:
        return _policy(text, [], words)
    if "or" in lowered and len(words) <= 8:
        return _either(text, re.split(r"\s+or\s+", whole, maxsplit=1, flags=re.IGNORECASE))
    return _noun_phrase(text, whole)


def clean(text: str) -> str:
    """Take out markup, control characters and doubled spaces; keep every letter of every script."""
    kept = "".join(
        " " if unicodedata.category(character)[0] in "CZ" else character for character in unicodedata.normalize("NFC", text)
    )
    flat = " ".join(_TAG.sub(" ", kept).translate(_MARKUP).split())
    if len(flat) > _LONGEST_TOPIC_CHARACTERS:
        flat = flat[:_LONGEST_TOPIC_CHARACTERS].rsplit(" ", 1)[0]
    return flat


def _is_foreign(whole: str) -> bool:
    if _FOREIGN_LEAD.match(whole + " "):
        return True
    letters = [character for character in whole if character.isalpha()]
    return not letters or sum(character.isascii() for character in letters) < len(letters) * 0.5


def _foreign(text: str, whole: str) -> Topic:
    name = _FOREIGN_MODAL.sub("", whole.lstrip("¿¡ "))
    if name != whole:
        name = name.lstrip("¿¡ ")
    words = name.split()
    if len(words) > _LONGEST_COURSE_WORDS:
        name = " ".join(words[:_LONGEST_COURSE_WORDS]) + " …"
    quoted = f"“{name}”"
    return make_topic(
        text,
        "policy",
        {"course": [quoted, "the proposal", "this change", "the change", quoted], "thing": [quoted]},
        singular=("course", "thing"),
    )


def _low(phrase: str) -> str:
    """Start a phrase in lower case, as in the middle of a sentence, unless it starts with a name or an acronym."""
    if not phrase:
        return phrase
    head = phrase.split(maxsplit=1)[0]
    plain = head.strip("'s,.").lower()
    if plain in _PROPER or head.lower().removesuffix("'s") in _PROPER or any(c.isupper() or c.isdigit() for c in head[1:]) or head == "I":
        return phrase[0].upper() + phrase[1:] if plain in _PROPER else phrase
    return phrase[0].lower() + phrase[1:]


def _policy_question(text: str, words: list[str]) -> Topic:
    """`should …`: find where the subject ends and the verb begins."""
    if not words:
        return _noun_phrase(text, text.rstrip(" ?!."))
    lowered = [word.lower().strip(",") for word in words]
    if lowered[0] == "there" and lowered[1:2] == ["be"]:
        named = _low(" ".join(words[2:]))
        return _noun_phrase(text, named) if named else _noun_phrase(text, text)
    end = 1
    if lowered[0] not in {"we", "i", "you", "they", "he", "she", "it", "one", "everyone", "everybody", "nobody", "people"}:
        for position in range(1, len(words)):
            if lowered[position] in POLICY_VERBS or lowered[position] in {"be", "not", "never", "always", "only"}:
                end = position
                break
        else:
            end = 1 if len(words) > 1 else 0
    return _policy(text, words[:end], words[end:])


def _policy(text: str, actor: list[str], action: list[str]) -> Topic:
    """An action, with who would do it: the normal case of a debate."""
    lowered = [word.lower() for word in action]
    while lowered and lowered[0] in {"we", "really", "always", "to", "still", "just", "only", "also", "be"} and lowered[0] != "be":
        action, lowered = action[1:], lowered[1:]
    if not action:
        return _noun_phrase(text, " ".join(actor) or text)
    if lowered[0] in {"not", "never"} and len(action) > 1:
        return _policy_forms(text, actor, f"not {gerund(lowered[1])} {' '.join(action[2:])}".strip(), action, None)
    if lowered[0] == "be":
        return _passive(text, actor, action[1:])
    verb = lowered[0]
    rest = _without_dangling_owner(action[1:], actor)
    return _policy_forms(text, actor, " ".join([gerund(verb), *rest]), [verb, *rest], act_name(verb))


def _without_dangling_owner(words: list[str], actor: list[str]) -> list[str]:
    """Say `city centres` for `their centres` once the cities have dropped out of the phrase."""
    owner = actor[-1].lower() if actor else ""
    swap = {"their": _INSTITUTIONS.get(owner, "the" if actor else "their"), "its": "the" if actor else "its"}
    swap |= {"my": "your", "i": "you", "myself": "yourself", "mine": "yours"}
    return [
        gerund(word) if position and words[position - 1] == "and" and word in POLICY_VERBS else swap.get(word.lower(), word)
        for position, word in enumerate(words)
    ]


def _policy_forms(text: str, actor: list[str], course: str, action: list[str], name: str | None) -> Topic:
    verb, rest = action[0].lower(), action[1:]
    thing_words = rest[: head_end(rest)] if rest else []
    if rest and rest[0].lower() in {"to", "that", "for", "in", "on", "with", "from"}:
        thing_words = rest[1 : 1 + head_end(rest[1:])] if len(rest) > 1 else []
    short = " ".join([course.split()[0], *thing_words]) if thing_words and rest[: len(thing_words)] == thing_words else course
    if course.startswith("not "):
        short = course
    labels = [name, name, name] if name else ["the proposal", "this change", "the change"]
    do = " ".join([verb, *rest]) if not course.startswith("not ") else ""
    slots = {
        "course": [course, short if len(short.split()) < 5 else "", *labels, "this step", "the whole plan"],
        "thing": [_low(" ".join(thing_words))] if thing_words else ["the whole matter"],
        "do": [do],
        "label": [name or "the proposal", "the plan"],
    }
    if actor and actor[0].lower() not in {"we", "i", "you", "they", "it", "one", "there"} and len(actor) <= 4:
        slots["actor"] = [_low(" ".join(actor))]
    return make_topic(text, "policy", slots, singular=("course", "label", "do"))


def _passive(text: str, subject: list[str], rest: list[str]) -> Topic:
    """`should X be abolished`, `should X be compulsory`, `should X be allowed to …`."""
    thing = _low(" ".join(subject))
    if not rest or not subject:
        return _noun_phrase(text, thing or " ".join(rest))
    lowered = [word.lower() for word in rest]
    if lowered[0] in {"allowed", "permitted", "required", "forced", "made", "able", "obliged"} and "to" in lowered:
        verb = {"allowed": "letting", "permitted": "letting", "able": "letting"}.get(lowered[0], "making")
        tail = " ".join(rest[lowered.index("to") + 1 :])
        base = "let" if verb == "letting" else "make"
        return make_topic(
            text,
            "policy",
            {
                "course": [f"{verb} {thing} {tail}", "the proposal", "this change", "the change", "the whole plan"],
                "thing": [thing],
                "do": [f"{base} {thing} {tail}"],
                "label": ["the proposal", "the plan"],
            },
            singular=("course", "label", "do"),
        )
    base_verb = base_of_participle(lowered[0])
    if base_verb is None:
        quality = " ".join(rest)
        return make_topic(
            text,
            "policy",
            {
                "course": [f"making {thing} {quality}", "the proposal", "this change", "the new rule", "the whole plan"],
                "thing": [thing],
                "do": [f"make {thing} {quality}"],
                "label": ["the rule", "the plan"],
            },
            singular=("course", "label", "do"),
        )
    tail_words = rest[1:]
    return _policy_forms(
        text, [], " ".join([gerund(base_verb), thing, *tail_words]), [base_verb, *thing.split(), *tail_words], act_name(base_verb)
    )


def _is_question(text: str, words: list[str]) -> Topic:
    """`is X better than Y`, `is it right to do Y`, `is X dangerous`, `is there …`."""
    rest = words[1:]
    lowered = [word.lower() for word in rest]
    if not rest:
        return _noun_phrase(text, text)
    joined = " ".join(rest)
    comparative = _COMPARATIVE.search(joined)
    if comparative and comparative.start():
        return _comparison(text, joined[: comparative.start()].strip(), joined[comparative.end() :].strip())
    if lowered[0] == "there":
        return _idea(text, f"there {words[0].lower()} {' '.join(rest[1:])}", " ".join(rest[1:]))
    if lowered[0] == "it" and "to" in lowered:
        return _policy(text, [], rest[lowered.index("to") + 1 :])
    if lowered[0] == "it" and len(rest) > 1:
        return _idea(text, f"it {words[0].lower()} {' '.join(rest[1:])}", "the whole matter")
    split = _predicate_start(lowered)
    return _noun_phrase(text, " ".join(rest[:split]))


def _predicate_start(lowered: list[str]) -> int:
    for position in range(1, len(lowered)):
        if lowered[position] in _PREDICATE_STARTS:
            return position
    for position in range(1, len(lowered)):
        if lowered[position].endswith(_PREDICATE_ENDINGS):
            return position
    return len(lowered) - 1 if 1 < len(lowered) <= 4 else len(lowered)


def _modal_question(text: str, words: list[str]) -> Topic:
    """`can X be Y`, `will X do Y`, `do we need X`, `does X help`: a claim about the world."""
    modal, rest = words[0].lower(), words[1:]
    lowered = [word.lower() for word in rest]
    if modal in {"do", "does", "did"} and len(rest) > 2 and lowered[1] in {"need", "want", "deserve", "have", "owe"}:
        named = rest[3:] if lowered[2] == "to" else rest[2:]
        return _policy(text, rest[:1], named) if lowered[2] == "to" and named else _noun_phrase(text, " ".join(rest[2:]))
    if modal == "would" and lowered[:1] == ["you"]:
        return _noun_phrase(text, " ".join(rest[2:]) or " ".join(rest))
    if not rest:
        return _noun_phrase(text, text)
    end = next((p for p in range(1, len(rest)) if lowered[p] in POLICY_VERBS or lowered[p] in {"be", "exist", "help", "ever", "think"}), 1)
    subject, verb, tail = rest[:end], lowered[end] if end < len(rest) else "", rest[end + 1 :]
    if modal == "does":
        verb = third_person(verb) if verb else verb
    joiner = [] if modal in {"do", "does", "did"} else [modal]
    if modal in {"has", "have"}:
        joiner = [modal]
    return _idea(text, " ".join([*subject, *joiner, verb, *tail]), " ".join(subject))


def _open_question(text: str, words: list[str]) -> Topic:
    lowered = [word.lower() for word in words]
    joined = " ".join(words)
    about = re.match(r"what (?:should|can|could|must|shall|do|to) .*?\b(?:about|against|with)\s+(.+)$", joined, re.IGNORECASE)
    if about:
        return _problem(text, about.group(1))
    way = re.match(r"(?:how (?:should|can|could|do|must|might|would|to)|what is the best way to)\s+(.+)$", joined, re.IGNORECASE)
    if way:
        rest = way.group(1).split()
        if lowered[1] == "to" or lowered[0] == "what":
            return _policy(text, [], rest)
        return _policy_question(text, rest)
    named = re.match(r"(?:what|who|where)(?:'s| is| are) (.+)$", joined, re.IGNORECASE)
    if named and len(named.group(1).split()) <= 6:
        return _noun_phrase(text, named.group(1))
    if len(words) > _LONGEST_COURSE_WORDS:
        words = words[:_LONGEST_COURSE_WORDS]
    if len(words) > 2 and words[1].lower() in {"do", "does", "did"}:
        words = [words[0], *words[2:]]
    question = _low(" ".join(words))
    return make_topic(
        text,
        "idea",
        {"course": [f"the question {question}", "this question", "the question"], "thing": ["the whole question", "the question"]},
        singular=("course", "thing"),
    )


def _problem(text: str, named: str) -> Topic:
    thing_words = named.split()
    thing = _low(named)
    short = _low(" ".join(thing_words[: head_end(thing_words)]))
    return make_topic(
        text,
        "problem",
        {
            "course": [f"acting on {thing}", "stepping in", f"action on {short}", "stepping in early", "a firm response"],
            "thing": [short, thing],
            "do": [f"act on {short}", "step in", "intervene"],
            "problem": [short, "the problem"],
        },
        singular=("course", "do"),
    )


def _idea(text: str, clause: str, subject: str) -> Topic:
    clause = _low(clause.strip())
    return make_topic(
        text,
        "idea",
        {
            "course": [f"the idea that {clause}", "this idea", "that claim", "the idea"],
            "thing": [_low(subject.strip())] if 0 < len(subject.split()) <= 5 and subject.lower() not in {"we", "i", "you", "it"} else ["it all"],
        },
        singular=("course",),
    )


def _either(text: str, sides: list[str]) -> Topic:
    if len(sides) < 2 or not sides[0].strip() or not sides[1].strip():
        return _noun_phrase(text, " ".join(sides).strip())
    return _comparison(text, sides[0].strip(" ,:"), sides[1].strip(" ,:"))


def _comparison(text: str, one: str, other: str) -> Topic:
    return make_topic(text, "comparison", {"course": [_low(one)], "thing": [_low(one)], "rival": [_low(other)]}, singular=())


def _noun_phrase(text: str, named: str) -> Topic:
    """A bare name of a matter; long ones are called `the idea` now and then."""
    words = named.strip(" ?!.,").split()
    if 1 < len(words) and words[-1].lower() in _NEEDS_ARTICLE and words[0].lower() not in {"a", "an", "the", "our", "your", "this"}:
        words = ["a", words[0].lower(), *words[1:]]
        words[0] = "an" if words[1][0] in "aeio" else "a"
    thing = _low(" ".join(words[:_LONGEST_COURSE_WORDS])) or "this question"
    forms = [thing]
    if len(words) > 2 and not is_plural(words):
        forms += ["the idea", thing]
    return make_topic(text, "practice", {"course": forms, "thing": [thing]}, singular=())
