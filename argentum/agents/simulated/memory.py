"""What the table remembers: who said what, who owes whom an answer, what was quoted."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from argentum.agents.simulated.echo import (
    LONGEST_ECHO_WORDS,
    Echoes,
    echoes_of,
    figures_in,
    from_the_other_side,
    is_heard_in,
    takeable,
)
from argentum.agents.simulated.lexicon import word_list
from argentum.agents.simulated.novelty import sentences_in
from argentum.transcript.utterance import Citation, Utterance

_REMEMBERED = 48
_PENDING = 4
_RECENT = 1
_MATCHED_CHARACTERS = 28
_ENOUGH_WORDS = 3


class Said(Struct, kw_only=True, eq=False):
    """An utterance as the table remembers it, or as its writer means it."""

    agent_id: str
    kind: str
    utterance_id: str = ""
    """Of what was heard."""
    text: str
    spans: tuple[str, ...] = ()
    """Words in it, or about it, that can be taken up."""
    anchors: tuple[str, ...] = ()
    """For each of them, the words that must have been heard."""
    claims: tuple[str, ...] = ()
    """Its lines that can be agreed with or disputed; once recalled, those that were heard whole."""
    frame: str = ""
    move: str = ""
    """Closings are made once."""
    polarity: int = 0
    """+1 for what the topic proposes, -1 against it, 0 weighing."""
    asks: str | None = None
    """Agent that it puts a question to."""
    cited: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    taken_up: int = 0
    """How often somebody came back to it."""


@dataclass(slots=True)
class Memory:
    """Everything that was heard, as far as it still matters; bounded, so that long sessions do not slow down."""

    heard: deque[Said] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    owed: dict[str, dict[str, Said]] = field(default_factory=dict)
    """By agent: who challenged it and has had no answer yet."""
    points: dict[str, deque[Said]] = field(default_factory=dict)
    """By agent: its own points that can be come back to."""
    segments: int = 0
    closed: set[str] = field(default_factory=set)
    """Who has said its last words."""
    opened: set[str] = field(default_factory=set)
    """Who was given first words, heard or not."""
    spoken: dict[str, int] = field(default_factory=dict)
    introduced: dict[str, None] = field(default_factory=dict)
    """Labels of the documents that were quoted aloud."""
    _pending: dict[str, deque[Said]] = field(default_factory=dict)
    _echoes: dict[Citation, Echoes] = field(default_factory=dict)
    """Of what was quoted: at most every passage, each searched once and recalled again and again."""

    def expect(self, said: Said) -> None:
        """Keep what a writer meant, until the text is heard."""
        self._pending.setdefault(said.agent_id, deque(maxlen=_PENDING)).append(said)

    def recall(self, utterance: Utterance) -> Said:
        """Understand an utterance: as its writer meant it if it was written here, else from its words."""
        start = utterance.text[:_MATCHED_CHARACTERS].rstrip(" .…—-")
        for meant in reversed(self._pending.get(utterance.agent_id, ())):
            if start and meant.text.startswith(start):
                text = utterance.text
                marked = zip(meant.spans, meant.anchors, strict=True)
                marked_and_heard = [(span, anchor) for span, anchor in marked if is_heard_in(anchor, text)]
                heard = [one for one in utterance.citations if meant.cited and is_heard_in(one.quote, text)]
                echoes = [self._echoes_of(citation) for citation in heard]
                return Said(
                    utterance_id=utterance.utterance_id,
                    agent_id=utterance.agent_id,
                    kind=utterance.kind,
                    text=utterance.text,
                    spans=(*[span for span, _ in marked_and_heard], *[echo.gist for echo in echoes]),
                    anchors=(*[anchor for _, anchor in marked_and_heard], *[one.quote.rstrip(".") for one in heard]),
                    claims=tuple([claim for claim in meant.claims if is_heard_in(claim, text)]),
                    frame=meant.frame,
                    polarity=meant.polarity,
                    asks=meant.asks if "?" in utterance.text else None,
                    cited=meant.cited if heard else (),
                    figures=tuple([figure for echo in echoes for figure in echo.figures]),
                    move=meant.move,
                )
        spans = takeable(utterance.text)
        return Said(
            utterance_id=utterance.utterance_id,
            agent_id=utterance.agent_id,
            kind=utterance.kind,
            text=utterance.text,
            spans=spans,
            anchors=tuple([span.strip("“”") for span in spans]),
            claims=tuple(
                [sentence.rstrip(".?!") for sentence in sentences_in(utterance.text) if sentence[-1] in ".?!"]
            ),
            asks=utterance.addressed_to if "?" in utterance.text else None,
            figures=figures_in(utterance.text),
        )

    def _echoes_of(self, citation: Citation) -> Echoes:
        known = self._echoes.get(citation)
        if known is None:
            known = self._echoes[citation] = echoes_of(citation)
        return known

    def hear(self, utterance: Utterance) -> Said:
        """Remember what was heard."""
        said = self.recall(utterance)
        self.heard.append(said)
        owed = self.owed.get(utterance.agent_id)
        if owed:
            for other in utterance.answers:
                owed.pop(other, None)
        for challenged in utterance.challenges:
            self.owed.setdefault(challenged, {})[utterance.agent_id] = said
        if said.move == "answer":
            for asking in self.heard:
                if asking.asks == said.agent_id:
                    asking.asks = None
        if said.move == "closing":
            self.closed.add(said.agent_id)
        if utterance.kind != "interjection":
            self.segments += 1
            self.spoken[utterance.agent_id] = self.spoken.get(utterance.agent_id, 0) + 1
            if said.spans:
                self.points.setdefault(utterance.agent_id, deque(maxlen=12)).append(said)
        for citation in utterance.citations:
            self.introduced.setdefault(citation.label)
        return said

    def segments_since(self, utterance_id: str) -> int:
        """Count the segments and kickers that were heard since an utterance; all if it is long forgotten."""
        since = 0
        for said in reversed(self.heard):
            if said.utterance_id == utterance_id:
                break
            since += said.kind != "interjection"
        return since

    def last_by_other(self, agent_id: str) -> Said | None:
        """Give the last segment or kicker by somebody else."""
        for said in reversed(self.heard):
            if said.agent_id != agent_id and said.kind != "interjection":
                return said
        return None

    def last_cited(self, now: Said | None) -> int | None:
        """Give the passage that was quoted last, if that was by whoever is speaking or just before."""
        newest_first = (said for said in reversed(self.heard) if said.kind != "interjection")
        for said in (now, *islice(newest_first, _RECENT)):
            if said is not None and said.cited:
                return said.cited[-1]
        return None


class Echo(NamedTuple):
    """Words of another, ready to be taken up."""

    text: str
    """As one's own sentence needs them."""
    anchor: str
    """The words that were heard."""


