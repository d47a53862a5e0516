"""The little English grammar that the topic analysis needs: number, gerunds, participles, where phrases end."""

from __future__ import annotations

from argentum.agents.simulated.lexicon import pairs, word_list

_VOWELS = "aeiou"
_SHORTEST_REGULAR_PARTICIPLE = 5
_SHORTEST_GERUND = 6


def gerund(verb: str) -> str:
    """Give the -ing form of a base verb: ban, banning; make, making; tie, tying."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    if verb in word_list("doubling_verbs"):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def base_of_participle(word: str) -> str | None:
    """Give the base of a past participle, or nothing when it does not look like one: abolished, abolish."""
    known = pairs("participles").get(word)
    if known is not None or not word.endswith("ed") or len(word) < _SHORTEST_REGULAR_PARTICIPLE:
        return known
    for stem in (word[:-1], word[:-2]):
        if stem in word_list("policy_verbs"):
            return stem
    if word.endswith("ied"):
        return word[:-3] + "y"
    stem = word[:-2]
    return stem + "e" if stem[-1] in "svzgcu" or stem.endswith(("at", "ir", "ut")) else stem


def base_of_gerund(word: str) -> str | None:
    """Give the base of an -ing form if the verb is known: teaching, teach; taking, take."""
    for base in (word[:-3], word[:-3] + "e", word[:-4]):
        if base in word_list("policy_verbs") and gerund(base) == word:
            return base
    return None


def act_name(verb: str) -> str | None:
    """Give the noun for the act, if the verb has a usual one: ban, `the ban`."""
    return pairs("act_names").get(verb)


def third_person(verb: str) -> str:
    """Give the form after he, she or it: help, helps; watch, watches; have, has."""
    irregular = {"have": "has", "be": "is", "do": "does", "go": "goes"}.get(verb)
    if irregular is not None:
        return irregular
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def head_end(phrase: list[str]) -> int:
    """Count the words of a noun phrase before its first preposition or relative word."""
    prepositions = word_list("prepositions")
    for position, word in enumerate(phrase):
        if position and word.lower() in prepositions:
            return position
    return len(phrase)


def is_plural(phrase: list[str]) -> bool:
    """Guess whether a noun phrase takes `are`: the head noun decides, and so does `and`."""
    lowered = [word.lower().strip(",“”") for word in phrase]
    end = head_end(lowered)
    if not end or lowered[0] in {
        "a",
        "an",
        "each",
        "every",
        "this",
        "what",
        "who",
        "whoever",
        "somebody",
        "nobody",
        "one",
        "how",
        "that",
        "why",
        "where",
        "whether",
    }:
        return False
    if lowered[0].endswith("ing") and len(lowered[0]) >= _SHORTEST_GERUND:
        return False
    if lowered[0] in {"those", "these", "many", "few"} or "and" in lowered[1:end]:
        return True
    while end > 1 and lowered[end - 1] in word_list("adverbs"):
        end -= 1
    head = lowered[end - 1]
    if head in word_list("irregular_plurals"):
        return True
    return (
        head.endswith("s")
        and not head.endswith(("ss", "us", "is", "ics", "'s"))
        and head not in word_list("singular_in_s")
    )


def lower_first(phrase: str) -> str:
    """Start a phrase in lower case, as in the middle of a sentence, unless it starts with a name or an acronym."""
    if not phrase:
        return phrase
    head = phrase.split(maxsplit=1)[0]
    plain = head.rstrip(".,").removesuffix("'s").lower()
    if plain in word_list("proper_names"):
        return phrase[0].upper() + phrase[1:]
    if head == "I" or any(letter.isupper() or letter.isdigit() for letter in head[1:]):
        return phrase
    return phrase[0].lower() + phrase[1:]
