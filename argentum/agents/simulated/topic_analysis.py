"""Takes a topic apart, however it is worded.

The forms that people type: `Should X do Y?`, `Should X be banned?`, `Is X better than Y?`, `Is X dangerous?`, `X or
Y?`, `What should we do about X?`, `How can we do Y?`, `Why …`, `We should do Y`, `Abolish Y!`, a bare noun phrase,
and any of it in a language that is not English. What is not understood for sure is called "the question", never by
words that may be no noun.
"""

from __future__ import annotations

import re

from argentum.agents.simulated.english import gerund, third_person
from argentum.agents.simulated.lexicon import word_list
from argentum.agents.simulated.named_topics import (
    LONGEST_NAME_WORDS,
    against,
    claim,
    comparison,
    named_topic,
    open_question,
    problem,
)
from argentum.agents.simulated.policy_topics import policy, policy_question
from argentum.agents.simulated.topic import Topic
from argentum.agents.simulated.topic_cleaning import clean, lowered_start, without_preamble
from argentum.speech.language import is_english

_FOREIGN_LEAD = re.compile(
    r"^(?:¿|(?:deber[ií]a(?:mos|n)?|debemos|debe|hay que|soll(?:te|ten|en|t)?|darf|dürfen|muss|müssen|faut-il"
    r"|doit-on|devrait-on|devons-nous|devrions-nous|est-ce que|dev(?:e|emos|eria|eríamos|ono|remmo)|dovremmo|bisogna"
    r"|moet(?:en)?|ska|bör|pitäisikö|czy|é|è|ist|sind|est|es)\b )",
    re.IGNORECASE,
)
_COMPARATIVE = re.compile(
    r"\b(better|worse|healthier|safer|cheaper|faster|greener|smarter|more \w+|less \w+|superior|preferable)\b"
    r"(?: \w+)?? (?:than|to)\b",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\s+(?:versus|vs\.?)\s+", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+", re.IGNORECASE)
_ABOUT = re.compile(r"what (?:should|can|could|must|shall|do|to) .*?\b(?:about|against|with)\s+(.+)$", re.IGNORECASE)
_WAY = re.compile(r"(?:how (should|can|could|do|must|might|would|to)|what is the best way (to))\s+(.+)$", re.IGNORECASE)
_NAMED = re.compile(r"(?:what|who|where)(?:'s| is| are) (.+)$", re.IGNORECASE)
_PREDICATE_ENDINGS = ("able", "ible", "ous", "ful", "less", "ical", "ed", "ive")
_WH = frozenset(["what", "how", "why", "who", "which", "when", "where", "whose"])
_LONGEST_UNDERSTOOD_WORDS = 20
_LESSER = ("worse", "less ")
_MODALS = frozenset(["can", "could", "will", "would", "may", "might", "do", "does", "did", "has", "have"])
_NEEDS = frozenset(["need", "want", "deserve", "have", "owe"])
_LONGEST_SIDE_WORDS = 3
_LONGEST_NAMED_WORDS = 6
_FEWEST_CLAIM_WORDS = 2
_SHORT_CLAIM_WORDS = 2
_DETERMINERS = frozenset(["the", "a", "an", "our", "my", "your", "this"])
_LONGEST_SUBJECT_WORDS = 5
_SUBJECT_WORDS_LOOKED_AT = 7


def analyse(topic: str) -> Topic:
    """Take a topic apart; nothing is refused, and what cannot be understood is treated as the name of a matter."""
    text = clean(topic)
    whole = without_preamble(text)
    if not whole:
        return open_question(text)
    if _is_foreign(whole):
        return open_question(text)
    whole = lowered_start(whole)
    words = whole.split()
    first = words[0].lower()
    if first not in _WH and len(words) > _LONGEST_UNDERSTOOD_WORDS:
        return open_question(text)
    if _VERSUS.search(whole):
        return comparison(text, _VERSUS.split(whole, maxsplit=1))
    if first in {"should", "must", "shall", "ought"}:
        return policy_question(text, words[1:])
    if first in {"is", "are", "was", "were"}:
        return _is_question(text, words)
    if first in _MODALS:
        return _modal_question(text, words)
    if first in _WH:
        return _open(text, words)
    return _statement(text, whole, words)


def is_foreign(topic: str) -> bool:
    """Tell whether a topic is in another language than English, the only one that is spoken here."""
    return _is_foreign(without_preamble(clean(topic)))


def _is_foreign(whole: str) -> bool:
    if _FOREIGN_LEAD.match(whole + " "):
        return True
    return not any(letter.isalpha() for letter in whole) or not is_english(whole)


