"""Balances and movements of tokens, for those who may see them.

A person sees their own as they are. Facilitators see all as of the last settlement, and only what can be reckoned
without knowing of reactions: neither a payment for one nor what it did, in no balance either, for a balance that lacks
two tokens tells who paid for an anonymous one (hole 27). Nor does a penalty or speech tell them that a purse was empty.
Of what is spent on reactions they see what comes back, in equal parts for all.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from argentum.airtime.live.viewer import Viewer
from argentum.airtime.tokens.prices import TOKEN_MS
from argentum.airtime.tokens.purses import Purses
from argentum.airtime.tokens.statements import TokenTransaction

COMMON_ACCOUNT = "common account"
ISSUE = "issued"


class Movement(Struct, frozen=True, kw_only=True):
    """Tokens that went from one side to the other."""

    at_ms: int
    payer: str
    payee: str
    tokens: float
    """More than 0."""
    why: str
    """What it was for; of a reaction, its code."""


def balances_for(viewer: Viewer, purses: Purses) -> dict[str, float]:
    """Give tokens by person."""
    if viewer.role == "facilitator":
        return settled_without_reactions(purses)
    own = [each for each in purses.summary() if each.participant_id == viewer.participant]
    return {each.participant_id: each.tokens for each in own}


def movements_for(viewer: Viewer, purses: Purses, *, hidden_until_ms: int | None = None) -> list[Movement]:
    """Give movements, oldest first; to a person whose key was renewed none for unsigned reactions up to then."""
    if viewer.role != "facilitator":
        hidden_ms = -1 if hidden_until_ms is None else hidden_until_ms
        own = [each for each in purses.transactions if each.participant_id == viewer.participant and each.amount_ms]
        return [_movement(each) for each in own if not each.unsigned or each.at_ms > hidden_ms]
    return [_movement(each) for each in _settled(purses)]


def settled_without_reactions(purses: Purses) -> dict[str, float]:
    """Give the tokens of all as facilitators see them; nobody's before the first settlement."""
    found: dict[str, int] = {}
    for each in _settled(purses):
        found[each.participant_id] = found.get(each.participant_id, 0) + each.amount_ms
    return {who: amount_ms / TOKEN_MS for who, amount_ms in found.items()}


def _settled(purses: Purses) -> list[TokenTransaction]:
    """Give what facilitators see of all transactions: up to the last settlement, without what reactions did."""
    settled_ms = max((each.at_ms for each in purses.transactions if each.transaction_type == "settlement"), default=-1)
    shown = [each for each in purses.transactions if each.reckoned_ms and each.at_ms <= settled_ms]
    return [replace(each, amount_ms=each.reckoned_ms) for each in shown]


def _movement(transaction: TokenTransaction) -> Movement:
    """Name both sides: nobody pays anybody but through the common account."""
    kind = transaction.transaction_type
    issued = kind == "initial" or (kind == "granted" and transaction.amount_ms > 0)
    other = ISSUE if issued else COMMON_ACCOUNT
    gains = transaction.amount_ms > 0
    return Movement(
        at_ms=transaction.at_ms,
        payer=other if gains else transaction.participant_id,
        payee=transaction.participant_id if gains else other,
        tokens=abs(transaction.amount_ms) / TOKEN_MS,
        why=kind.replace("_", " ")
        if transaction.related_to is None
        else f"{kind.replace('_', ' ')}: {transaction.related_to}",
    )
