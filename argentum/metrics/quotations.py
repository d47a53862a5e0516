"""How much of the documents was used."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.transcript.message import Message


def passages_quoted(messages: Sequence[Message]) -> int:
    """Count the different passages that were heard, each once, however often it was quoted."""
    return len(
        frozenset((citation.label, citation.quote) for message in messages for citation in message.metadata.citations)
    )
