"""Quotable passages of the documents that were given to a session, and the protocol of whoever finds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct


class Passage(Struct, frozen=True, kw_only=True):
    """One or two sentences of a document, verbatim apart from markup and line breaks."""

    passage_id: int
    """Position among all passages of the session, from 0."""
    label: str
    """`Doc 1`, `Doc 2`, … in the order of the file names."""
    document: str
    """Title of the document, or its file name if it has no heading."""
    file: str
    """Path inside the folder, with forward slashes."""
    text: str
    previous: int | None = None
    """The passage before it in the same document."""
    following: int | None = None


class Finding(Struct, frozen=True):
    """A passage and how well it fits what was looked for."""

    passage: Passage
    relevance: float
    """0 to 1; the best passage of a search is not always 1."""


class EvidenceSource(Protocol):
    """Searches passages; equal searches give equal answers in equal order."""

    passages: Sequence[Passage]
    """All of them; `passages[n].passage_id == n`."""

    def search(self, terms: Sequence[str], *, limit: int) -> Sequence[Finding]:
        """Find the passages that fit best, best first, none without a match.

        Terms are words, never query syntax.
        """
