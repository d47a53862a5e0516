"""A segment that stopped for a remark, as the two stretches in which it was heard."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.speech.sentences import first_words
from argentum.transcript.message import Message


def halves(message: Message) -> tuple[Message, ...]:
    """Give the part before the join and the part after it as messages of their own; other messages as they are.

    Whatever happened at the end (a cut, the postings) belongs to the second, and each quotation to the part it is in.
    """
    metadata, timing = message.metadata, message.metadata.timing
    if timing is None or timing.join is None:
        return (message,)
    join = timing.join
    before = first_words(message.content, join.words)
    after = message.content[len(before) :].strip()
    if not after or timing.duration_ms <= join.resumed_ms:
        return (message,)
    early = tuple(citation for citation in metadata.citations if citation.quote in before)
    first = replace(
        metadata,
        timing=replace(timing, duration_ms=join.at_ms, join=None),
        citations=early,
        postings=(),
        interrupted_by=None,
        cut_at_ms=None,
        planned_text=None,
        heard_text=None,
    )
    second = replace(
        metadata,
        timing=replace(
            timing,
            start_ms=timing.start_ms + join.resumed_ms,
            duration_ms=timing.duration_ms - join.resumed_ms,
            join=None,
        ),
        citations=tuple(citation for citation in metadata.citations if citation not in early),
        costs=None,
        planned_text=_rest(metadata.planned_text, before),
        heard_text=_rest(metadata.heard_text, before),
        cut_at_ms=None if metadata.cut_at_ms is None else metadata.cut_at_ms - join.resumed_ms,
    )
    return replace(message, content=before, metadata=first), replace(message, content=after, metadata=second)


def _rest(text: str | None, before: str) -> str | None:
    """Give what follows the first part of a text, if there is one."""
    return None if text is None else text[len(before) :].strip()
