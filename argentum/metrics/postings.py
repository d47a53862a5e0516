"""What agents paid, earned and lost, and whether the books agree with the balances that auctions record.

A posting from an agent is *spent*, unless it is lost to the rules (decay, expiry); a posting to an agent is *earned*,
unless it is what everybody starts with. Hence for each agent: start + earned - spent - lost = balance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argentum.transcript.message import Message
from argentum.transcript.posting import Posting

LOSSES = frozenset({"decay", "expiry"})
ENDOWMENTS = frozenset({"start"})


class Discrepancy(NamedTuple):
    """A balance that an auction records and the postings before it do not give."""

    message_id: str
    agent_id: str
    recorded: int
    posted: int


def all_postings(messages: Sequence[Message]) -> list[Posting]:
    """List every posting of a session in order."""
    return [posting for message in messages for posting in message.metadata.postings]


def tokens_spent(postings: Iterable[Posting], agent_ids: Sequence[str]) -> dict[str, int]:
    """Sum what each agent paid."""
    spent = dict.fromkeys(agent_ids, 0)
    for posting in postings:
        if posting.source in spent and posting.reason not in LOSSES:
            spent[posting.source] += posting.amount
    return spent


def tokens_earned(postings: Iterable[Posting], agent_ids: Sequence[str]) -> dict[str, int]:
    """Sum what each agent received, its endowment left out."""
    earned = dict.fromkeys(agent_ids, 0)
    for posting in postings:
        if posting.target in earned and posting.reason not in ENDOWMENTS:
            earned[posting.target] += posting.amount
    return earned


def balances(postings: Iterable[Posting], agent_ids: Sequence[str]) -> dict[str, int]:
    """Fold the postings to what each agent holds in the end."""
    held = dict.fromkeys(agent_ids, 0)
    for posting in postings:
        _post(held, posting)
    return held


def discrepancies(messages: Sequence[Message], agent_ids: Sequence[str]) -> list[Discrepancy]:
    """Compare each auction's balances with the postings up to it, its own included; empty when the books agree."""
    held = dict.fromkeys(agent_ids, 0)
    found: list[Discrepancy] = []
    for message in messages:
        for posting in message.metadata.postings:
            _post(held, posting)
        auction = message.metadata.auction
        for agent, recorded in auction.balances.items() if auction is not None else ():
            if agent in held and held[agent] != recorded:
                found.append(Discrepancy(message.id, agent, recorded, held[agent]))
    return found


def _post(held: dict[str, int], posting: Posting) -> None:
    if posting.source in held:
        held[posting.source] -= posting.amount
    if posting.target in held:
        held[posting.target] += posting.amount
