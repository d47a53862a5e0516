"""Sentences and words of plain text."""

from __future__ import annotations

import re

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


def word_count(text: str) -> int:
    """Count the words that a voice will say: stretches between white space that hold a letter or a digit."""
    return len([word for word in text.split() if _spoken(word)])


def first_words(text: str, count: int) -> str:
    """Give the text up to the end of its `count`-th spoken word; all of it when it has no more."""
    if count <= 0:
        return ""
    seen = 0
    kept: list[str] = []
    for word in text.split():
        if _spoken(word):
            seen += 1
            if seen > count:
                break
        kept.append(word)
    return " ".join(kept)


def _spoken(word: str) -> bool:
    # Nearly every word begins with a letter, and this is asked for every word of a session several times.
    return word[0].isalnum() or any(character.isalnum() for character in word)
