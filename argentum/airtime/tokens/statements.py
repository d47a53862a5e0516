"""What a purse says of itself: its totals, and each change of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.airtime.tokens.prices import TOKEN_MS

TransactionType = Literal["speaking", "reaction_sent", "reaction_received", "initial", "settlement", "granted"]


class TokenBalance(Struct, frozen=True, kw_only=True):
    """One purse as its owner knows it; amounts in milliseconds of speech."""

    participant_id: str
    balance_ms: int
    """Below 0 by what was said, or taken, between an unsigned payment and its settlement; else at least 0."""
    initial_ms: int
    earned_ms: int
    spent_ms: int
    lost_ms: int = 0
    """Taken by negative reactions and penalties."""
    granted_ms: int = 0
    """Bonuses of a facilitator."""

    @property
    def tokens(self) -> float:
        """Give the balance in tokens."""
        return self.balance_ms / TOKEN_MS

    def can_afford(self, cost_ms: int) -> bool:
        """Whether the balance pays for this."""
        return self.balance_ms >= cost_ms


class TokenTransaction(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one purse; the other side is the common account, or the pool for the first tokens."""

    participant_id: str
    transaction_type: TransactionType
    amount_ms: int
    """Signed; 0 where only `reckoned_ms` moves."""
    balance_after_ms: int
    at_ms: int
    related_to: str | None = None
    """Code of the reaction."""
    unsigned: bool = False
    """Whether it is the payment for a reaction whose sender nobody is to know."""
    reckoned_ms: int = 0
    """By how much it moves what everybody else can reckon without knowing of reactions: of a settlement the equal part
    of the common account, of speech all of it, were the purse as full as it seems."""
