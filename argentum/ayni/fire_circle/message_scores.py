"""Messages of a circle with two figures: how the sender stands, and what the message gave for what it took.

Both are shares, r / (1 + r) of a ratio r: 0 only took, 0.5 is balance, 1 only gave. Where nothing moved there is no
figure; the field then holds the 0.5 that readers of such messages expect, and says that it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from pydantic import Field

from argentum.ayni.balance import share_view
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.period import LONG_DAYS, Period
from argentum.ayni.ledger import Ledger, Selection
from argentum.errors import CouncilError
from argentum.transcript.give_and_take import flows_of
from argentum.transcript.message import Message

MessageType = Literal[
    "proposal",
    "response",
    "reflection",
    "support",
    "concern",
    "dissent",
    "summary",
    "bridge",
    "emergence",
    "empty_chair",
    "wisdom_seed",
    "message",
    "question",
    "disagreement",
]
MESSAGE_TYPES: tuple[MessageType, ...] = get_args(MessageType)
UNKNOWN = 0.5

_INTERJECTIONS: dict[str, MessageType] = {"support": "support", "clarify": "question", "challenge": "concern"}


class CircleMessage(CouncilModel):
    """One message, without its words."""

    id: str
    type: MessageType
    sender: str
    reciprocity_score: float = Field(
        ge=0, le=1, description="share that the sender gave of what they gave and took, this message included"
    )
    reciprocity_known: bool = Field(description="false: nothing moved, and 0.5 stands for not known")
    contribution_value: float = Field(ge=0, le=1, description="share that the message gave of what it gave and took")
    contribution_known: bool = Field(description="false: nothing moved, and 0.5 stands for not known")


def debate_messages(messages: Iterable[Message]) -> Iterator[CircleMessage]:
    """Score what was heard in a debate, in order, from its messages alone.

    A segment that challenges somebody is a dissent, one that answers a response, any other a message; an interjection
    is support, a question or a concern; a cut-in is a disagreement.
    """
    given: dict[str, int] = {}
    taken: dict[str, int] = {}
    for message in messages:
        speaker, timing = message.metadata.agent_id, message.metadata.timing
        kind = _type_of(message)
        if kind is None or speaker is None or timing is None or timing.duration_ms <= 0:
            continue
        flows = list(flows_of(message))
        gave = sum(flow.given_ms for flow in flows if flow.giver == speaker)
        took = sum(flow.taken_ms for flow in flows if flow.taker == speaker)
        given[speaker] = given.get(speaker, 0) + gave
        taken[speaker] = taken.get(speaker, 0) + took
        yield _scored(
            message.id, kind, speaker, standing=share_view(given[speaker], taken[speaker]), own=share_view(gave, took)
        )


def circle_message(
    ledger: Ledger,
    *,
    message_id: str,
    message_type: MessageType,
    sender: str,
    now_ms: int,
    entry_id: str | None = None,
    days: float = LONG_DAYS,
) -> CircleMessage:
    """Score a message of a council from the books: its sender over the last days, and the entry that it goes with.

    Raises `CouncilError` for an entry that is not there or in which the sender neither gave nor took.
    """
    period = Period.ending(now_ms, days=days)
    totals = ledger.totals(Selection(participant=sender, since_ms=period.since_ms, until_ms=period.until_ms))
    own = [each for each in totals if each.participant == sender]
    standing = share_view(sum(each.given_micro for each in own), sum(each.taken_micro for each in own))
    return _scored(
        message_id,
        message_type,
        sender,
        standing=standing,
        own=None if entry_id is None else _share_of_entry(ledger, entry_id, sender),
    )


def _share_of_entry(ledger: Ledger, entry_id: str, sender: str) -> float | None:
    """Give what the sender gave of an entry for what was taken of it; who only took it gave nothing for it."""
    entry = ledger.entry(entry_id)
    if entry is None:
        raise CouncilError(f"entry {entry_id!r}: the ledger has none of this id")
    if sender == entry.initiator:
        return share_view(entry.given_micro, entry.taken_micro)
    if sender == entry.responder:
        return share_view(0, entry.taken_micro)
    raise CouncilError(f"entry {entry_id!r}: {sender!r} neither gave nor took in it")


def _type_of(message: Message) -> MessageType | None:
    metadata = message.metadata
    match metadata.event:
        case "segment":
            return "dissent" if metadata.challenges else "response" if metadata.answers else "message"
        case "interjection":
            return _INTERJECTIONS[metadata.interjection_type or "challenge"]
        case "hard_interrupt":
            return "disagreement"
        case _:
            return None


def _scored(
    message_id: str, message_type: MessageType, sender: str, *, standing: float | None, own: float | None
) -> CircleMessage:
    return CircleMessage(
        id=message_id,
        type=message_type,
        sender=sender,
        reciprocity_score=UNKNOWN if standing is None else standing,
        reciprocity_known=standing is not None,
        contribution_value=UNKNOWN if own is None else own,
        contribution_known=own is not None,
    )
