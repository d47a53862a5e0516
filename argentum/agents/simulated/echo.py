"""What somebody else can take up from a text: the words the phrase book marked, else figures and the ends of sentences."""

from __future__ import annotations

import re

from argentum.agents.simulated.english import PREPOSITIONS
from argentum.agents.simulated.novelty import sentences_in

_FIGURE = re.compile(
    r"(?:\b(?:about|nearly|almost|over|some|at least|more than|up to|only) )?\b\d[\d,.]*\d?(?: (?:to|and) \d[\d,.]*)?"
    r"(?: (?:percent|million|billion|thousand))?(?: [a-z]{4,}(?=[\s,.;:]))?"
)
_SMALL = frozenset("that which were when from with into after before than would could had has have was are is did does".split())
_LOCATION = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?")
_MONTHS = frozenset(
    "January February March April May June July August September October November December Monday Sunday".split()
)
_SWAPS = {"my": "your", "our": "your", "mine": "yours", "myself": "yourself", "ours": "yours", "me": "you"}
_TRAILING = " .,;:!?…—–-“”\""
LONGEST_ECHO_WORDS = 7


def figures_in(text: str) -> tuple[str, ...]:
    """Give the figures of a text with their unit or noun, years left out: `about 22 percent`, `12,500 places`."""
    found: list[str] = []
    for match in _FIGURE.finditer(text):
        words = match.group().strip(_TRAILING).split()
        while len(words) > 1 and words[-1].lower() in _SMALL | PREPOSITIONS:
            words.pop()
        figure = " ".join(words)
        if not re.fullmatch(r"(?:about |some )?(?:1[5-9]|20)\d\d", figure) and len(words) > 1:
            found.append(figure)
    return tuple(dict.fromkeys(found))


def places_in(text: str) -> tuple[str, ...]:
    """Give the names inside the sentences of a text; most are places."""
    return tuple(dict.fromkeys(name for name in _LOCATION.findall(text) if name.split()[0] not in _MONTHS))


def takeable(text: str) -> tuple[str, ...]:
    """Find something to take up in a text of unknown origin: its figures, else the quoted end of its last sentence."""
    figures = figures_in(text)
    if figures:
        return figures
    sentences = sentences_in(text)
    if not sentences:
        return ()
    words = sentences[-1].strip(_TRAILING).split()
    start = max(0, len(words) - 4)
    while start < len(words) - 2 and words[start].lower() in {"and", "or", "of", "to", "is", "are", "that", "than"}:
        start += 1
    return (f"“{' '.join(words[start:])}”",) if words else ()


def from_the_other_side(span: str, *, starts_sentence: bool) -> str:
    """Say another's words as one's own sentence needs them: `my till` becomes `your till`."""
    words = [_SWAPS.get(word.lower(), word) for word in span.strip(_TRAILING if not span.startswith("“") else " ").split()]
    if starts_sentence and words and words[0][1:] == words[0][1:].lower() and words[0] != "I":
        words[0] = words[0].lower()
    return " ".join(words)
