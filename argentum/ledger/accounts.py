"""Accounts that open at any time, and transfers between them that always have two sides.

`Book` serves the bid tokens of a debate, whose agents are known beforehand; here people come and go.
"""

from __future__ import annotations

from argentum.errors import LedgerError
from argentum.transcript.posting import POOL, Posting


class Accounts:
    """Whole units in named accounts; `POOL` issues them and stands below zero by what all others hold."""

    __slots__ = ("_balances",)

    def __init__(self) -> None:
        """Begin with nothing issued."""
        self._balances: dict[str, int] = {POOL: 0}

    def balance(self, account: str) -> int:
        """Give the balance; an account that nothing went to has 0."""
        return self._balances.get(account, 0)

    def transfer(self, source: str, target: str, amount: int, reason: str) -> Posting:
        """Move an amount of at least 1.

        Raises `LedgerError` when the source does not hold it or is the target; nothing has moved then.
        """
        if amount < 1 or source == target:
            raise LedgerError(f"{source}: {reason} cannot move {amount} to {target}")
        held = self._balances.get(source, 0)
        if source != POOL and held < amount:
            raise LedgerError(f"{source}: {reason} takes {amount}, the account holds {held}")
        self._balances[source] = held - amount
        self._balances[target] = self._balances.get(target, 0) + amount
        return Posting(source=source, target=target, amount=amount, reason=reason)

    def check(self) -> None:
        """Raise `LedgerError` unless the two sides agree and nobody but the pool is below zero."""
        if sum(self._balances.values()):
            raise LedgerError(f"the accounts hold {sum(self._balances.values())} more than was issued")
        for account, held in self._balances.items():
            if held < 0 and account != POOL:
                raise LedgerError(f"{account}: the balance is {held}")
