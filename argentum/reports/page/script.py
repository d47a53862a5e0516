"""The transcript as the page prints it: who said what, what was cut, what was quoted."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import before_a_cut, clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.halves import halves
from argentum.reports.notice_texts import notice_text
from argentum.transcript.message import Message, Metadata


class Source(Struct, frozen=True):
    """A quoted passage."""

    label: str
    document: str
    quote: str


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that was said, or a notice."""

    kind: str
    at: str
    name: str
    place: int
    """Of the agent at the table; -1 for notices."""
    same_speaker: bool
    """Goes on where the entry before left off."""
    label: str
    text: str
    unheard: str
    cut_by: str
    sources: tuple[Source, ...]


def script(messages: Sequence[Message], facts: SessionFacts) -> list[Entry]:
    """List what is read on the page, by the time it was heard; auctions and beats have their own places."""
    entries: list[tuple[int, Entry]] = []
    at_ms = 0
    for message in (half for whole in messages for half in halves(whole)):
        # The topic is the page's title.
        if message.metadata.event in {"auction", "timing", "opening"}:
            continue
        timing = message.metadata.timing
        at_ms = timing.start_ms if timing is not None else at_ms
        entries.append((at_ms, _entry(message, facts)))
    entries.sort(key=lambda timed: timed[0])
    return _joined([entry for _, entry in entries])


def _entry(message: Message, facts: SessionFacts) -> Entry:
    metadata, timing = message.metadata, message.metadata.timing
    spoken = metadata.agent_id is not None and timing is not None
    ids = facts.agent_ids
    return Entry(
        kind=metadata.event if spoken else "notice",
        at=minutes_seconds(timing.start_ms) if timing is not None else "",
        name=clean_text(facts.name_of(metadata.agent_id or "")),
        place=ids.index(metadata.agent_id) if metadata.agent_id in ids else -1,
        same_speaker=False,
        label=_label(metadata, facts),
        text=_text(message, facts, spoken=spoken),
        unheard=_unheard(message),
        cut_by=clean_text(facts.name_of(metadata.interrupted_by)) if metadata.interrupted_by else "",
        sources=tuple(
            Source(clean_text(cited.label), clean_text(cited.document), clean_text(cited.quote))
            for cited in metadata.citations
        ),
    )


def _text(message: Message, facts: SessionFacts, *, spoken: bool) -> str:
    if not spoken:
        return notice_text(message, facts)
    heard = clean_text(message.content)
    return before_a_cut(heard) if message.metadata.interrupted_by else heard


def _label(metadata: Metadata, facts: SessionFacts) -> str:
    other = clean_text(facts.name_of(metadata.speaker_id)) if metadata.speaker_id else ""
    match metadata.event, metadata.style:
        case "interjection", _:
            return metadata.interjection_type or "aside"
        case "hard_interrupt", "soft":
            return f"takes over from {other}"
        case "hard_interrupt", "attempt":
            return f"tries to cut in on {other}"
        case "hard_interrupt", _:
            return f"cuts in on {other}"
        case _:
            return ""


def _unheard(message: Message) -> str:
    """Give the rest of a cut segment that was planned and not heard, as far as the heard part is its beginning."""
    planned, heard = clean_text(message.metadata.planned_text or ""), clean_text(message.content)
    return planned[len(heard) :].strip() if planned.startswith(heard) and len(planned) > len(heard) else ""


def _joined(entries: list[Entry]) -> list[Entry]:
    joined: list[Entry] = []
    for entry in entries:
        before = joined[-1] if joined else None
        same = before is not None and before.place == entry.place >= 0 and entry.kind == "segment" == before.kind
        joined.append(_going_on(entry) if same else entry)
    return joined


def _going_on(entry: Entry) -> Entry:
    from msgspec.structs import replace

    return replace(entry, same_speaker=True)
