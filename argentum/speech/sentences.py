"""Sentences and words of plain text."""

from __future__ import annotations

import re
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[^\sa-z])")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|approx|Inc|Ltd)|\b[A-Z])\.$")


def split_sentences(text: str) -> list[str]:
    """Split plain text into sentences; abbreviations and initials do not end one."""
    sentences: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {piece}"
        elif piece:
            sentences.append(piece)
    return sentences


@lru_cache(maxsize=256)
def word_count(text: str) -> int:
    """Count the words that a voice will say: stretches between white space that hold a letter or a digit."""
    # Nearly every word begins with a letter. The newest counts are kept: on its way to the voice a text is counted by
    # the desk that bills it, the cap that it is held to, and the clip that it becomes.
    return len([word for word in text.split() if word[0].isalnum() or _spoken(word)])


def first_words(text: str, count: int) -> str:
    """Give the text up to the end of its `count`-th spoken word; all of it when it has no more."""
    if count <= 0:
        return ""
    seen = 0
    kept: list[str] = []
    for word in text.split():
        if word[0].isalnum() or _spoken(word):
            seen += 1
            if seen > count:
                break
        kept.append(word)
    return " ".join(kept)


def _spoken(word: str) -> bool:
    return any(map(str.isalnum, word))
