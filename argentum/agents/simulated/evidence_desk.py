"""Finds the passage that an agent wants to quote, and never hands out the same one twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from argentum.agents.simulated.frames import search_terms
from argentum.agents.simulated.lexicon import word_list
from argentum.ports.evidence import EvidenceSource, Finding, Passage

_CANDIDATES = 60
_NEIGHBOURS = 14
_SHORTEST_TERM = 4
_DRAFTS_ALIVE = 2
"""Of one agent: what it is saying, and what it was asked for meanwhile."""
_STRIPPED = ".,;:!?()\"'“”"


class Quotation(NamedTuple):
    """A passage chosen for quoting."""

    passage: Passage
    relevance: float
    polarity: int
    """-1 if it reads like a caution, +1 if not."""
    follows: int | None
    """The passage that it answers in the same document, if it stands right after it."""


class EvidenceDesk:
    """One per session: ranks passages once per frame and agent, then serves from memory."""

    def __init__(self, source: EvidenceSource | None, topic_terms: Sequence[str]) -> None:
        """Take the passages; without a source the desk is empty."""
        self._source = source if source is not None and len(source.passages) > 0 else None
        self._topic_terms = tuple(topic_terms)
        self._ranked: dict[tuple[str, ...], Sequence[Finding]] = {}
        self._polarity: dict[int, int] = {}
        self._quoted: set[int] = set()
        self._brought: dict[str, deque[int]] = {}
        """By agent: what it was given to quote and may still be heard with; a discarded draft uses nothing up."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing, or nothing more, to quote."""
        return self._source is None or len(self._quoted) >= len(self._source.passages)

    def for_point(self, frame: str, knowledge: Sequence[str], polarity: int, longest_words: int) -> Quotation | None:
        """Give a passage for a point of this frame: one that suits the side, else the best of the others."""
        terms = (*search_terms(frame), *knowledge, *self._topic_terms)
        return self._pick(self._search(terms, _CANDIDATES), polarity, longest_words, None)

    def against(self, passage_id: int, polarity: int, longest_words: int) -> Quotation | None:
        """Give a passage to set against another: its neighbour in the document, or one about the same matter."""
        if self._source is None:
            return None
        cited = self._source.passages[passage_id]
        near = [
            Finding(self._source.passages[other], 0.6)
            for other in (cited.following, cited.previous)
            if other is not None
        ]
        cited_words = dict.fromkeys(word.strip(_STRIPPED).lower() for word in cited.text.split())
        terms = tuple(
            word for word in cited_words if len(word) >= _SHORTEST_TERM and word not in word_list("stop_words")
        )
        return self._pick(near, polarity, longest_words, passage_id, strict=True) or self._pick(
            self._search(terms, _NEIGHBOURS), polarity, longest_words, passage_id, strict=True
        )

    def bring(self, agent_id: str, passage_id: int) -> None:
        """Give a passage to an agent: nobody else is offered it while that may still be heard."""
        self._brought.setdefault(agent_id, deque(maxlen=_DRAFTS_ALIVE)).append(passage_id)

    def quoted(self, passage_id: int) -> None:
        """Take a passage out of circulation: it was heard."""
        self._quoted.add(passage_id)

    def label_of(self, passage_id: int) -> str | None:
        """Give the label of the document that a passage is from."""
        return self._source.passages[passage_id].label if self._source is not None else None

    def _search(self, terms: tuple[str, ...], limit: int) -> Sequence[Finding]:
        if self._source is None:
            return ()
        found = self._ranked.get(terms)
        if found is None:
            found = self._ranked[terms] = self._source.search(terms, limit=limit)
        return found

    def _pick(
        self,
        findings: Sequence[Finding],
        polarity: int,
        longest_words: int,
        against: int | None,
        *,
        strict: bool = False,
    ) -> Quotation | None:
        second: Quotation | None = None
        taken = self._quoted.union(*self._brought.values())
        for finding in findings:
            passage = finding.passage
            if passage.passage_id in taken or passage.passage_id == against:
                continue
            if passage.text.count(" ") >= longest_words or passage.text[-1] != ".":
                continue
            reads = self._reads(passage)
            follows = against if against is not None and passage.previous == against else None
            quotation = Quotation(passage, finding.relevance, reads, follows)
            if polarity in {0, reads}:
                return quotation
            if second is None:
                second = quotation
        return None if strict else second

    def _reads(self, passage: Passage) -> int:
        known = self._polarity.get(passage.passage_id)
        if known is None:
            cautious = any(word.strip(_STRIPPED).lower() in word_list("caution") for word in passage.text.split())
            known = self._polarity[passage.passage_id] = -1 if cautious else 1
        return known
