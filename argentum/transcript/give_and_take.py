"""What a message of a debate gives and takes: the one rule behind the ledger's bridge, the figures and the reputation.

A segment and the sources that it cites are given to the table, one that was cut off as far as it was heard; the time on
the floor is given by the table and taken by who speaks. An interjection takes attention from who holds the floor, an
interrupt takes the rest of a sentence: both are taken without being given. Soft interrupts wait for the end and
attempts give way, so neither takes a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from argentum.transcript.message import ClipTiming, Message

TABLE = "the table"
"""Everybody in the debate together; the blank keeps it apart from every agent's id."""

FlowUnit = Literal["segment", "citation", "floor_second", "interjection_second", "interrupt"]

ATTENTION_MS: Mapping[FlowUnit, int] = MappingProxyType(
    {"segment": 6_000, "citation": 3_000, "floor_second": 1_000, "interjection_second": 1_000, "interrupt": 3_000}
)
"""What one of each counts, in milliseconds of everybody's attention.

The weights and scales of `configs/ayni.yaml`, where the reasons stand; a test holds the two together. They are repeated
here because a session must come out the same on every machine, whatever its user's own settings are.
"""


class Flow(NamedTuple):
    """One thing that passes between a speaker and the table, or another speaker."""

    giver: str
    taker: str
    unit: FlowUnit
    given_milli: int
    """Thousandths of the unit: pieces or seconds."""
    taken_milli: int

    @property
    def given_ms(self) -> int:
        """What was given, in milliseconds of attention."""
        return self.given_milli * ATTENTION_MS[self.unit] // 1_000

    @property
    def taken_ms(self) -> int:
        """What was taken, in milliseconds of attention."""
        return self.taken_milli * ATTENTION_MS[self.unit] // 1_000


def flows_of(message: Message) -> Iterator[Flow]:
    """Give what passes with a message; nothing with what was not heard, with auctions and with notices."""
    metadata = message.metadata
    speaker, timing, holder = metadata.agent_id, metadata.timing, metadata.speaker_id
    if speaker is None or timing is None or timing.duration_ms <= 0:
        return
    heard_ms = timing.duration_ms
    match metadata.event:
        case "segment":
            part = _part_heard(metadata.interrupted_by, timing)
            yield Flow(speaker, TABLE, "segment", part, part)
            if metadata.citations:
                sources = 1_000 * len(metadata.citations)
                yield Flow(speaker, TABLE, "citation", sources, sources)
            yield Flow(TABLE, speaker, "floor_second", heard_ms, heard_ms)
        case "hard_interrupt" if metadata.style != "attempt":
            yield Flow(TABLE, speaker, "floor_second", heard_ms, heard_ms)
            if metadata.style in {"hard", None} and holder not in {None, "", speaker}:
                yield Flow(str(holder), speaker, "interrupt", 0, 1_000)
        case "interjection" if holder not in {None, "", speaker}:
            yield Flow(str(holder), speaker, "interjection_second", 0, heard_ms)
        case _:
            pass


def _part_heard(interrupted_by: str | None, timing: ClipTiming) -> int:
    """Give the thousandths of a segment that were heard: whoever is cut off has not given the rest."""
    planned_ms = timing.planned_duration_ms
    if interrupted_by is None or not planned_ms:
        return 1_000
    return max(1, min(1_000, timing.duration_ms * 1_000 // planned_ms))
