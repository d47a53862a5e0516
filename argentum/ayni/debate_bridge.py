"""A debate as interactions: what each gave the table, and what each took of it or of another speaker.

A segment that was heard and the sources that it cites are given to the table; the time on the floor is given by the
table and taken by who speaks. An interjection takes attention from who holds the floor, an interrupt takes the rest of
a sentence: both are taken without being given. Soft interrupts wait for the end and attempts give way, so neither takes
a sentence. How much each counts is the weight of its unit in the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from argentum.ayni.interaction import Interaction
from argentum.transcript.message import Message

TABLE = "the table"
"""Everybody in the debate together; the blank keeps it apart from every agent's id."""

FLOOR = "floor_second"
SEGMENT = "segment"
CITATION = "citation"
INTERJECTION = "interjection_second"
INTERRUPT = "interrupt"


def debate_interactions(
    messages: Iterable[Message], *, session_id: str, began_at_ms: int | None = None
) -> Iterator[Interaction]:
    """Go through what was heard; ids derive from those of the messages, so that going through it again adds nothing.

    A session has no date of its own: without `began_at_ms` its interactions happen as they are recorded.
    """
    for message in messages:
        metadata = message.metadata
        speaker, timing = metadata.agent_id, metadata.timing
        if speaker is None or timing is None or timing.duration_ms <= 0:
            continue
        heard = _Heard(message, speaker, session_id, None if began_at_ms is None else began_at_ms + timing.start_ms)
        seconds = Decimal(timing.duration_ms) / 1000
        holder = metadata.speaker_id
        match metadata.event:
            case "segment":
                yield heard.given(SEGMENT, Decimal(1))
                if metadata.citations:
                    yield heard.given(CITATION, Decimal(len(metadata.citations)))
                yield heard.floor(seconds)
            case "hard_interrupt" if metadata.style != "attempt":
                yield heard.floor(seconds)
                if metadata.style in {"hard", None} and holder not in {None, "", speaker}:
                    yield heard.taken_from(str(holder), INTERRUPT, Decimal(1))
            case "interjection" if holder not in {None, "", speaker}:
                yield heard.taken_from(str(holder), INTERJECTION, seconds)
            case _:
                pass


class _Heard:
    """One clip on its way to interactions."""

    def __init__(self, message: Message, speaker: str, session_id: str, happened_at_ms: int | None) -> None:
        self.message_id = message.id
        self.speaker = speaker
        self.session_id = session_id
        self.happened_at_ms = happened_at_ms

    def given(self, unit: str, amount: Decimal) -> Interaction:
        """The speaker gave it and the table took it whole."""
        return self._interaction(self.speaker, TABLE, unit, given=amount, taken=amount)

    def floor(self, seconds: Decimal) -> Interaction:
        """The table gave the time that the speaker took."""
        return self._interaction(TABLE, self.speaker, FLOOR, given=seconds, taken=seconds)

    def taken_from(self, holder: str, unit: str, amount: Decimal) -> Interaction:
        """The speaker took what nobody gave."""
        return self._interaction(holder, self.speaker, unit, given=Decimal(0), taken=amount)

    def _interaction(self, initiator: str, responder: str, unit: str, *, given: Decimal, taken: Decimal) -> Interaction:
        return Interaction(
            id=f"debate:{self.session_id}:{self.message_id}:{unit}",
            initiator=initiator,
            responder=responder,
            contribution=given,
            consumption=taken,
            contribution_unit=unit,
            consumption_unit=unit,
            happened_at_ms=self.happened_at_ms,
            note=f"message {self.message_id} of debate {self.session_id}",
        )