def _statement(text: str, whole: str, words: list[str]) -> Topic:
    """`we should …`, `abolish …`, `X or Y`, or a name."""
    lowered = [word.lower() for word in words]
    for place in range(1, min(len(words), _SUBJECT_WORDS_LOOKED_AT)):
        if lowered[place] in {"should", "must", "ought"}:
            return policy(text, words[:place], words[place + 1 :])
    if lowered[0] in word_list("imperatives") and len(words) > 1:
        return policy(text, [], words)
    if "or" in lowered:
        sides = _OR.split(whole, maxsplit=1)
        short = len(sides) > 1 and all(0 < len(side.split()) <= _LONGEST_SIDE_WORDS for side in sides)
        return comparison(text, sides) if short and "," not in whole else open_question(text)
    if len(words) > LONGEST_NAME_WORDS or word_list("clause_words").intersection(lowered):
        return open_question(text)
    if len(words) <= _LONGEST_SIDE_WORDS and word_list("ills").intersection(lowered):
        return problem(text, whole)
    return named_topic(text, whole)


def _is_question(text: str, words: list[str]) -> Topic:
    """`is X better than Y`, `is it right to do Y`, `is X dangerous`, `is there …`, `was X right`."""
    verb, rest = words[0].lower(), words[1:]
    lowered = [word.lower().strip(",") for word in rest]
    joined = " ".join(rest)
    comparative = _COMPARATIVE.search(joined)
    if comparative is not None and comparative.start():
        sides = [joined[: comparative.start()], joined[comparative.end() :]]
        return comparison(text, sides[::-1] if comparative.group(1).lower().startswith(_LESSER) else sides)
    if len(rest) < _FEWEST_CLAIM_WORDS or {"or", "ever"}.intersection(lowered):
        return open_question(text)
    if lowered[0] == "it" and "to" in lowered:
        to = lowered.index("to")
        if word_list("predicates_against").intersection(lowered[:to]) and rest[to + 1 :]:
            return against(text, " ".join([gerund(lowered[to + 1]), *rest[to + 2 :]]))
        return policy(text, [], rest[to + 1 :])
    if lowered[0] in {"it", "there"}:
        return claim(text, f"{lowered[0]} {verb} {' '.join(rest[1:])}")
    start = _predicate_start(lowered)
    if start is None and len(rest) == _SHORT_CLAIM_WORDS + (lowered[0] in _DETERMINERS):
        start = len(rest) - 1
    if start is None:
        return open_question(text)
    thing, predicate = rest[:start], lowered[start:]
    if verb in {"is", "are"} and "not" not in predicate and len(thing) <= _LONGEST_SUBJECT_WORDS:
        if word_list("predicates_against").intersection(predicate):
            return against(text, " ".join(thing))
        if word_list("predicates_for").intersection(predicate):
            return named_topic(text, " ".join(thing))
    return claim(text, " ".join([*thing, verb, *rest[start:]]))


def _predicate_start(lowered: list[str]) -> int | None:
    """Find where the thing ends and what is asked about it begins; nothing when that is not sure."""
    starts = word_list("predicate_starts") | word_list("predicates_for") | word_list("predicates_against")
    for position in range(1, len(lowered)):
        if lowered[position] in starts:
            return position
    for position in range(1, len(lowered)):
        if lowered[position].endswith(_PREDICATE_ENDINGS):
            return position
    return None


def _modal_question(text: str, words: list[str]) -> Topic:
    """`can X be Y`, `will X do Y`, `do we need X`, `does X help`: a claim about the world."""
    modal, rest = words[0].lower(), words[1:]
    lowered = [word.lower() for word in rest]
    if modal in {"do", "does", "did"} and lowered[1:2] and lowered[1] in _NEEDS and len(rest) > len(lowered[:2]):
        if lowered[2] == "to" and rest[3:]:
            return policy(text, rest[:1], rest[3:])
        return named_topic(text, " ".join(rest[2:]))
    verbs = word_list("policy_verbs") | {"be", "exist", "help", "ever", "think"}
    end = next((place for place in range(1, len(rest)) if lowered[place] in verbs), None)
    if end is None or "or" in lowered or modal == "did" or (modal == "would" and lowered[0] == "you"):
        return open_question(text)
    verb = third_person(lowered[end]) if modal == "does" else lowered[end]
    joiner = [] if modal in {"do", "does"} else [modal]
    return claim(text, " ".join([*rest[:end], *joiner, verb, *rest[end + 1 :]]))


def _open(text: str, words: list[str]) -> Topic:
    """`what should we do about X`, `how can we do Y`, `what is X`, and questions that stay questions."""
    joined = " ".join(words)
    about = _ABOUT.match(joined)
    if about is not None:
        return problem(text, about.group(1))
    way = _WAY.match(joined)
    if way is not None:
        rest = way.group(3).split()
        return policy(text, [], rest) if "to" in {way.group(1), way.group(2)} else policy_question(text, rest)
    named = _NAMED.match(joined)
    if named is not None and len(named.group(1).split()) <= _LONGEST_NAMED_WORDS:
        return named_topic(text, named.group(1))
    return open_question(text, words)