def echo_of(said: Said, nth: int = 0) -> str | None:
    """Give words of an utterance to take up, the last of them first; different ones for different `nth`."""
    echo = anchored_echo(said, nth)
    return None if echo is None else echo.text


def anchored_echo(said: Said, nth: int = 0) -> Echo | None:
    """Give the same with the words that must have been heard."""
    usable = [place for place, span in enumerate(said.spans) if _says_enough(span.split())]
    if not usable:
        return None
    place = usable[-1 - nth % len(usable)]
    span = said.spans[place]
    starts = any(sentence.startswith(span) for sentence in sentences_in(said.text)) if span[:1].isupper() else False
    anchor = said.anchors[place] if place < len(said.anchors) else span
    text = from_the_other_side(span, starts_sentence=starts)
    # Nobody goes further than 12,000 deaths, or is right about them; with the figure one can.
    return Echo(f"the figure of {text}" if figures_in(span) == (span,) else text, anchor)


def _says_enough(words: list[str]) -> bool:
    """Refuse echoes that could come from any talk (`the price`) or that are too long to repeat."""
    if len(words) > LONGEST_ECHO_WORDS:
        return False
    if len(words) >= _ENOUGH_WORDS or words[0][0].isdigit() or words[0][0] == "“":
        return True
    return len(words) == _ENOUGH_WORDS - 1 and words[0].lower() not in word_list("thin_starts")
