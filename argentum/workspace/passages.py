"""Cuts the text of a document into passages that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argentum.speech.language import is_english

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
_BEFORE_A_POINTER = (
    r"(?:about|above|across|after|against|along|among|around|as|at|before|behind|below|beside|between|beyond|but|by"
    r"|credits?|credited|despite|during|explains?|for|from|in|inside|into|like|near|of|off|on|or|outside|over|per|since"
    r"|than|through|throughout|to|toward|towards|under|until|upon|with|within|without)"
)
_POINTS_BACK = re.compile(
    # `that winter`, but not `showed that winter is …`: before a pointing "that" stands a preposition.
    rf"\b{_BEFORE_A_POINTER} that (?!is\b|are\b|was\b|were\b|of\b|which\b|has\b|have\b|had\b|the\b|a\b|an\b)\w+"
    r"|\b(?:this|these) (?!year\b|century\b|decade\b)\w+"
    r"|\bthose (?!who\b|with\b|without\b|in\b|of\b|living\b|that\b)\w+"
    r"|\bthe (?:opposite|latter|former|same)\b(?! (?:as|time|day|year)\b)"
    r"|\bthe (?:study|authors?|researchers|survey|report|paper|analysis)(?: (?:also|itself))? "
    r"(?:found|finds|find|shows?|showed|estimated?s?|says?|said|concluded?s?|put|puts|adds?|notes?|expects?|reports?)\b"
    r"|\b(?:here|likewise|as above|as mentioned|see (?:above|below))\b",
    re.IGNORECASE,
)
_POINTS_FURTHER_BACK = re.compile(r"\bsuch (?!as\b|a\b|an\b)\w+", re.IGNORECASE)
"""What this means stands anywhere before, seldom in the last sentence."""
_LEFT_OVER_MARKUP = re.compile(r"</?\w|\w>|[{}|\\=#~^*_]|://|\bwww\.|&\w+;|\$\(")
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.!?]{0,40}"
    r"\b(?:instructions?|prompts?|rules|messages?|above|previous|everything)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b"
    r"|\byou are (?:now )?(?:an? )?(?:AI|assistant|language model|chatbot|ChatGPT)\b"
    r"|\b(?:as an AI|language model)\b|\b(?:act|behave|respond|reply|answer) (?:only )?(?:as|with|in) (?:if|the|a)\b"
    r"|^(?:say|repeat|print|output|write|tell|reply|respond|pretend|do not (?:say|mention|tell|reveal))\b",
    re.IGNORECASE,
)
"""Sentences that give orders to whoever reads them out; no agent obeys them, and nobody should have to hear them."""
_CODE_BLOCK = re.compile(
    r"<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|i|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_HANDLER = re.compile(r"<[^<>]*\bon\w+\s*=", re.IGNORECASE)


def title_of(text: str) -> str | None:
    """Give the first heading of a Markdown text, without markup, or nothing."""
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            return _plain(heading.group(1)) or None
    return None


def passages_of(text: str) -> list[str]:
    """Cut a text into passages of one or two sentences, 6 to 34 words long, in their order.

    Headings, lists of sources, code, tables and unfinished sentences are left out, and so are remains of markup, orders
    to whoever reads, and what is not English, as nobody here speaks anything else. A sentence that leans on the one
    before it ("It also …", "… in that winter") is kept together with it, or left out when both are too long together:
    alone it would be about nothing.
    """
    found: list[str] = []
    for paragraph in _paragraphs(_CODE_BLOCK.sub(" ", text)):
        before = ""
        for sentence in sentences_of(paragraph):
            if not _is_quotable(sentence):
                before = ""
                continue
            leans = bool(_LEANS_ON_THE_SENTENCE_BEFORE.match(sentence) or _POINTS_BACK.search(sentence))
            words = len(sentence.split())
            if before and (leans or words < _SHORTEST_PASSAGE_WORDS):
                together = f"{before} {sentence}"
                if len(together.split()) <= _LONGEST_PASSAGE_WORDS and found and found[-1] == before:
                    found[-1] = together
            elif not leans and _SHORTEST_PASSAGE_WORDS <= words <= _LONGEST_PASSAGE_WORDS and sentence[-1] in ".!?":
                found.append(sentence)
            before = sentence
    return found


def _is_quotable(sentence: str) -> bool:
    """Tell whether a sentence is speech, and in the language of those who would quote it."""
    refused = (_LEFT_OVER_MARKUP, _ORDERS, _POINTS_FURTHER_BACK)
    return not any(pattern.search(sentence) for pattern in refused) and is_english(sentence)


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
    for written in [*text.splitlines(), ""]:
        line = "" if _HANDLER.search(written) or _TAG.search(_INLINE_TAG.sub("", written)) else written
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
