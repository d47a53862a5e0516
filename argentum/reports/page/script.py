"""The transcript as the page prints it: who said what, what was cut, what was quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import before_a_cut, clean_text
from argentum.reports.clock_text import minutes_seconds, seconds_text
from argentum.reports.halves import halves
from argentum.reports.notice_texts import behind_the_scenes, notice_text
from argentum.transcript.message import Message, Metadata


class Source(Struct, frozen=True):
    """A quoted passage."""

    label: str
    document: str
    quote: str


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that was said, or a notice."""

    kind: str
    anchor: str
    """What a link to it ends in."""
    at_ms: int
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
    """List what is read on the page, by the time it was heard; auctions, beats and engineers' notes stand elsewhere."""
    told = [entry for message, entry in _timed(messages, facts) if not behind_the_scenes(message)]
    told.sort(key=lambda entry: entry.at_ms)
    return _joined(told)


def engineers_notes(messages: Sequence[Message], facts: SessionFacts) -> list[Entry]:
    """List what the governor did and nobody could hear, each with the time of the last word before it."""
    return [
        replace(entry, at=minutes_seconds(entry.at_ms))
        for message, entry in _timed(messages, facts)
        if behind_the_scenes(message) and entry.text
    ]


def anchors(messages: Sequence[Message]) -> dict[str, str]:
    """Give the anchor of each message by its id: ids come from outside and may be anything, anchors may not."""
    return {message.id: f"t{place}" for place, message in enumerate(messages)}


def _timed(messages: Sequence[Message], facts: SessionFacts) -> Iterator[tuple[Message, Entry]]:
    at_ms = 0
    places = anchors(messages)
    for whole in messages:
        # The topic is the page's title.
        if whole.metadata.event in {"auction", "timing", "opening"}:
            continue
        for part, message in enumerate(halves(whole)):
            timing = message.metadata.timing
            at_ms = timing.start_ms if timing is not None else at_ms
            anchor = f"{places[whole.id]}{'-then' if part else ''}"
            yield message, _entry(message, facts, anchor=anchor, at_ms=at_ms)


def _entry(message: Message, facts: SessionFacts, *, anchor: str, at_ms: int) -> Entry:
    metadata, timing = message.metadata, message.metadata.timing
    spoken = metadata.agent_id is not None and timing is not None
    ids = facts.agent_ids
    return Entry(
        kind=metadata.event if spoken else "notice",
        anchor=anchor,
        at_ms=at_ms,
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
    timing = message.metadata.timing
    heard = clean_text(message.content)
    if not heard and timing is not None:
        return f"({seconds_text(timing.duration_ms)} of speech)"
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
        joined.append(replace(entry, same_speaker=True) if same else entry)
    return joined
