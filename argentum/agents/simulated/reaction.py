"""A short line about what somebody is saying: which lines fit, and which of the heard words they rely on.

Kickers and interjections are about words that sound at the same time. What will have been heard of them when the line
begins is all they get (`orchestration.known`), and what of it they rely on goes into `Draft.takes_up`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argentum.agents.simulated.chance import happens
from argentum.agents.simulated.memory import Said, anchored_echo
from argentum.agents.simulated.phrase import Phrase
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.realiser import Line, as_mention
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.topic import Mention
from argentum.rng import Stream

_VARIETY = 4.0
_COLD = 0.12
"""How often a line leaves aside what was said although it could take it up."""


class Wish(NamedTuple):
    """What a reaction should be like."""

    book: str
    tails: str
    """Book of the ends of sentences, for when the book itself has been read to its end."""
    sections: tuple[str, ...]
    """Sections of the book, beside those for words, claims and neither, that suit."""
    question: bool
    usual_words: int
    slack: int
    shortest: int
    longest: int
    tones: Sequence[str]


class Reaction(NamedTuple):
    """A line, and the heard words that it makes no sense without."""

    line: Line
    takes_up: tuple[str, ...]


def react(table: Table, heard: Said | None, wish: Wish, stream: Stream) -> Reaction | None:
    """Say something about what was heard: about some of its words, about a claim in it, or about neither."""
    claims = heard.claims if heard is not None else ()
    echoes = len(heard.spans) if heard is not None else 0
    if claims and not happens(stream, _COLD):
        for nth in range(max(1, echoes)):
            found = _about(table, heard, wish, stream, nth)
            if found is not None:
                return found
    elif echoes and not claims:
        found = _about(table, heard, wish, stream, 0)
        if found is not None:
            return found
    cold = _said(table, section(f"{wish.book}/cold"), wish, stream, _slots(table, heard, None))
    if cold is not None:
        return Reaction(cold, ())
    return _joined(table, heard, wish, stream)


def _about(table: Table, heard: Said | None, wish: Wish, stream: Stream, nth: int) -> Reaction | None:
    """Take up words, or dispute a claim."""
    if heard is None:
        return None
    echo = anchored_echo(heard, nth)
    names = ["echo"] if echo is not None else []
    if heard.claims:
        names += ["claim", "cited" if heard.cited else "uncited", *wish.sections]
    slots = _slots(table, heard, echo.text if echo is not None else None)
    line = _said(table, section(*(f"{wish.book}/{name}" for name in names)), wish, stream, slots)
    if line is None:
        return None
    if echo is not None and echo.text.lower() in line.text.lower():
        return Reaction(line, (echo.anchor,))
    return Reaction(line, heard.claims[-1:]) if heard.claims else Reaction(line, ())


def _joined(table: Table, heard: Said | None, wish: Wish, stream: Stream) -> Reaction | None:
    """Put a line together from a beginning and an end."""
    echo = anchored_echo(heard) if heard is not None else None
    claims = heard.claims if heard is not None else ()
    slots = _slots(table, heard, echo.text if echo is not None else None)
    ends = ["question"] if wish.question and claims else ["echo", "claim"] if echo and claims else ["cold"]
    for names in (ends, ["cold"]):
        line = table.realiser.say_pair(
            section(f"{wish.book}_heads"),
            section(*(f"{wish.tails}/{name}" for name in names)),
            stream,
            shortest=wish.shortest,
            longest=wish.longest,
            slots=slots,
        )
        if line is not None:
            if echo is not None and echo.text.lower() in line.text.lower():
                return Reaction(line, (echo.anchor,))
            return Reaction(line, claims[-1:] if names != ["cold"] else ())
    return None


def _said(table: Table, pool: Sequence[Phrase], wish: Wish, stream: Stream, slots: dict[str, Mention]) -> Line | None:
    line = table.realiser.say(
        pool, stream, want=wish.usual_words, slots=slots, slack=wish.slack, tones=wish.tones, variety=_VARIETY
    )
    return line if line is not None and line.words <= wish.longest else None


def _slots(table: Table, heard: Said | None, echo: str | None) -> dict[str, Mention]:
    if heard is None:
        return {}
    slots: dict[str, Mention] = {}
    if heard.agent_id in table.profiles:
        slots["name"] = as_mention(table.profiles[heard.agent_id].name)
    if echo:
        slots["echo"] = as_mention(echo)
    if heard.figures:
        slots["figure"] = as_mention(heard.figures[-1])
    return slots
