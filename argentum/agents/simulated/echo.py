"""What somebody else can take up: marked words come from the phrase books, this finds the rest.

From quoted passages these are figures, subjects and places; from a text of unknown origin figures and ends of
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    r"(?<!Doc )\b\d[\d,.]*\d?(?: (?:to|and) \d[\d,.]*)?"
    r"(?: (?:percent|million|billion|thousand))?(?: [a-z]{4,}(?=[\s,.;:]))?"
)
_YEAR = re.compile(r"(?:about |some )?(?:1[5-9]|20)\d\d")
_LOCATION = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?")
_SWAPS = {"my": "your", "our": "your", "mine": "yours", "myself": "yourself", "ours": "yours", "me": "you"}
_TRAILING = ' .,;:!?…—–-“”"'


def figures_in(text: str) -> tuple[str, ...]:
    """Give the figures of a text with their unit or noun, years left out: `about 22 percent`, `12,500 places`."""
    found: dict[str, None] = {}
    for match in _FIGURE.finditer(text):
        parts = match.group().strip(_TRAILING).split()
        while len(parts) > 1 and (parts[-1] in word_list("small_words") or parts[-1] in word_list("prepositions")):
            parts.pop()
        figure = " ".join(parts)
        if len(parts) > 1 and not _YEAR.fullmatch(figure) and not _YEAR.fullmatch(parts[0]):
            found[figure] = None
    return tuple(found)


def places_in(text: str) -> tuple[str, ...]:
    """Give the names inside the sentences of a text; most are places."""
    names = dict.fromkeys(_LOCATION.findall(text))
    return tuple(name for name in names if name.split()[0] not in word_list("calendar"))


def figures_of(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Give the figures of the quoted passages."""
    return tuple(figure for citation in citations for figure in figures_in(citation.quote))


def quotable(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Find what to take up from quoted passages: a figure, else what or where they are about."""
    return tuple(_gist_of(citation) for citation in citations)


def takeable(text: str) -> tuple[str, ...]:
    """Find something to take up in a text of unknown origin: its figures, else the quoted end of its last sentence."""
    figures = figures_in(text)
    sentences = sentences_in(text)
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


def _gist_of(citation: Citation) -> str:
    figures = figures_in(citation.quote)
    if figures:
        return figures[-1]
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
