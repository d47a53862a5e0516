"""A debate as interactions: what each gave the table, and what each took of it or of another speaker.

What passes with a message is decided in `argentum.transcript.give_and_take`, for the ledger as for the session's own
report. How much each counts in a ledger is the weight of its unit in the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from argentum.ayni.interaction import Interaction
from argentum.transcript.give_and_take import flows_of
from argentum.transcript.message import Message


def debate_interactions(
    messages: Iterable[Message], *, session_id: str, began_at_ms: int | None = None
) -> Iterator[Interaction]:
    """Go through what was heard; ids derive from those of the messages, so that going through it again adds nothing.

    A session has no date of its own: without `began_at_ms` its interactions happen as they are recorded.
    """
    for message in messages:
        timing = message.metadata.timing
        start_ms = 0 if timing is None else timing.start_ms
        for flow in flows_of(message):
            yield Interaction(
                id=f"debate:{session_id}:{message.id}:{flow.unit}",
                initiator=flow.giver,
                responder=flow.taker,
                contribution=Decimal(flow.given_milli) / 1_000,
                consumption=Decimal(flow.taken_milli) / 1_000,
                contribution_unit=flow.unit,
                consumption_unit=flow.unit,
                happened_at_ms=None if began_at_ms is None else began_at_ms + start_ms,
                note=f"message {message.id} of debate {session_id}",
            )
