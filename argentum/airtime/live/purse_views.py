"""Balances and movements of tokens, for those who may see them.

A person sees their own as they are. Facilitators see all as of the last settlement, and no single payment for a
reaction: its instant would tell who sent an anonymous one (hole 27).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from argentum.airtime.live.viewer import Viewer
from argentum.airtime.tokens.prices import TOKEN_MS
from argentum.airtime.tokens.purses import Purses, TokenTransaction

COMMON_ACCOUNT = "common account"
ISSUE = "issued"
_PLAIN = frozenset({"initial", "speaking", "settlement", "granted"})


class Movement(Struct, frozen=True, kw_only=True):
    """Tokens that went from one side to the other."""

    at_ms: int
    payer: str
    payee: str
    tokens: float
    """More than 0."""
    why: str
    """What it was for; of a reaction, its code."""


def balances_for(viewer: Viewer, purses: Purses, settled: Mapping[str, float]) -> dict[str, float]:
    """Give tokens by person."""
    if viewer.role == "facilitator":
        return dict(settled)
    own = [each for each in purses.summary() if each.participant_id == viewer.participant]
    return {each.participant_id: each.tokens for each in own}


def movements_for(viewer: Viewer, purses: Purses) -> list[Movement]:
    """Give movements, oldest first."""
    if viewer.role != "facilitator":
        return [_movement(each) for each in purses.transactions if each.participant_id == viewer.participant]
    settled_ms = max((each.at_ms for each in purses.transactions if each.transaction_type == "settlement"), default=-1)
    return [
        _movement(each) for each in purses.transactions if each.transaction_type in _PLAIN and each.at_ms <= settled_ms
    ]


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
