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


def _query_of(terms: Sequence[str]) -> str:
    """Quote each word of the terms, so that nothing in them can become an operator or a column filter."""
    words: dict[str, None] = {}
    for term in terms:
        words.update(dict.fromkeys(_WORD.findall(term.lower())))
    return " OR ".join(f'"{word}"' for word in list(words)[:_MOST_TERMS])


def _relevance(score: float) -> float:
    """Bring a score of SQLite, where better is lower, into [0, 1)."""
    return round(1.0 - 0.5 ** (-score / _HALF_RELEVANCE_SCORE), 4) if score < 0.0 else 0.0


class PassageIndex:
    """An `EvidenceSource` over a fixed list of passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Index the passages; their ids must be their positions."""
        import sqlite3  # noqa: PLC0415 - only sessions with documents pay for it

        self.passages: Sequence[Passage] = tuple(passages)
        self._connection: sqlite3.Connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE passage USING fts5(text, document, tokenize='porter unicode61')")
        self._connection.executemany(
            "INSERT INTO passage (rowid, text, document) VALUES (?, ?, ?)",
            [(passage.passage_id, passage.text, passage.document) for passage in self.passages],
        )

    def search(self, terms: Sequence[str], *, limit: int) -> Sequence[Finding]:
        """Find the best passages by BM25, the text counting double against the title; ties go by position.

        Relevance is `1 - 0.5 ** (score / 3)`: 0 without a match, one half at a score of 3, never quite 1.
        """
        query = _query_of(terms)
        if not query or limit < 1:
            return ()
        rows = self._connection.execute(
            "SELECT rowid, bm25(passage, 2.0, 1.0) AS score FROM passage WHERE passage MATCH ? "
            "ORDER BY score, rowid LIMIT ?",
            (query, limit),
        ).fetchall()
        passages = self.passages
        return tuple([Finding(passages[row], _relevance(score)) for row, score in rows])

    def close(self) -> None:
        """Let go of the table; searching afterwards is a mistake of the caller."""
        self._connection.close()
