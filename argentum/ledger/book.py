"""The books of bid tokens: balances, credit and pool, and the only code that moves a token.

Balances are whole tokens. A price is real-valued: the payer is charged the next whole number and keeps the rest as
credit, which becomes a token when it reaches one. Credit is counted in whole millionths, so that the books balance
exactly and not just within a rounding error (economy study 3.4 and 3.5).
"""

from __future__ import annotations

from collections.abc import Sequence

from argentum.errors import LedgerError
from argentum.smoothing import at_most
from argentum.transcript.posting import POOL, Posting

MICRO = 1_000_000
"""Millionths in one bid token."""


class Book:
    """Accounts of bid tokens by place at the table, and the pool that stands on the other side of every posting.

    `backed` books are a closed economy: a payment is shared among the other accounts, the pool holds exactly the tokens
    that are owed as credit, and what a full bank cannot take is divided again among those with room. In a book that is
    not backed the pool mints and destroys: its balance falls below zero by what the accounts hold.
    """

    __slots__ = (
        "accounts",
        "backed",
        "credit_micro",
        "max_bank",
        "places",
        "pool",
        "remainder_micro",
        "tokens",
        "total",
    )

    def __init__(self, accounts: Sequence[str], *, max_bank: int, backed: bool) -> None:
        """Begin with empty accounts."""
        self.accounts = tuple(accounts)
        self.places = {account: place for place, account in enumerate(self.accounts)}
        self.max_bank = max_bank
        self.backed = backed
        self.tokens = [0] * len(self.accounts)
        self.credit_micro = [0] * len(self.accounts)
        self.pool = 0
        self.remainder_micro = 0
        """Millionths in the pool that could not be divided evenly yet."""
        self.total = 0
        """Tokens of all accounts and the pool together: constant after `open`."""

    def open(self, each: int) -> tuple[Posting, ...]:
        """Give each account its first tokens; a backed book is filled with exactly these.

        Raises `LedgerError` when a bank cannot hold them.
        """
        if not 0 <= each <= self.max_bank:
            msg = f"the start of the books: {each} tokens do not fit into a bank of {self.max_bank}"
            raise LedgerError(msg)
        if self.backed:
            self.total = self.pool = each * len(self.accounts)
        postings: list[Posting] = []
        if each:
            for place in range(len(self.accounts)):
                self._give(place, each, "start", postings)
        return tuple(postings)

    def balance(self, account: str) -> int:
        """Give the whole tokens of an account."""
        return self.tokens[self.places[account]]

    def credit(self, account: str) -> float:
        """Give the credit of an account, in tokens."""
        return self.credit_micro[self.places[account]] / MICRO

    def pay(self, place: int, price: float, reason: str) -> tuple[Posting, ...]:
        """Charge a price of any size; 0 moves nothing.

        Raises `LedgerError` for a negative price and for one that the account cannot pay; nothing is posted then.
        """
        micro = round(price * MICRO)
        if micro <= 0:
            if micro == 0:
                return ()
            msg = f"{self.accounts[place]}: a price cannot be negative, found {price}"
            raise LedgerError(msg)
        whole = -(-micro // MICRO)
        tokens = self.tokens
        if whole > tokens[place]:
            msg = f"{self.accounts[place]}: {reason} costs {whole} tokens, the bank holds {tokens[place]}"
            raise LedgerError(msg)
        tokens[place] -= whole
        self.pool += whole
        postings = [Posting(source=self.accounts[place], target=POOL, amount=whole, reason=reason)]
        self.credit_micro[place] += whole * MICRO - micro
        if self.backed:
            self._share(micro, place, postings)
        elif self.credit_micro[place] >= MICRO:
            self._convert(place, "payout", postings)
        return tuple(postings)

    def mint(self, place: int, amount_micro: int, reason: str, postings: list[Posting]) -> None:
        """Add credit that nobody paid, and turn whole tokens of it into balance; what a full bank cannot take is lost.

        Raises `LedgerError` in a backed book, where tokens never appear.
        """
        if self.backed:
            msg = f"{self.accounts[place]}: {reason} would mint tokens in a closed economy"
            raise LedgerError(msg)
        self.credit_micro[place] += amount_micro
        if self.credit_micro[place] >= MICRO:
            self._convert(place, reason, postings)

    def destroy(self, place: int, amount: int, reason: str, postings: list[Posting]) -> None:
        """Take tokens away without anything in return.

        Raises `LedgerError` in a backed book and when the account does not hold so many.
        """
        if self.backed or not 0 < amount <= self.tokens[place]:
            msg = f"{self.accounts[place]}: {reason} cannot take {amount} tokens"
            raise LedgerError(msg)
        self.tokens[place] -= amount
        self.pool += amount
        postings.append(Posting(source=self.accounts[place], target=POOL, amount=amount, reason=reason))

    def check(self) -> None:
        """Raise `LedgerError` unless every balance is in bounds and the two sides agree."""
        for account, tokens, credit in zip(self.accounts, self.tokens, self.credit_micro, strict=True):
            if not 0 <= tokens <= self.max_bank or not 0 <= credit < MICRO:
                msg = f"{account}: {tokens} tokens and {credit} millionths are out of bounds"
                raise LedgerError(msg)
        if sum(self.tokens) + self.pool != self.total:
            msg = f"the books hold {sum(self.tokens)} + {self.pool} tokens, not {self.total}"
            raise LedgerError(msg)
        if self.backed and self.pool * MICRO != sum(self.credit_micro) + self.remainder_micro:
            msg = f"the pool holds {self.pool} tokens, which is not what it owes"
            raise LedgerError(msg)

    def _share(self, micro: int, payer: int, postings: list[Posting]) -> None:
        """Divide a payment among the others; divide again what full banks cannot take, until nothing moves."""
        credit = self.credit_micro
        others = len(credit) - 1
        amount = micro + self.remainder_micro
        if others:
            each, self.remainder_micro = divmod(amount, others)
            kept = credit[payer]
            for place in range(others + 1):
                credit[place] += each
            credit[payer] = kept
        else:
            credit[payer] += amount
            self.remainder_micro = 0
        overflow = self._pay_out(postings)
        while overflow:
            with_room = [place for place, tokens in enumerate(self.tokens) if tokens < self.max_bank]
            if not with_room:
                self.remainder_micro += overflow
                return
            each, rest = divmod(overflow, len(with_room))
            self.remainder_micro += rest
            for place in with_room:
                credit[place] += each
            overflow = self._pay_out(postings)

    def _pay_out(self, postings: list[Posting]) -> int:
        """Turn credit of one token and more into balance; give the millionths that found no room."""
        overflow = 0
        for place, credit in enumerate(self.credit_micro):
            if credit >= MICRO:
                whole, self.credit_micro[place] = divmod(credit, MICRO)
                taken = at_most(whole, self.max_bank - self.tokens[place])
                if taken:
                    self._give(place, taken, "payout", postings)
                overflow += (whole - taken) * MICRO
        return overflow

    def _convert(self, place: int, reason: str, postings: list[Posting]) -> None:
        whole, self.credit_micro[place] = divmod(self.credit_micro[place], MICRO)
        taken = min(whole, self.max_bank - self.tokens[place])
        if taken:
            self._give(place, taken, reason, postings)

    def _give(self, place: int, amount: int, reason: str, postings: list[Posting]) -> None:
        self.tokens[place] += amount
        self.pool -= amount
        postings.append(Posting(source=POOL, target=self.accounts[place], amount=amount, reason=reason))
