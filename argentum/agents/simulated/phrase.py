"""A line of a phrase book, compiled, and how it becomes a sentence.

Notation of a line: `{slot}` is filled in, `{one|other}` is a free choice, `{#is|are}` agrees with the slot before it,
and `<…>` marks the words that somebody else can take up later (a noun phrase); where no words of the line can stand
alone, `line || words` gives them apart. A `+` at the end says that the line only announces something, so that more
must follow. A leading `b:`, `w:` or `d:` marks a blunt, warm or dry tone. Sentences start
with a capital letter by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from argentum.agents.simulated.topic import Mention
from argentum.rng import Stream

_LITERAL, _SLOT, _CHOICE, _AGREE, _OPEN, _CLOSE = range(6)
_TOKEN = re.compile(r"\{[^{}]*\}|<|>")
_SENTENCE_END: Final = re.compile(r"[.?!]”?\s*$")
_TONES = {"b:": "blunt", "w:": "warm", "d:": "dry"}
SLOT_WORDS = {
    "course": 3,
    "thing": 2,
    "ill": 2,
    "loss": 2,
    "idea": 3,
    "claim": 3,
    "rival": 2,
    "side": 2,
    "echo": 4,
    "quote": 14,
    "source": 4,
}

Part = tuple[int, str, tuple[str, ...], bool]


class Phrase(Struct, frozen=True, eq=False):
    """One compiled line; compared by identity, so that a register of what was used can hold it."""

    parts: tuple[Part, ...]
    needs: tuple[str, ...]
    """Slots that must be filled."""
    needed: frozenset[str]
    """The same, to compare with."""
    literal_words: int
    usual_words: int
    """With slots of usual length."""
    sentences: int
    tone: str
    """Empty: suits everybody."""
    handle: Phrase | None
    """What others take up, if it is no part of the line."""
    leads: bool
    """It only announces something."""
    source: str
    """File and line, for messages."""


def compile_phrase(line: str, source: str) -> Phrase:
    """Compile a line of a phrase book.

    Raises:
        ValueError: The line is unbalanced or does not end like a sentence; this is a mistake in a shipped file.
    """
    text = line.strip()
    tone = _TONES.get(text[:2], "")
    text = text[2:].strip() if tone else text
    leads = text.endswith("+")
    text = text.removesuffix("+").rstrip()
    text, _, apart = (part.strip() for part in text.partition("||"))
    if text[-1:] not in ".?!":
        raise ValueError(f"{source}: a line ends with a full stop, a question mark or an exclamation mark: {text}")
    handle = _compiled(apart, source, "", None) if apart else None
    return _compiled(text, source, tone, handle, leads=leads)


def _compiled(text: str, source: str, tone: str, handle: Phrase | None, *, leads: bool = False) -> Phrase:
    parts: list[Part] = []
    needs: dict[str, None] = {}
    starts = text[-1] in ".?!"
    position = 0
    depth = 0
    for token in [*_TOKEN.finditer(text), None]:
        literal = text[position : token.start() if token else len(text)]
        if literal:
            parts.append((_LITERAL, _capitalised(literal, starts=starts), (), False))
            starts = bool(_SENTENCE_END.search(literal)) if literal.strip() else starts
        if token is None:
            break
        position = token.end()
        piece = token.group()
        if piece in "<>":
            depth += 1 if piece == "<" else -1
            parts.append((_OPEN if piece == "<" else _CLOSE, "", (), False))
        elif piece.startswith("{#"):
            parts.append((_AGREE, "", tuple(piece[2:-1].split("|")), False))
        elif "|" in piece:
            parts.append((_CHOICE, "", tuple(piece[1:-1].split("|")), starts))
            starts = False
        else:
            parts.append((_SLOT, piece[1:-1], (), starts))
            needs[piece[1:-1]] = None
            starts = False
        if depth not in {0, 1}:
            raise ValueError(f"{source}: marks < and > do not match: {text}")
    if depth:
        raise ValueError(f"{source}: marks < and > do not match: {text}")
    all_needs = {**needs, **dict.fromkeys(handle.needs)} if handle is not None else needs
    literal_words = len(_TOKEN.sub(" ", text).replace("<", " ").replace(">", " ").split())
    choices = sum(len(part[2][0].split()) for part in parts if part[0] in {_CHOICE, _AGREE})
    return Phrase(
        parts=tuple(parts),
        needs=tuple(all_needs),
        needed=frozenset(all_needs),
        literal_words=literal_words,
        usual_words=literal_words + choices + sum(SLOT_WORDS.get(name, 1) for name in needs),
        sentences=len(re.findall(r"[.?!](?=\s|$)", text)),
        tone=tone,
        handle=handle,
        leads=leads,
        source=source,
    )


def render(phrase: Phrase, slots: Mapping[str, Mention], stream: Stream) -> tuple[str, tuple[str, ...]]:
    """Fill a line in; gives the text and the marked words in it. Every slot that it needs must be there."""
    out: list[str] = []
    spans: list[str] = []
    opened = 0
    plural = False
    for kind, value, options, starts in phrase.parts:
        if kind == _LITERAL:
            out.append(value)
        elif kind == _SLOT:
            filled = slots[value]
            plural = filled.plural
            out.append(upper_first(filled.text) if starts else filled.text)
        elif kind == _CHOICE:
            chosen = options[int(stream.random() * len(options))]
            out.append(upper_first(chosen) if starts else chosen)
        elif kind == _AGREE:
            out.append(options[1] if plural else options[0])
        elif kind == _OPEN:
            opened = len(out)
        else:
            spans.append("".join(out[opened:]).strip())
    if phrase.handle is not None:
        spans.append(render(phrase.handle, slots, stream)[0])
    return "".join(out), tuple(spans)


def upper_first(text: str) -> str:
    """Capitalise the first letter, leaving the rest, and an opening quotation mark, as they are."""
    if text[:1] in "“¿¡":
        return text[0] + text[1:2].upper() + text[2:]
    return text[:1].upper() + text[1:]


def _capitalised(literal: str, *, starts: bool) -> str:
    stripped = literal.lstrip()
    if starts and stripped:
        lead = len(literal) - len(stripped)
        return literal[:lead] + upper_first(stripped)
    return literal
