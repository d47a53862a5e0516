"""Balances and movements of tokens, for those who may see them.

A person sees their own as they are. Facilitators see all as of the last settlement, and no single payment for a
reaction: its instant would tell who sent an anonymous one (hole 27).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argentum.airtime.live.viewer import Viewer
from argentum.airtime.tokens.purses import Purses, TokenTransaction

_PLAIN = frozenset({"initial", "speaking", "settlement", "granted"})


def balances_for(viewer: Viewer, purses: Purses, settled: Mapping[str, float]) -> dict[str, float]:
    """Give tokens by person."""
    if viewer.role == "facilitator":
        return dict(settled)
    own = [each for each in purses.summary() if each.participant_id == viewer.participant]
    return {each.participant_id: each.tokens for each in own}


def transactions_for(viewer: Viewer, purses: Purses) -> Sequence[TokenTransaction | dict[str, object]]:
    """Give movements, oldest first."""
    if viewer.role != "facilitator":
        return [each for each in purses.transactions if each.participant_id == viewer.participant]
    settled_ms = max((each.at_ms for each in purses.transactions if each.transaction_type == "settlement"), default=-1)
    return [
        {
            "participant_id": each.participant_id,
            "transaction_type": each.transaction_type,
            "amount_ms": each.amount_ms,
            "at_ms": each.at_ms,
        }
        for each in purses.transactions
        if each.transaction_type in _PLAIN and each.at_ms <= settled_ms
    ]
