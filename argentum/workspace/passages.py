"""Cuts the text of a document into passages that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST_PASSAGE_WORDS = 34
_SHORTEST_PASSAGE_WORDS = 6

_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_FOOTNOTE = re.compile(r"\[(?:\^\w+|\d+)\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|`+|~~)")
_ADDRESS = re.compile(r"https?://\S+")
_SOURCES = re.compile(
    r"^(sources?|references?|bibliography|further reading|notes|links|quellen|fuentes)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“‘(]?[^\W\d_a-z]|\d|[\"“¿¡])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|cf|al|approx|Fig|e\.g|i\.e|[A-Z])|\b[A-Z]\.[A-Z])\.$"
)
_LEANS_ON_THE_SENTENCE_BEFORE = re.compile(
    r"^(it|they|this|these|those|that|such|he|she|but|and|so|however|therefore|also|then|both|the same)\b",
    re.IGNORECASE,
)


def title_of(text: str) -> str | None:
    """Give the first heading of a Markdown text, without markup, or nothing."""
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            return _plain(heading.group(1)) or None
    return None


def passages_of(text: str) -> list[str]:
    """Cut a text into passages of one or two sentences, 6 to 34 words long, in their order.

    Headings, lists of sources, code, tables and unfinished sentences are left out. A sentence that leans on the one
    before it ("It also …") is kept together with it, or left out when both are too long together.
    """
    found: list[str] = []
    for paragraph in _paragraphs(text):
        before = ""
        for sentence in sentences_of(paragraph):
            leans = bool(_LEANS_ON_THE_SENTENCE_BEFORE.match(sentence))
            words = len(sentence.split())
            if before and (leans or words < _SHORTEST_PASSAGE_WORDS):
                together = f"{before} {sentence}"
                if len(together.split()) <= _LONGEST_PASSAGE_WORDS and found and found[-1] == before:
                    found[-1] = together
            elif not leans and _SHORTEST_PASSAGE_WORDS <= words <= _LONGEST_PASSAGE_WORDS and sentence[-1] in ".!?":
                found.append(sentence)
            before = sentence
    return found


def sentences_of(text: str) -> list[str]:
    """Split running text at the ends of sentences, minding common abbreviations."""
    sentences: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += " " + piece
        elif piece:
            sentences.append(piece)
    return sentences


def _paragraphs(text: str) -> Iterator[str]:
    """Give the running text, paragraph by paragraph; every list item is one."""
    lines: list[str] = []
    in_fence = in_sources = False
    for line in [*text.splitlines(), ""]:
        heading = _HEADING.match(line)
        if _FENCE.match(line):
            in_fence = not in_fence
        elif heading:
            in_sources = bool(_SOURCES.match(_plain(heading.group(1))))
        ends = not line.strip() or heading or in_fence or in_sources or _BULLET.match(line) or _TABLE.match(line)
        if ends and lines:
            yield _plain(" ".join(lines))
            lines = []
        if line.strip() and not (heading or in_fence or in_sources or _TABLE.match(line) or _FENCE.match(line)):
            lines.append(_BULLET.sub("", line).strip())


def _plain(text: str) -> str:
    """Take markup, addresses and control characters out of a line."""
    text = _ADDRESS.sub("", _TAG.sub("", _FOOTNOTE.sub("", _LINK.sub(r"\1", text))))
    text = _EMPHASIS.sub("", text).lstrip("> ")
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
