"""What somebody else can take up: marked words come from the phrase books, this finds the rest.

From quoted passages these are figures, subjects and places; from a text of unknown origin figures and ends of
sentences.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argentum.agents.simulated.english import is_plural
from argentum.agents.simulated.lexicon import word_list
from argentum.agents.simulated.novelty import sentences_in
from argentum.transcript.utterance import Citation

LONGEST_ECHO_WORDS = 7
_FRAGMENT_WORDS = 4
_SHORTEST_FRAGMENT_WORDS = 2
_FEWEST_SUBJECT_WORDS = 2
_MOST_SUBJECT_WORDS = 5
_FIGURE = re.compile(
    r"(?<!Doc )(?:\b(?:about|nearly|almost|over|some|at least|more than|up to|only) )?"
    r"(?<![\w.,-])(?<!Doc )\d[\d,.]*(?: (?:to|and) \d[\d,.]*)?(?P<scale> (?:million|billion|thousand))?"
    r"(?: (?P<unit>percent\b)|(?P<noun>(?: [a-zà-ÿ-]{3,}){1,3}))"
)
_YEAR = re.compile(r"(?:about |some )?(?:1[5-9]|20)\d\d$")
_NOT_BEFORE_A_NOUN = ("ing", "ly")
_LOCATION = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]+(?:(?: [A-Z][a-zà-ÿ]*| \d+)(?![\w.,]*\d))*")
_SWAPS = {"my": "your", "our": "your", "mine": "yours", "myself": "yourself", "ours": "yours", "me": "you"}
_SENTENCE_ENDS = '.?!”"'
_TRAILING = ' .,;:!?…—–-“”"'


def figures_in(text: str) -> tuple[str, ...]:
    """Give the figures of a text with their unit or noun, whole or not at all: `about 22 percent`, `12,500 places`.

    Several of something are plural, so a noun is found by its ending; years are left out.
    """
    found: dict[str, None] = {}
    for match in _FIGURE.finditer(text):
        noun = match["noun"]
        if noun is None:
            found[match.group()] = None
            continue
        amount = match.group()[: -len(noun)]
        words = noun.split()
        end = next((place for place, word in enumerate(words) if _is_counted(word)), None)
        if end is None or _YEAR.fullmatch(amount) or amount[-1] in ",.":
            continue
        if any(_ends_a_phrase(word) for word in words[:end]):
            continue
        found[" ".join([amount, *words[: end + 1]])] = None
    return tuple(found)


def _is_counted(word: str) -> bool:
    """Tell whether a word can be what a number counts; `has` and `across` are none."""
    return is_plural([word]) and not _ends_a_phrase(word) and not word.endswith(_NOT_BEFORE_A_NOUN)


def _ends_a_phrase(word: str) -> bool:
    return word in word_list("small_words") or word in word_list("prepositions") or word in word_list("common_verbs")


def places_in(text: str) -> tuple[str, ...]:
    """Give the names inside the sentences of a text; most are places."""
    names = dict.fromkeys(_LOCATION.findall(text))
    return tuple(name for name in names if name.split()[0] not in word_list("calendar"))


class Echoes(NamedTuple):
    """What can be taken up from a quoted passage."""

    gist: str
    """A figure, else what or where it is about."""
    figures: tuple[str, ...]


def echoes_of(citation: Citation) -> Echoes:
    """Find what to take up from a quoted passage."""
    figures = figures_in(citation.quote)
    return Echoes(figures[-1] if figures else _matter_of(citation), figures)


def is_heard_in(words: str, text: str) -> bool:
    """Tell whether words occur in what was heard, whole: `the night` does not occur in `the nights`."""
    place = text.find(words)
    return place >= 0 and not text[place + len(words) : place + len(words) + 1].isalnum()


def takeable(text: str) -> tuple[str, ...]:
    """Find something to take up in a text of unknown origin: its figures, else the quoted end of its last sentence."""
    figures = figures_in(text)
    sentences = [sentence for sentence in sentences_in(text) if sentence[-1] in _SENTENCE_ENDS]
    if figures or not sentences:
        return figures
    parts = sentences[-1].strip(_TRAILING).split()
    start = max(0, len(parts) - _FRAGMENT_WORDS)
    while start < len(parts) - _SHORTEST_FRAGMENT_WORDS and parts[start].lower() in word_list("small_words"):
        start += 1
    return (f"“{' '.join(parts[start:])}”",) if parts else ()


def from_the_other_side(span: str, *, starts_sentence: bool) -> str:
    """Say another's words as one's own sentence needs them: `my till` becomes `your till`."""
    bare = span.strip(" " if span.startswith("“") else _TRAILING)
    parts = [_SWAPS.get(word.lower(), word) for word in bare.split()]
    if starts_sentence and parts and parts[0][1:] == parts[0][1:].lower() and parts[0] != "I":
        parts[0] = parts[0].lower()
    return " ".join(parts)


def _matter_of(citation: Citation) -> str:
    subject = _subject_of(citation.quote)
    if subject is not None:
        return subject
    places = places_in(citation.quote)
    return f"that line about {places[-1]}" if places else f"that line from {citation.label}"


def _subject_of(sentence: str) -> str | None:
    """Give what stands before the first common verb, if that is 2 to 5 words and not a name."""
    parts = sentence.split()
    for place, word in enumerate(parts[: _MOST_SUBJECT_WORDS + 1]):
        if word in word_list("common_verbs"):
            named = any(part[:1].isupper() for part in parts[1:place])
            if place < _FEWEST_SUBJECT_WORDS or named:
                return None
            return from_the_other_side(" ".join(parts[:place]), starts_sentence=True)
    return None
