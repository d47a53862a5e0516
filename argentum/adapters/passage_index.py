"""Search in passages by BM25, on an SQLite FTS5 table in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from argentum.ports.evidence import Finding, Passage

if TYPE_CHECKING:
    import sqlite3

# A rare term in a short passage scores about this much; the curve below maps it to a relevance of one half.
_HALF_RELEVANCE_SCORE = 3.0
_MOST_TERMS = 24
_WORD = re.compile(r"[^\W_]+")


def _words_of(terms: Sequence[str]) -> list[str]:
    """Take the words out of the terms, each once: nothing else in them can become an operator or a column filter."""
    words: dict[str, None] = {}
    for term in terms:
        words.update(dict.fromkeys(_WORD.findall(term.lower())))
    return list(words)[:_MOST_TERMS]


def _relevance(score: float) -> float:
    """Bring a score of SQLite, where better is lower, into [0, 1)."""
    return round(1.0 - 0.5 ** (-score / _HALF_RELEVANCE_SCORE), 4) if score < 0.0 else 0.0


class PassageIndex:
    """An `EvidenceSource` over a fixed list of passages.

    The score of BM25 is a sum over the words of a search, and the searches of a session share most of their words: the
    topic's are in all of them. So each word is looked up once, and searching is adding.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Index the passages; their ids must be their positions."""
        import sqlite3  # noqa: PLC0415 - only sessions with documents pay for it

        self.passages: Sequence[Passage] = tuple(passages)
        self._connection: sqlite3.Connection = sqlite3.connect(":memory:")
        # Contentless: the texts are here already, and nobody reads them back from the table.
        self._connection.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(text, document, content='', tokenize='porter unicode61')"
        )
        self._connection.executemany(
            "INSERT INTO passage (rowid, text, document) VALUES (?, ?, ?)",
            [(passage.passage_id, passage.text, passage.document) for passage in self.passages],
        )
        self._scores: dict[str, list[tuple[int, float]]] = {}
        """By word: the passages that it is in, each with what it adds to their scores."""

    def search(self, terms: Sequence[str], *, limit: int) -> Sequence[Finding]:
        """Find the best passages by BM25, the text counting double against the title; ties go by position.

        Relevance is `1 - 0.5 ** (score / 3)`: 0 without a match, one half at a score of 3, never quite 1.
        """
        if limit < 1:
            return ()
        scores: dict[int, float] = {}
        for word in _words_of(terms):
            for passage_id, score in self._scores_of(word):
                scores[passage_id] = scores.get(passage_id, 0.0) + score
        best = sorted([(score, passage_id) for passage_id, score in scores.items()])[:limit]
        passages = self.passages
        return tuple([Finding(passages[passage_id], _relevance(score)) for score, passage_id in best])

    def _scores_of(self, word: str) -> list[tuple[int, float]]:
        known = self._scores.get(word)
        if known is None:
            known = self._scores[word] = self._connection.execute(
                "SELECT rowid, bm25(passage, 2.0, 1.0) FROM passage WHERE passage MATCH ?", (f'"{word}"',)
            ).fetchall()
        return known

    def close(self) -> None:
        """Let go of the table; searching afterwards is a mistake of the caller."""
        self._connection.close()
